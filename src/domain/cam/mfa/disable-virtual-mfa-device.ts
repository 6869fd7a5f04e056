import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { countAttempt, forgetAttempts } from '../guesses/attempts.ts';
import { findOwnSubject, tooManyGuesses } from '../guesses/own-subject.ts';
import { useMfaCode } from './check-mfa-code.ts';
import { mfaCode, mfaCodeWrong, mfaDeviceNotFound } from './mfa-device.ts';
import * as devices from './mfa-device-queries.ts';

export const disableVirtualMfaDevice = defineAction({
  id: 'cam:DisableVirtualMfaDevice',
  summary: 'Remove one’s own MFA device, by a code of it.',
  effect: 'write',
  // A guessed code stays counted although it is refused.
  atomicBy: 'steps',
  allowed: ['principal'],
  permission: 'none',
  secret: ['code'],
  input: z.object({ code: mfaCode }),
  output: z.object({}),

  async run(context, { code }) {
    const { uin } = requirePrincipal(context.actor);
    const owner = await findOwnSubject(context);
    const device = owner && (await devices.find(context.db, uin, owner.userUin));
    if (!owner || !device?.isConfirmed) throw mfaDeviceNotFound();
    // Whoever finds an open console must not be able to take the second factor away, nor to guess its code.
    if (await countAttempt(context, owner.subject)) throw tooManyGuesses();
    if (!(await useMfaCode(context, uin, owner.userUin, device, code))) throw mfaCodeWrong();

    await forgetAttempts(context, owner.subject);
    await devices.remove(context.db, uin, owner.userUin);
    return {};
  },
});
