import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { recordChange } from '../changes/record-change.ts';
import { getOpenInvitation } from './get-open-invitation.ts';
import { invitationNotFound } from './invitation.ts';
import * as invitations from './invitation-queries.ts';

export const denyOrganizationInvitation = defineAction({
  id: 'organization:DenyOrganizationInvitation',
  summary: 'Reject an invitation.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ id: z.int() }),
  output: z.object({}),

  async run(context, { id }) {
    const { db, now } = context;
    const { uin } = requirePrincipal(context.actor);
    const { organizationId, name } = await getOpenInvitation(db, uin, id, now);
    if (!(await invitations.decide(db, organizationId, id, 'Rejected', now))) throw invitationNotFound(id);

    await recordChange(context, organizationId, { kind: 'InvitationRejected', uin, accountName: name });
    return {};
  },
});
