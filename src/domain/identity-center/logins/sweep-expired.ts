import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import * as expired from './expired-queries.ts';

export const sweepExpired = defineAction({
  id: 'saml:SweepExpired',
  summary: 'Forget login requests, used assertions, web sessions and old login attempts whose time is over.',
  effect: 'read',
  allowed: ['system'],
  input: z.object({}),
  output: z.object({}),

  async run({ db, now, settings }) {
    await expired.remove(db, now, settings.loginTraceDays);
    return {};
  },
});
