import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireReachManaged } from '../authorizations/reach.ts';
import * as reach from '../authorizations/reach-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { endAllSessions } from './end-sessions.ts';
import { requireOwner } from './ownership.ts';
import { userNotFound, userStatus } from './user.ts';
import * as users from './user-queries.ts';

export const updateUserStatus = defineAction({
  id: 'organization:UpdateUserStatus',
  summary:
    'Let a user log in, or keep the user out from now on, of the portal and of every account entered by it.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({ zoneId: z.string(), userId: z.string(), newUserStatus: userStatus }),
  output: z.object({}),

  async run(context, { zoneId, userId, newUserStatus }) {
    const { db, actor, now, changed } = context;
    const space = await getOwnSpace(db, actor, zoneId);
    const { spaceId } = space;
    const user = await users.lock(db, spaceId, userId);
    if (!user) throw userNotFound(userId);
    requireOwner(actor, space, { kind: 'User', name: user.userName, source: user.userType }, 'Update');
    await requireReachManaged(context, () => reach.ofUser(db, spaceId, userId));

    await users.setStatus(db, spaceId, userId, newUserStatus, now);
    changed({ userStatus: user.userStatus }, { userStatus: newUserStatus });
    // Also on the way back: a login of the very moment of disabling must not come alive again.
    const wasOrIsDisabled = [user.userStatus, newUserStatus].includes('Disabled');
    if (wasOrIsDisabled) changed(await endAllSessions(context, spaceId, userId), {});
    return {};
  },
});
