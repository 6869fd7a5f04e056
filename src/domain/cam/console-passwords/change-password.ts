import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { hashPassword, verifyPassword } from '../../../platform/secrets.ts';
import { countAttempt, forgetAttempts } from '../guesses/attempts.ts';
import { tooManyGuesses } from '../guesses/own-subject.ts';
import {
  noConsolePassword,
  oldPasswordWrong,
  passwordReused,
  requireGoodPassword,
} from './console-password.ts';
import * as passwords from './console-password-queries.ts';

export const changePassword = defineAction({
  id: 'cam:ChangePassword',
  summary: 'Change one’s own password for the console.',
  effect: 'write',
  // A guessed password stays counted although it is refused.
  atomicBy: 'steps',
  allowed: ['principal'],
  permission: 'none',
  secret: ['oldPassword', 'password'],
  input: z.object({ oldPassword: z.string().max(128), password: z.string().max(128) }),
  /** For the session in which it was changed, which goes on. */
  output: z.object({ passwordVersion: z.int().optional() }),

  async run(context, { oldPassword, password }) {
    const { db, settings } = context;
    const { uin, identity } = requirePrincipal(context.actor);
    if (identity.type !== 'cam-user') throw noConsolePassword();
    const { userName } = identity;
    const found = await passwords.find(db, uin, userName);
    if (!found?.passwordHash) throw noConsolePassword();
    requireGoodPassword(password, userName);
    if (oldPassword === password) throw passwordReused();

    // Whoever finds an open console must not be able to guess the password there.
    if (await countAttempt(context, { uin, userName })) throw tooManyGuesses();
    if (!(await verifyPassword(oldPassword, found.passwordHash, settings))) throw oldPasswordWrong();
    await forgetAttempts(context, { uin, userName });
    const hash = await hashPassword(password, settings);
    return { passwordVersion: await passwords.set(db, uin, found.userUin, hash, false) };
  },
});
