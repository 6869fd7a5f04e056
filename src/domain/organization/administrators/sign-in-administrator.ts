import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { verifyPassword } from '../../../platform/secrets.ts';
import { rootUsers, signInRefused } from '../../cam/index.ts';

export const signInAdministrator = defineAction({
  id: 'organization:SignInAdministrator',
  summary: 'Check the e-mail and password of the root user of an admin account.',
  effect: 'write',
  allowed: ['visitor'],
  secret: ['password'],
  input: z.object({ email: z.string().max(128), password: z.string().max(128) }),
  output: z.object({ uin: z.int() }),

  async run({ db }, { email, password }) {
    const rootUser = await rootUsers.findByEmail(db, email);
    const isRight = await verifyPassword(password, rootUser?.passwordHash);
    if (!rootUser || !isRight) throw signInRefused();

    return { uin: rootUser.uin };
  },
});
