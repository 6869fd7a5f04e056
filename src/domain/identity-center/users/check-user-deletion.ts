import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireReachManaged } from '../authorizations/reach.ts';
import * as reach from '../authorizations/reach-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { obstacles } from './obstacle.ts';
import * as obstacleQueries from './obstacle-queries.ts';
import { user, userNotFound } from './user.ts';
import * as users from './user-queries.ts';

export const checkUserDeletion = defineAction({
  id: 'organization:CheckUserDeletion',
  summary: 'Ours. Tell what stands in the way of deleting a user.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  permission: 'organization:DeleteUser',
  input: z.object({ zoneId: z.string(), userId: z.string() }),
  output: obstacles.extend({ userInfo: user }),

  async run(context, { zoneId, userId }) {
    const { db, actor } = context;
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const userInfo = await users.find(db, spaceId, userId);
    if (!userInfo) throw userNotFound(userId);
    await requireReachManaged(context, () => reach.ofUser(db, spaceId, userId));
    const principal = { principalType: 'User', principalId: userId } as const;
    return { userInfo, ...(await obstacleQueries.find(db, spaceId, principal)) };
  },
});
