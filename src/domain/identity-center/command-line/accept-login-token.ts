import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import { tokenEnded } from './command-line-login.ts';
import * as logins from './command-line-login-queries.ts';

export const acceptLoginToken = defineAction({
  id: 'portal:AcceptLoginToken',
  summary: 'Find whom a tool on a command line acts as, by its login token.',
  effect: 'read',
  allowed: ['visitor'],
  secret: ['loginToken'],
  input: z.object({ loginToken: z.string().max(128) }),
  output: z.object({
    spaceId: z.string(),
    userId: z.string(),
    spaceName: z.string(),
    userName: z.string(),
    expiresAt: z.date(),
  }),

  async run({ db, now }, { loginToken }) {
    const login = await logins.findByToken(db, hashSecret(loginToken), now);
    if (!login) throw tokenEnded();
    return login;
  },
});
