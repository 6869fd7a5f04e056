import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { userResource } from '../own-identity.ts';
import { camUserNotFound } from '../users/cam-user.ts';
import * as camUsers from '../users/cam-user-queries.ts';
import { requireBoundaryPolicy } from './boundary.ts';
export const putUserPermissionsBoundary = defineAction({
  id: 'cam:PutUserPermissionsBoundary',
  summary: 'Make a policy the most that a CAM user may do; it grants nothing itself.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ targetUin: z.int(), policyId: z.int() }),
  output: z.object({}),
  resource: ({ targetUin }, principal, db) => userResource(targetUin, principal, db),

  async run({ db, actor }, { targetUin, policyId }) {
    const { uin } = requirePrincipal(actor);
    if (!(await camUsers.findByUin(db, uin, targetUin))) throw camUserNotFound(targetUin);
    await requireBoundaryPolicy(db, uin, policyId);
    await camUsers.update(db, uin, targetUin, { boundaryPolicyId: policyId });
    return {};
  },
});
