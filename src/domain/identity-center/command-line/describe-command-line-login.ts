import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getEmployee } from '../portal/employee.ts';
import { named, nameOf, nothingWaits } from './command-line-login.ts';
import * as logins from './command-line-login-queries.ts';

export const describeCommandLineLogin = defineAction({
  id: 'portal:DescribeCommandLineLogin',
  summary: 'Show which tool on which machine waits to act as somebody.',
  effect: 'read',
  allowed: ['employee'],
  input: z.object({ by: named }),
  output: z.object({
    userCode: z.string(),
    device: z.string(),
    address: z.string(),
    createdAt: z.date(),
    expiresAt: z.date(),
  }),

  async run({ db, actor, now }, { by }) {
    await getEmployee(db, actor);
    const waiting = await logins.findWaiting(db, nameOf(by), now);
    if (!waiting) throw nothingWaits();
    return waiting;
  },
});
