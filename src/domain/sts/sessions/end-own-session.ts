import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import * as entries from './entry-queries.ts';
import { sessionIdOf } from './session.ts';
import * as sessions from './session-queries.ts';

export const endOwnSession = defineAction({
  id: 'sts:EndOwnSession',
  summary: 'Sign out: end one’s own session, and those that it asked for.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'none',
  input: z.object({}),
  output: z.object({}),

  async run({ db, actor }) {
    const principal = requirePrincipal(actor);
    const sessionId = sessionIdOf(principal);
    if (sessionId !== undefined) await sessions.remove(db, principal.uin, sessionId);
    const { uin, identity } = principal;
    if (identity.type === 'cam-user' && identity.entryId) await entries.end(db, uin, identity.entryId);
    return {};
  },
});
