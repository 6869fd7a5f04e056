import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import * as usedSignatures from '../signed-requests/used-signature-queries.ts';
import * as sessions from './session-queries.ts';

export const sweepExpiredSessions = defineAction({
  id: 'sts:SweepExpiredSessions',
  summary: 'Forget sessions in accounts, and used signatures, whose time is over.',
  effect: 'read',
  allowed: ['system'],
  input: z.object({}),
  output: z.object({}),

  async run({ db, now }) {
    await sessions.removeExpired(db, now);
    await usedSignatures.removeExpired(db, now);
    return {};
  },
});
