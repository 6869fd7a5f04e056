import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { accountEntries } from '../../sts/index.ts';
import * as portalLogins from '../logins/portal-login-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { endAllSessions } from './end-sessions.ts';
import { userNotFound } from './user.ts';
import * as users from './user-queries.ts';

export const endUserSessions = defineAction({
  id: 'organization:EndUserSessions',
  summary:
    'Ours. End one session of a user, at the portal or in an account, or all of them; the user may come again.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'organization:UpdateUserStatus',
  input: z.object({ zoneId: z.string(), userId: z.string(), sessionId: z.string().max(128).optional() }),
  output: z.object({}),

  async run(context, { zoneId, userId, sessionId }) {
    const { db, actor, now, changed } = context;
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    if (!(await users.find(db, spaceId, userId))) throw userNotFound(userId);

    if (sessionId === undefined) {
      changed(await endAllSessions(context, spaceId, userId), null);
      return {};
    }
    const login = await portalLogins.end(db, spaceId, userId, sessionId, now);
    const entries = await accountEntries.remove(db, spaceId, userId, sessionId);
    changed({ portalLogins: login ? 1 : 0, accountEntries: entries }, null);
    return {};
  },
});
