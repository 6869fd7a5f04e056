import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { ownUserUin } from '../own-identity.ts';
import { useMfaCode } from './check-mfa-code.ts';
import { mfaCode, mfaCodeWrong, mfaDeviceExists, mfaDeviceNotFound } from './mfa-device.ts';
import * as devices from './mfa-device-queries.ts';

export const enableVirtualMfaDevice = defineAction({
  id: 'cam:EnableVirtualMfaDevice',
  summary: 'Confirm one’s own MFA device by a code; from then on sign-in asks for one.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'none',
  secret: ['code'],
  input: z.object({ code: mfaCode }),
  output: z.object({}),

  async run(context, { code }) {
    const { db, actor, now } = context;
    const { uin } = requirePrincipal(actor);
    const userUin = await ownUserUin(context);
    const device = userUin === undefined ? undefined : await devices.find(db, uin, userUin);
    if (!device || userUin === undefined) throw mfaDeviceNotFound();
    if (device.isConfirmed) throw mfaDeviceExists();
    if (!(await useMfaCode(context, uin, userUin, device, code))) throw mfaCodeWrong();

    await devices.confirm(db, uin, userUin, now);
    return {};
  },
});
