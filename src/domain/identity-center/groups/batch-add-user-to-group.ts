import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { membersPerChange } from '../space/quotas.ts';
import { addMembers, explained } from './change-members.ts';

export const batchAddUserToGroup = defineAction({
  id: 'organization:BatchAddUserToGroup',
  summary: 'Ours. Add users to a user group; whoever cannot be added is left out with the reason.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    zoneId: z.string(),
    groupId: z.string(),
    userIds: z.array(z.string()).min(1, 'Choose somebody.').max(membersPerChange),
  }),
  output: z.object({
    added: z.array(z.string()),
    failures: z.array(
      z.object({
        userId: z.string(),
        code: z.string(),
        message: z.string(),
        details: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
  }),

  async run(context, { zoneId, groupId, userIds }) {
    const { spaceId } = await getOwnSpace(context.db, context.actor, zoneId);
    const { changed, failures } = await addMembers(context, { spaceId, groupId, userIds });
    context.changed(null, { added: changed });
    return { added: changed, failures: explained(failures) };
  },
});
