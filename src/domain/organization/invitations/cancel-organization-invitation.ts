import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import { recordChange } from '../changes/record-change.ts';
import { invitationNotFound } from './invitation.ts';
import * as invitations from './invitation-queries.ts';

export const cancelOrganizationInvitation = defineAction({
  id: 'organization:CancelOrganizationInvitation',
  summary: 'Take back an invitation before it is answered.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ id: z.int() }),
  output: z.object({}),

  async run(context, { id }) {
    const { organizationId } = requireAdministrator(context.actor);
    const cancelled = await invitations.decide(context.db, organizationId, id, 'Cancelled', context.now);
    if (!cancelled) throw invitationNotFound(id);

    const { uin, name } = cancelled;
    await recordChange(context, organizationId, { kind: 'InvitationCancelled', uin, accountName: name });
    return {};
  },
});
