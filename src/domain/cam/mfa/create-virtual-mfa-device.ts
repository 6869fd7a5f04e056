import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { newTotpSecret, qrCodeImage, totpUri } from '../../../platform/totp.ts';
import { ownUserUin } from '../own-identity.ts';
import { mfaDeviceExists, noDeviceForRoles } from './mfa-device.ts';
import * as devices from './mfa-device-queries.ts';

export const createVirtualMfaDevice = defineAction({
  id: 'cam:CreateVirtualMfaDevice',
  summary: 'Begin to enrol an MFA device of one’s own: shows its secret, once.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'none',
  input: z.object({}),
  output: z.object({ secret: z.string(), uri: z.string(), image: z.string() }),

  async run({ db, actor, now, random, vault }) {
    const { uin, identity } = requirePrincipal(actor);
    const userUin = await ownUserUin({ db, actor });
    if (userUin === undefined) throw noDeviceForRoles();

    const secret = newTotpSecret(random);
    const isBegun = await devices.begin(db, uin, userUin, vault.seal(secret), now);
    if (!isBegun) throw mfaDeviceExists();

    const userName = identity.type === 'cam-user' ? identity.userName : 'root';
    const uri = totpUri(secret, 'Identity Center', `${userName} (${uin})`);
    return { secret, uri, image: qrCodeImage(uri) };
  },
});
