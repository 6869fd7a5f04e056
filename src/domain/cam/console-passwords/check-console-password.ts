import type { ActionContext } from '../../../action/define-action.ts';
import { hashPassword, verifyPassword } from '../../../platform/secrets.ts';
import { checkMfaCode } from '../mfa/check-mfa-code.ts';
import * as userSso from '../user-sso/user-sso-queries.ts';
import {
  noConsolePassword,
  oldPasswordWrong,
  passwordReused,
  requireGoodPassword,
} from './console-password.ts';
import * as passwords from './console-password-queries.ts';

type Context = Pick<ActionContext, 'db' | 'now' | 'vault'>;

/**
 * How far a sign-in came. Refusals are results, so that whoever counts them can do so in the same transaction. Only
 * the outcome is for the person who signs in: telling a wrong password from a wrong name would help guessing.
 */
export type ConsoleSignIn =
  | { outcome: 'accepted'; userUin: number; userName: string; mustChangePassword: boolean }
  /** The password is right, and the user has a device whose code is asked for next. */
  | { outcome: 'code-required'; userUin: number; userName: string }
  | { outcome: 'refused'; reason: SignInObstacle };

/** `user-sso`: the account lets its CAM users in through its identity provider alone. */
export type SignInObstacle = 'password' | 'no-console-login' | 'user-sso' | 'code';

/** Whether a CAM user may sign in to the console of its account. A code counts once. */
export async function checkConsolePassword(
  context: Context,
  uin: number,
  { userName, password, totpCode }: { userName: string; password: string; totpCode?: string | undefined },
): Promise<ConsoleSignIn> {
  const { db } = context;
  const found = await passwords.find(db, uin, userName);
  const isRight = await verifyPassword(password, found?.passwordHash);
  if (!found || !isRight) return refused('password');
  if (!found.consoleLogin) return refused('no-console-login');
  // Turning user SSO on turns the passwords of all CAM users off (reference: user SSO).
  if (await userSso.find(db, uin)) return refused('user-sso');

  const { userUin } = found;
  const code = await checkMfaCode(context, uin, userUin, totpCode);
  if (code === 'missing') return { outcome: 'code-required', userUin, userName };
  if (code === 'wrong') return refused('code');
  return { outcome: 'accepted', userUin, userName, mustChangePassword: found.mustChange };
}

const refused = (reason: SignInObstacle): ConsoleSignIn => ({ outcome: 'refused', reason });

/** Sets another password for somebody who knows the present one; with it the demand to change it is met. */
export async function changeConsolePassword(
  { db }: Pick<ActionContext, 'db'>,
  uin: number,
  userName: string,
  { oldPassword, password }: { oldPassword: string; password: string },
): Promise<void> {
  const found = await passwords.find(db, uin, userName);
  if (!found?.passwordHash) throw noConsolePassword();
  if (!(await verifyPassword(oldPassword, found.passwordHash))) throw oldPasswordWrong();
  requireGoodPassword(password, userName);
  if (oldPassword === password) throw passwordReused();
  await passwords.set(db, uin, found.userUin, await hashPassword(password), false);
}
