import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { requireUnlocked, userSsoNotFound } from './user-sso.ts';
import * as userSso from './user-sso-queries.ts';

export const disableUserSso = defineAction({
  id: 'cam:DisableUserSSO',
  summary: 'Switch user SSO off; CAM users come by password again.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({}),
  output: z.object({}),

  async run({ db, actor }) {
    const { uin } = requirePrincipal(actor);
    const present = await userSso.find(db, uin);
    if (!present) throw userSsoNotFound();
    requireUnlocked(present);

    await userSso.remove(db, uin);
    return {};
  },
});
