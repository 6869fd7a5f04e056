import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireReachManaged } from '../authorizations/reach.ts';
import * as reach from '../authorizations/reach-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { endAllSessions } from './end-sessions.ts';
import { requireNoObstacle } from './obstacle.ts';
import * as obstacles from './obstacle-queries.ts';
import { requireOwner } from './ownership.ts';
import { userNotFound } from './user.ts';
import * as users from './user-queries.ts';

export const deleteUser = defineAction({
  id: 'organization:DeleteUser',
  summary: 'Delete a user who is in no group, has no authorization and is not synchronized into any account.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({ zoneId: z.string(), userId: z.string() }),
  output: z.object({}),

  async run(context, { zoneId, userId }) {
    const { db, actor, changed } = context;
    const space = await getOwnSpace(db, actor, zoneId);
    const { spaceId } = space;
    const user = await users.lock(db, spaceId, userId);
    if (!user) throw userNotFound(userId);
    const { userName, displayName, email, userType, userStatus } = user;
    requireOwner(actor, space, { kind: 'User', name: userName, source: userType }, 'Delete');
    await requireReachManaged(context, () => reach.ofUser(db, spaceId, userId));
    const principal = { principalType: 'User', principalId: userId } as const;
    requireNoObstacle(userName, await obstacles.find(db, spaceId, principal));

    await endAllSessions(context, spaceId, userId);
    await users.remove(db, spaceId, userId);
    changed({ userName, displayName, email, userStatus }, null);
    return {};
  },
});
