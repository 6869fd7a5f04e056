import { z } from 'zod';
import type { Principal } from '../../../action/actor.ts';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { verifyPassword } from '../../../platform/secrets.ts';
import {
  checkConsolePassword,
  checkMfaCode,
  countAttempt,
  forgetAttempts,
  rootUsers,
} from '../../cam/index.ts';
import { organizations } from '../../organization/index.ts';
import { signInResult } from './sign-in-result.ts';

export const subject = z.union([
  z.object({ email: z.string().trim().min(1).max(128) }),
  z.object({ uin: z.coerce.number().int().positive().safe(), userName: z.string().trim().min(1).max(64) }),
]);

export const signIn = defineAction({
  id: 'sts:SignIn',
  summary: 'Sign in to an account by a password: its root user by e-mail, a CAM user by account and name.',
  effect: 'write',
  atomicBy: 'steps',
  allowed: ['visitor'],
  secret: ['password'],
  input: z.object({ subject, password: z.string().max(128) }),
  output: signInResult,

  /** A refusal is a result, not an error: the attempt stays counted. */
  async run(context, { subject, password }) {
    if (await countAttempt(context, subject)) return { outcome: 'locked' as const };
    const known =
      'email' in subject
        ? await asRootUser(context, subject.email, password)
        : await asCamUser(context, subject.uin, subject.userName, password);
    if (!known) return { outcome: 'refused' as const };

    const { outcome, mustChangePassword, ...identified } = known;
    if (outcome === 'signed-in') await forgetAttempts(context, subject);
    const organization = await organizations.findByAdmin(context.db, known.uin);
    const principal: Principal = {
      kind: 'principal',
      ...identified,
      ...(organization && { organizationId: organization.organizationId }),
    };
    return { outcome, principal, mustChangePassword };
  },
});

/** Whose password it is, and whether a code is to follow. */
type Known = Pick<Principal, 'uin' | 'identity'> & {
  outcome: 'signed-in' | 'code-required';
  mustChangePassword: boolean;
};

async function asRootUser(
  context: ActionContext,
  email: string,
  password: string,
): Promise<Known | undefined> {
  const rootUser = await rootUsers.findByEmail(context.db, email);
  const isRight = await verifyPassword(password, rootUser?.passwordHash, context.settings);
  if (!rootUser || !isRight) return undefined;
  const { uin } = rootUser;
  const code = await checkMfaCode(context, uin, uin, undefined);
  const outcome = code === 'missing' ? 'code-required' : 'signed-in';
  return { outcome, uin, identity: { type: 'root' }, mustChangePassword: false };
}

async function asCamUser(
  context: ActionContext,
  uin: number,
  userName: string,
  password: string,
): Promise<Known | undefined> {
  const checked = await checkConsolePassword(context, uin, { userName, password });
  if (checked.outcome === 'refused') return undefined;
  const outcome = checked.outcome === 'code-required' ? 'code-required' : 'signed-in';
  const mustChangePassword = checked.outcome === 'accepted' && checked.mustChangePassword;
  const { userUin, passwordVersion } = checked;
  const identity = { type: 'cam-user' as const, userName, userUin, passwordVersion };
  return { outcome, uin, identity, mustChangePassword };
}
