import { z } from 'zod';
import type { Employee } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import * as logins from './command-line-login-queries.ts';

export const endCommandLineLogin = defineAction({
  id: 'portal:EndCommandLineLogin',
  summary: 'End the login of a tool on a command line, by its token; one that has ended stays ended.',
  effect: 'write',
  allowed: ['employee'],
  secret: ['loginToken'],
  input: z.object({ loginToken: z.string().max(128) }),
  output: z.object({}),

  async run({ db, actor }, { loginToken }) {
    const { spaceId, userId } = actor as Employee;
    await logins.removeByToken(db, spaceId, userId, hashSecret(loginToken));
    return {};
  },
});
