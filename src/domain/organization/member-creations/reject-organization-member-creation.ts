import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { recordChange } from '../changes/record-change.ts';
import { creationNotFound } from './member-creation.ts';
import * as creations from './member-creation-queries.ts';

export const rejectOrganizationMemberCreation = defineAction({
  id: 'organization:RejectOrganizationMemberCreation',
  summary: 'Refuse, as the admin account of an entity, that an account is created under it.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ recordId: z.int() }),
  output: z.object({}),

  async run(context, { recordId }) {
    const { db, now } = context;
    const { uin: approver } = requirePrincipal(context.actor);
    const creation = await creations.findForReview(db, approver, recordId);
    if (!creation) throw creationNotFound(recordId);
    const { organizationId, uin, name } = creation;
    if (!(await creations.decide(db, organizationId, recordId, 'Rejected', now))) {
      throw creationNotFound(recordId);
    }

    await recordChange(context, organizationId, { kind: 'CreationRejected', uin, accountName: name });
    return {};
  },
});
