import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { userResource } from '../own-identity.ts';
import { camUserNotFound } from '../users/cam-user.ts';
import * as camUsers from '../users/cam-user-queries.ts';

export const deleteUserPermissionsBoundary = defineAction({
  id: 'cam:DeleteUserPermissionsBoundary',
  summary: 'Take the permission boundary of a CAM user away.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ targetUin: z.int() }),
  output: z.object({}),
  resource: ({ targetUin }, principal, db) => userResource(targetUin, principal, db),

  async run({ db, actor }, { targetUin }) {
    const { uin } = requirePrincipal(actor);
    if (!(await camUsers.findByUin(db, uin, targetUin))) throw camUserNotFound(targetUin);

    await camUsers.update(db, uin, targetUin, { boundaryPolicyId: null });
    return {};
  },
});
