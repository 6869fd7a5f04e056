import { z } from 'zod';
import type { Principal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { checkMfaCode, countAttempt, forgetAttempts } from '../../cam/index.ts';
import { subject } from './sign-in.ts';
import { signInResult } from './sign-in-result.ts';

export const confirmSignIn = defineAction({
  id: 'sts:ConfirmSignIn',
  summary: 'Complete a sign-in whose password was right by the code that a device shows.',
  effect: 'write',
  atomicBy: 'steps',
  allowed: ['visitor'],
  secret: ['code'],
  input: z.object({ subject, principal: z.custom<Principal>(), code: z.string().max(16) }),
  output: signInResult,

  /** Codes are guessed like passwords, so both are counted together. */
  async run(context, { subject, principal, code }) {
    if (await countAttempt(context, subject)) return { outcome: 'locked' as const };
    const userUin = deviceOwner(principal);
    if (userUin === undefined) return { outcome: 'refused' as const };
    const answer = code === '' ? 'wrong' : await checkMfaCode(context, principal.uin, userUin, code);
    // A device that was removed in between asks for a new sign-in.
    if (answer !== 'right') return { outcome: 'refused' as const };
    await forgetAttempts(context, subject);
    return { outcome: 'signed-in' as const, principal, mustChangePassword: false };
  },
});

/** The root user's device is kept under the account's own uin. */
function deviceOwner({ uin, identity }: Principal): number | undefined {
  if (identity.type === 'root') return uin;
  return identity.type === 'cam-user' ? identity.userUin : undefined;
}
