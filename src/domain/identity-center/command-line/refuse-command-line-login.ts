import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getEmployee } from '../portal/employee.ts';
import { nothingWaits } from './command-line-login.ts';
import * as logins from './command-line-login-queries.ts';

export const refuseCommandLineLogin = defineAction({
  id: 'portal:RefuseCommandLineLogin',
  summary: 'Refuse a tool on a command line that asks to act as oneself.',
  effect: 'write',
  allowed: ['employee'],
  input: z.object({ userCode: z.string().max(16) }),
  output: z.object({}),

  async run({ db, actor, now }, { userCode }) {
    await getEmployee(db, actor);
    if (!(await logins.refuse(db, userCode, now))) throw nothingWaits();
    return {};
  },
});
