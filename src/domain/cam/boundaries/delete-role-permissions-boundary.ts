import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { requireUnlocked, roleReference } from '../roles/role.ts';
import * as roles from '../roles/role-queries.ts';
import { getRoleOf, roleResource } from '../roles/role-reference.ts';
import { serviceLinkedRoleUnbounded } from './boundary.ts';

export const deleteRolePermissionsBoundary = defineAction({
  id: 'cam:DeleteRolePermissionsBoundary',
  summary: 'Take the permission boundary of a role away.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object(roleReference),
  output: z.object({}),
  resource: roleResource,

  async run({ db, actor, now }, reference) {
    const { uin } = requirePrincipal(actor);
    const role = await getRoleOf(db, uin, reference);
    requireUnlocked(role);
    if (role.roleType === 'service_linked') throw serviceLinkedRoleUnbounded(role.roleName);

    await roles.update(db, uin, role.roleId, { boundaryPolicyId: null }, now);
    return {};
  },
});
