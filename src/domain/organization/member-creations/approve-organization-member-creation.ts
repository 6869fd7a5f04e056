import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { recordChange } from '../changes/record-change.ts';
import { organizationNotFound } from '../organizations/organization.ts';
import * as organizations from '../organizations/organization-queries.ts';
import { createAccount, creationNotFound } from './member-creation.ts';
import * as creations from './member-creation-queries.ts';

export const approveOrganizationMemberCreation = defineAction({
  id: 'organization:ApproveOrganizationMemberCreation',
  summary:
    'Approve, as the admin account of an entity, that an account is created under it; creates the account.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ recordId: z.int() }),
  output: z.object({ uin: z.int() }),

  async run(context, { recordId }) {
    const { db, now } = context;
    const { uin: approver } = requirePrincipal(context.actor);
    const waiting = await creations.findForReview(db, approver, recordId);
    if (!waiting) throw creationNotFound(recordId);
    const { organizationId } = waiting;
    const organization = await organizations.lock(db, organizationId);
    if (!organization) throw organizationNotFound();
    // Read again: the department, for one, may have gone before the lock was ours.
    const creation = await creations.findForReview(db, approver, recordId);
    if (!creation) throw creationNotFound(recordId);
    const { uin, name } = creation;
    if (!(await creations.decide(db, organizationId, recordId, 'Created', now))) {
      throw creationNotFound(recordId);
    }

    await createAccount(context, organization, creation);
    await recordChange(context, organizationId, { kind: 'CreationApproved', uin, accountName: name });
    return { uin };
  },
});
