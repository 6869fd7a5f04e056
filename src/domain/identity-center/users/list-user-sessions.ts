import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { managedUins } from '../../organization/index.ts';
import { loginAttempt } from '../logins/login-attempt.ts';
import * as loginAttempts from '../logins/login-attempt-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { userNotFound } from './user.ts';
import * as users from './user-queries.ts';
import { userSession } from './user-session.ts';
import * as userSessions from './user-session-queries.ts';

export const listUserSessions = defineAction({
  id: 'organization:ListUserSessions',
  summary: 'Ours. List what a user has open, at the portal and in accounts, and the last attempts to log in.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  permission: 'organization:GetUser',
  input: z.object({ zoneId: z.string(), userId: z.string() }),
  output: z.object({
    sessions: z.array(userSession),
    loginAttempts: z.array(loginAttempt),
  }),

  async run({ db, actor, now }, { zoneId, userId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const user = await users.find(db, spaceId, userId);
    if (!user) throw userNotFound(userId);
    return {
      sessions: await userSessions.list(db, spaceId, userId, now, await managedUins(db, actor)),
      loginAttempts: await loginAttempts.listOfUser(db, spaceId, user.userName, 10),
    };
  },
});
