import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { ownUserUin } from '../own-identity.ts';

export const getUserAppId = defineAction({
  id: 'cam:GetUserAppId',
  summary: 'Tell whoever asks their own uin and that of the account.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({}),
  output: z.object({ uin: z.string(), ownerUin: z.string(), appId: z.int() }),

  async run({ db, actor }) {
    const { uin } = requirePrincipal(actor);
    const userUin = (await ownUserUin({ db, actor })) ?? uin;
    // The local site numbers no applications; an APPID is what a uin is where there are none.
    return { uin: String(userUin), ownerUin: String(uin), appId: uin };
  },
});
