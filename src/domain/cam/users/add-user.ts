import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { addAccessKey } from '../access-keys/add-access-key.ts';
import * as accountLock from '../account-lock-queries.ts';
import { consolePassword, hashed, randomPassword } from '../console-passwords/console-password.ts';
import * as passwords from '../console-passwords/console-password-queries.ts';
import { flag } from '../flag.ts';
import { quotas } from '../quotas.ts';
import { camResource } from '../resource-name.ts';
import { type CamUser, camUserName, camUserNameTaken, contact, remark, tooManyUsers } from './cam-user.ts';
import * as camUsers from './cam-user-queries.ts';

export const addCamUser = defineAction({
  id: 'cam:AddUser',
  summary:
    'Create a CAM user, with a console password or an access key where asked for; they are shown once.',
  effect: 'write',
  allowed: ['principal'],
  secret: ['password'],
  input: z.object({
    name: camUserName,
    remark: remark.default(''),
    consoleLogin: flag.default(0),
    useApi: flag.default(0),
    password: consolePassword.optional(),
    needResetPassword: flag.default(0),
    ...contact,
  }),
  output: z.object({
    uin: z.int(),
    name: z.string(),
    uid: z.int(),
    password: z.string().optional(),
    secretId: z.string().optional(),
    secretKey: z.string().optional(),
  }),
  resource: (_input, { uin }) => camResource(uin, 'uin/*'),

  async prepare({ password: chosen, ...input }, settings, random) {
    if (!input.consoleLogin) return input;
    const password = await hashed(chosen ?? { text: randomPassword(random) }, input.name, settings);
    return { ...input, password: { ...password, isRandom: chosen === undefined } };
  },

  async run(context, { password, ...input }) {
    const { uin } = requirePrincipal(context.actor);
    const user = await addUser(context, uin, input);

    if (password?.hash !== undefined) {
      const mustChange = input.needResetPassword === 1;
      await passwords.set(context.db, uin, user.userUin, password.hash, mustChange);
    }
    const key = input.useApi ? await addAccessKey(context, uin, user.userUin, '') : undefined;
    return {
      uin: user.userUin,
      name: user.userName,
      uid: user.userUin,
      ...(password?.isRandom && { password: password.text }),
      ...(key && { secretId: key.accessKeyId, secretKey: key.secretAccessKey }),
    };
  },
});

interface Wanted {
  name: string;
  remark: string;
  consoleLogin: 0 | 1;
  phoneNum?: string | undefined;
  countryCode?: string | undefined;
  email?: string | undefined;
}

async function addUser({ db, now }: ActionContext, uin: number, wanted: Wanted): Promise<CamUser> {
  await accountLock.lock(db, uin);
  if ((await camUsers.count(db, uin)) >= quotas.users) throw tooManyUsers();
  const user = {
    userName: wanted.name,
    remark: wanted.remark,
    consoleLogin: wanted.consoleLogin === 1,
    phoneNumber: wanted.phoneNum ?? '',
    countryCode: wanted.countryCode ?? '',
    email: wanted.email ?? '',
    spaceId: null,
  };
  const created = await camUsers.insert(db, uin, user, now);
  if (!created) throw camUserNameTaken(wanted.name);
  return created;
}
