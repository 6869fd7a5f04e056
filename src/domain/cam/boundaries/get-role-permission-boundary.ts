import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { roleReference } from '../roles/role.ts';
import { getRoleOf, roleResource } from '../roles/role-reference.ts';
import { permissionBoundary, showBoundary } from './boundary.ts';

export const getRolePermissionBoundary = defineAction({
  id: 'cam:GetRolePermissionBoundary',
  summary: 'Show the permission boundary of a role.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object(roleReference),
  output: permissionBoundary,
  resource: roleResource,

  async run({ db, actor }, reference) {
    const { uin } = requirePrincipal(actor);
    const role = await getRoleOf(db, uin, reference);
    return showBoundary(db, uin, role.boundaryPolicyId);
  },
});
