import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { consolePassword, hashed } from '../console-passwords/console-password.ts';
import * as passwords from '../console-passwords/console-password-queries.ts';
import { flag } from '../flag.ts';
import { namedUserResource } from '../own-identity.ts';
import { camUserNotFound, contact, remark, requireUnlocked } from './cam-user.ts';
import * as camUsers from './cam-user-queries.ts';

export const updateCamUser = defineAction({
  id: 'cam:UpdateUser',
  summary: 'Change what is given of a CAM user: remark, contact, console access, password.',
  effect: 'write',
  allowed: ['principal'],
  secret: ['password'],
  input: z.object({
    name: z.string(),
    remark: remark.optional(),
    consoleLogin: flag.optional(),
    password: consolePassword.optional(),
    needResetPassword: flag.optional(),
    ...contact,
  }),
  output: z.object({}),
  resource: ({ name }, principal, db) => namedUserResource(name, principal, db),

  async prepare({ password, ...input }, settings) {
    return password ? { ...input, password: await hashed(password, input.name, settings) } : input;
  },

  async run({ db, actor }, { name, consoleLogin, password, needResetPassword, phoneNum, ...changes }) {
    const { uin } = requirePrincipal(actor);
    const user = await camUsers.find(db, uin, name);
    if (!user) throw camUserNotFound(name);
    requireUnlocked(user);

    await camUsers.update(db, uin, user.userUin, {
      ...changes,
      phoneNumber: phoneNum,
      consoleLogin: consoleLogin === undefined ? undefined : consoleLogin === 1,
    });
    if (password?.hash !== undefined) {
      await passwords.set(db, uin, user.userUin, password.hash, needResetPassword === 1);
    } else if (needResetPassword !== undefined) {
      await passwords.setMustChange(db, uin, user.userUin, needResetPassword === 1);
    }
    return {};
  },
});
