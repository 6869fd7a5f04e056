import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { userResource } from '../own-identity.ts';
import { paging } from '../paging.ts';
import { camUserNotFound } from '../users/cam-user.ts';
import * as camUsers from '../users/cam-user-queries.ts';
import { attachedPolicy, listAttached } from './attached-policy.ts';

export const listAttachedUserPolicies = defineAction({
  id: 'cam:ListAttachedUserPolicies',
  summary: 'List the policies attached to a CAM user itself.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ targetUin: z.int(), ...paging }),
  output: z.object({ totalNum: z.int(), list: z.array(attachedPolicy) }),
  resource: ({ targetUin }, principal, db) => userResource(targetUin, principal, db),

  async run({ db, actor }, { targetUin, ...asked }) {
    const { uin } = requirePrincipal(actor);
    if (!(await camUsers.findByUin(db, uin, targetUin))) throw camUserNotFound(targetUin);
    return listAttached(db, uin, { kind: 'user', principalId: String(targetUin) }, asked);
  },
});
