import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getEmployee } from '../portal/employee.ts';
import { nothingWaits } from './command-line-login.ts';
import * as logins from './command-line-login-queries.ts';

/** A tool that waits asks every second. */
const fetchSeconds = 60;

export const allowCommandLineLogin = defineAction({
  id: 'portal:AllowCommandLineLogin',
  summary:
    'Allow a tool on a command line to act as oneself, for a while and no longer than one’s own login.',
  effect: 'write',
  allowed: ['employee'],
  input: z.object({
    userCode: z.string().max(16),
    loginId: z.string(),
    /** How long: an hour for once, a working day for who works with it. */
    hours: z.coerce.number().pipe(z.union([z.literal(1), z.literal(8)])),
  }),
  output: z.object({ allowedUntil: z.date(), device: z.string(), address: z.string() }),

  async run({ db, actor, now }, { userCode, loginId, hours }) {
    const { spaceId, userId } = await getEmployee(db, actor);
    const seconds = (count: number) => new Date(now.getTime() + count * 1000);
    const allowed = await logins.allow(db, spaceId, { userId, loginId }, userCode, {
      now,
      until: seconds(hours * 3600),
      fetchedBy: seconds(fetchSeconds),
    });
    if (!allowed) throw nothingWaits();
    return allowed;
  },
});
