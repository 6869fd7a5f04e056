import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import * as requestLog from './request-log-queries.ts';
import * as keys from './scim-key-queries.ts';

export const sweepScimRequestLog = defineAction({
  id: 'organization:SweepSCIMRequestLog',
  summary:
    'Forget old entries of the log of directories’ requests, what is beyond its limit, and keys that expired long ago.',
  effect: 'read',
  allowed: ['system'],
  input: z.object({}),
  output: z.object({}),

  async run({ db, now, settings }) {
    const forgotten = new Date(now.getTime() - settings.loginTraceDays * 24 * 3600 * 1000);
    await requestLog.sweep(db, forgotten);
    await keys.removeExpired(db, forgotten);
    return {};
  },
});
