import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { userResource } from '../own-identity.ts';
import { camUserNotFound } from '../users/cam-user.ts';
import * as camUsers from '../users/cam-user-queries.ts';
import { detachPolicy } from './attach-policy.ts';

export const detachUserPolicy = defineAction({
  id: 'cam:DetachUserPolicy',
  summary: 'Detach a policy from a CAM user.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ policyId: z.int(), detachUin: z.int() }),
  output: z.object({}),
  resource: ({ detachUin }, principal, db) => userResource(detachUin, principal, db),

  async run(context, { policyId, detachUin: userUin }) {
    const { db, actor } = context;
    const { uin } = requirePrincipal(actor);
    if (!(await camUsers.findByUin(db, uin, userUin))) throw camUserNotFound(userUin);

    await detachPolicy(context, uin, { kind: 'user', principalId: String(userUin) }, policyId);
    return {};
  },
});
