import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { userResource } from '../own-identity.ts';
import { camUserNotFound } from '../users/cam-user.ts';
import * as camUsers from '../users/cam-user-queries.ts';
import { permissionBoundary, showBoundary } from './boundary.ts';

export const getUserPermissionBoundary = defineAction({
  id: 'cam:GetUserPermissionBoundary',
  summary: 'Show the permission boundary of a CAM user.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ targetUin: z.int() }),
  output: permissionBoundary,
  resource: ({ targetUin }, principal, db) => userResource(targetUin, principal, db),

  async run({ db, actor }, { targetUin }) {
    const { uin } = requirePrincipal(actor);
    const user = await camUsers.findByUin(db, uin, targetUin);
    if (!user) throw camUserNotFound(targetUin);
    return showBoundary(db, uin, user.boundaryPolicyId);
  },
});
