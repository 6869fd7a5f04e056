import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { userResource } from '../own-identity.ts';
import { camUserNotFound } from '../users/cam-user.ts';
import * as camUsers from '../users/cam-user-queries.ts';
import { attachPolicy } from './attach-policy.ts';

export const attachUserPolicy = defineAction({
  id: 'cam:AttachUserPolicy',
  summary: 'Attach a policy to a CAM user.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ policyId: z.int(), attachUin: z.int() }),
  output: z.object({}),
  resource: ({ attachUin }, principal, db) => userResource(attachUin, principal, db),

  async run(context, { policyId, attachUin: userUin }) {
    const { db, actor } = context;
    const { uin } = requirePrincipal(actor);
    if (!(await camUsers.findByUin(db, uin, userUin))) throw camUserNotFound(userUin);

    await attachPolicy(context, uin, { kind: 'user', principalId: String(userUin) }, policyId);
    return {};
  },
});
