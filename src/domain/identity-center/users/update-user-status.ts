import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import * as portalLogins from '../logins/portal-login-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { userNotFound, userStatus } from './user.ts';
import * as users from './user-queries.ts';

export const updateUserStatus = defineAction({
  id: 'organization:UpdateUserStatus',
  summary: 'Let a user log in, or keep the user out from now on.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), userId: z.string(), newUserStatus: userStatus }),
  output: z.object({}),

  async run({ db, actor, now, changed }, { zoneId, userId, newUserStatus }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const user = await users.find(db, spaceId, userId);
    if (!user) throw userNotFound(userId);

    await users.setStatus(db, spaceId, userId, newUserStatus, now);
    changed({ userStatus: user.userStatus }, { userStatus: newUserStatus });
    if (newUserStatus === 'Disabled') await portalLogins.endByUser(db, spaceId, userId, now);
    return {};
  },
});
