import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { isOneself, requireUserUin, userResource } from '../own-identity.ts';
import { mfaDeviceNotFound, ownDeviceByCode } from './mfa-device.ts';
import * as devices from './mfa-device-queries.ts';

export const deleteVirtualMfaDevice = defineAction({
  id: 'cam:DeleteVirtualMfaDevice',
  summary: 'Remove the MFA device of a CAM user who has lost it.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ targetUin: z.int() }),
  output: z.object({}),
  resource: ({ targetUin }, principal, db) => userResource(targetUin, principal, db),

  async run(context, { targetUin }) {
    const { uin } = requirePrincipal(context.actor);
    await requireUserUin(context, targetUin);
    if (isOneself(context.actor, targetUin)) throw ownDeviceByCode();

    const isRemoved = await devices.remove(context.db, uin, targetUin);
    if (!isRemoved) throw mfaDeviceNotFound();
    return {};
  },
});
