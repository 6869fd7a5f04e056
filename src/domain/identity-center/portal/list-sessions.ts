import { z } from 'zod';
import type { Employee } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { userSession } from '../users/user-session.ts';
import * as userSessions from '../users/user-session-queries.ts';
import { getEmployee } from './employee.ts';

export const listSessions = defineAction({
  id: 'portal:ListSessions',
  summary: 'List what a person has open, at the portal and in accounts, and from where.',
  effect: 'read',
  allowed: ['employee'],
  input: z.object({}),
  output: z.object({
    sessions: z.array(
      userSession.extend({
        /** The one that asks. */
        isCurrent: z.boolean(),
        /** It, or opened from it. */
        isOfCurrent: z.boolean(),
      }),
    ),
  }),

  async run({ db, actor, now }) {
    const { spaceId, userId } = await getEmployee(db, actor);
    const open = await userSessions.list(db, spaceId, userId, now);
    const { loginId } = actor as Employee;
    return {
      sessions: open.map((session) => ({
        ...session,
        isCurrent: session.sessionId === loginId,
        isOfCurrent: session.portalSessionId === loginId,
      })),
    };
  },
});
