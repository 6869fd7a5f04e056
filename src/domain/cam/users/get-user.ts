import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import * as passwords from '../console-passwords/console-password-queries.ts';
import { flag, toFlag } from '../flag.ts';
import * as devices from '../mfa/mfa-device-queries.ts';
import { namedUserResource } from '../own-identity.ts';
import { camUserNotFound, subAccount, toSubAccount } from './cam-user.ts';
import * as camUsers from './cam-user-queries.ts';

export const getCamUser = defineAction({
  id: 'cam:GetUser',
  summary: 'Show one CAM user.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ name: z.string() }),
  output: subAccount.extend({
    recentlyLoginIP: z.string(),
    recentlyLoginTime: z.date().nullable(),
    /** Ours: how the user may sign in. */
    hasPassword: flag,
    needResetPassword: flag,
    hasMfaDevice: flag,
  }),
  resource: ({ name }, principal, db) => namedUserResource(name, principal, db),

  async run({ db, actor }, { name }) {
    const { uin } = requirePrincipal(actor);
    const user = await camUsers.find(db, uin, name);
    const password = await passwords.find(db, uin, name);
    if (!user || !password) throw camUserNotFound(name);

    const device = await devices.find(db, uin, user.userUin);
    return {
      ...toSubAccount(user),
      recentlyLoginIP: user.signedInFrom,
      recentlyLoginTime: user.signedInAt,
      hasPassword: toFlag(password.passwordHash !== undefined),
      needResetPassword: toFlag(password.mustChange),
      hasMfaDevice: toFlag(device?.isConfirmed ?? false),
    };
  },
});
