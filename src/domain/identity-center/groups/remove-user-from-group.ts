import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { removeMembers, requireDone } from './change-members.ts';

export const removeUserFromGroup = defineAction({
  id: 'organization:RemoveUserFromGroup',
  summary: 'Take one user out of a user group.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({ zoneId: z.string(), groupId: z.string(), userId: z.string() }),
  output: z.object({}),

  async run(context, { zoneId, groupId, userId }) {
    const space = await getOwnSpace(context.db, context.actor, zoneId);
    requireDone(await removeMembers(context, { space, groupId, userIds: [userId] }));
    return {};
  },
});
