import type { ActionContext } from '../../../action/define-action.ts';
import { verifyPassword } from '../../../platform/secrets.ts';
import { checkMfaCode } from '../mfa/check-mfa-code.ts';
import * as userSso from '../user-sso/user-sso-queries.ts';
import * as passwords from './console-password-queries.ts';

type Context = Pick<ActionContext, 'db' | 'now' | 'vault' | 'settings'>;

/**
 * How far a sign-in came. Refusals are results, so that whoever counts them can do so in the same transaction. Only
 * the outcome is for the person who signs in: telling a wrong password from a wrong name would help guessing.
 */
export type ConsoleSignIn =
  | ({ outcome: 'accepted'; mustChangePassword: boolean } & SignedInUser)
  /** The password is right, and the user has a device whose code is asked for next. */
  | ({ outcome: 'code-required' } & SignedInUser)
  | { outcome: 'refused'; reason: SignInObstacle };

interface SignedInUser {
  userUin: number;
  userName: string;
  passwordVersion: number;
}

/** `user-sso`: the account lets its CAM users in through its identity provider alone. */
export type SignInObstacle = 'password' | 'no-console-login' | 'user-sso' | 'code';

/** Whether a CAM user may sign in to the console of its account. A code counts once. */
export async function checkConsolePassword(
  context: Context,
  uin: number,
  { userName, password, totpCode }: { userName: string; password: string; totpCode?: string | undefined },
): Promise<ConsoleSignIn> {
  const { db, settings } = context;
  const found = await passwords.find(db, uin, userName);
  const isRight = await verifyPassword(password, found?.passwordHash, settings);
  if (!found || !isRight) return refused('password');
  if (!found.consoleLogin) return refused('no-console-login');
  // Turning user SSO on turns the passwords of all CAM users off (reference: user SSO).
  if (await userSso.find(db, uin)) return refused('user-sso');

  const { userUin, version: passwordVersion } = found;
  const code = await checkMfaCode(context, uin, userUin, totpCode);
  if (code === 'missing') return { outcome: 'code-required', userUin, userName, passwordVersion };
  if (code === 'wrong') return refused('code');
  return {
    outcome: 'accepted',
    ...{ userUin, userName, passwordVersion },
    mustChangePassword: found.mustChange,
  };
}

const refused = (reason: SignInObstacle): ConsoleSignIn => ({ outcome: 'refused', reason });
