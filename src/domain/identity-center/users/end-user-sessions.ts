import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireReachManaged } from '../authorizations/reach.ts';
import * as reach from '../authorizations/reach-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { endAllSessions, endSession } from './end-sessions.ts';
import { userNotFound } from './user.ts';
import * as users from './user-queries.ts';

export const endUserSessions = defineAction({
  id: 'organization:EndUserSessions',
  summary:
    'Ours. End one session of a user, at the portal or in an account, or all of them; the user may come again.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  permission: 'organization:UpdateUserStatus',
  input: z.object({ zoneId: z.string(), userId: z.string(), sessionId: z.string().max(128).optional() }),
  output: z.object({}),

  async run(context, { zoneId, userId, sessionId }) {
    const { db, actor, changed } = context;
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    if (!(await users.lock(db, spaceId, userId))) throw userNotFound(userId);
    await requireReachManaged(context, () => reach.ofUser(db, spaceId, userId));

    const ended =
      sessionId === undefined
        ? await endAllSessions(context, spaceId, userId)
        : await endSession(context, spaceId, userId, sessionId);
    changed(ended, null);
    return {};
  },
});
