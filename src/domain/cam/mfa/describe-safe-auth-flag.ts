import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import * as passwords from '../console-passwords/console-password-queries.ts';
import { flag, toFlag } from '../flag.ts';
import { ownUserUin } from '../own-identity.ts';
import * as devices from './mfa-device-queries.ts';

export const describeSafeAuthFlag = defineAction({
  id: 'cam:DescribeSafeAuthFlag',
  summary: 'Tell by what one signs in oneself.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'none',
  input: z.object({}),
  output: z.object({
    /** `stoken` is a device that shows codes. */
    loginFlag: z.object({ stoken: flag }),
    /** Ours: whether there is a password of one’s own to change. */
    hasPassword: flag,
    /** Ours: a role has neither password nor device nor keys. */
    isPerson: z.boolean(),
  }),

  async run({ db, actor }) {
    const { uin, identity } = requirePrincipal(actor);
    const userUin = await ownUserUin({ db, actor });
    const device = userUin === undefined ? undefined : await devices.find(db, uin, userUin);
    const own = identity.type === 'cam-user' ? await passwords.find(db, uin, identity.userName) : undefined;
    return {
      loginFlag: { stoken: toFlag(device?.isConfirmed ?? false) },
      hasPassword: toFlag(own?.passwordHash !== undefined),
      isPerson: userUin !== undefined,
    };
  },
});
