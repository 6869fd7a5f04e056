import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { membersPerChange } from '../space/quotas.ts';
import { addMembers } from './change-members.ts';
import { memberFailure, toFailure } from './member-failure.ts';

export const batchAddUserToGroup = defineAction({
  id: 'organization:BatchAddUserToGroup',
  summary: 'Ours. Add users to a user group; whoever cannot be added is left out with the reason.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    groupId: z.string(),
    userIds: z.array(z.string()).min(1, 'Choose somebody.').max(membersPerChange),
  }),
  output: z.object({
    added: z.array(z.string()),
    failures: z.array(memberFailure),
  }),

  async run(context, { zoneId, groupId, userIds }) {
    const space = await getOwnSpace(context.db, context.actor, zoneId);
    const { changed, failures } = await addMembers(context, { space, groupId, userIds });
    context.changed(null, { added: changed });
    return { added: changed, failures: failures.map(toFailure) };
  },
});
