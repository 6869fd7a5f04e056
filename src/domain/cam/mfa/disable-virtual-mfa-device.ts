import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { ownUserUin } from '../own-identity.ts';
import { useMfaCode } from './check-mfa-code.ts';
import { mfaCode, mfaCodeWrong, mfaDeviceNotFound } from './mfa-device.ts';
import * as devices from './mfa-device-queries.ts';

export const disableVirtualMfaDevice = defineAction({
  id: 'cam:DisableVirtualMfaDevice',
  summary: 'Remove one’s own MFA device, by a code of it.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'none',
  secret: ['code'],
  input: z.object({ code: mfaCode }),
  output: z.object({}),

  async run(context, { code }) {
    const { uin } = requirePrincipal(context.actor);
    const userUin = await ownUserUin(context);
    const device = userUin === undefined ? undefined : await devices.find(context.db, uin, userUin);
    if (!device?.isConfirmed || userUin === undefined) throw mfaDeviceNotFound();
    // Whoever finds an open console must not be able to take the second factor away.
    if (!(await useMfaCode(context, uin, userUin, device, code))) throw mfaCodeWrong();

    await devices.remove(context.db, uin, userUin);
    return {};
  },
});
