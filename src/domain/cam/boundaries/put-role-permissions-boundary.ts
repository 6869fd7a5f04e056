import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { requireUnlocked, roleReference } from '../roles/role.ts';
import * as roles from '../roles/role-queries.ts';
import { getRoleOf, roleResource } from '../roles/role-reference.ts';
import { requireBoundaryPolicy, serviceLinkedRoleUnbounded } from './boundary.ts';

export const putRolePermissionsBoundary = defineAction({
  id: 'cam:PutRolePermissionsBoundary',
  summary: 'Make a policy the most that a role may do; it grants nothing itself.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ ...roleReference, policyId: z.int() }),
  output: z.object({}),
  resource: roleResource,

  async run({ db, actor, now }, { policyId, ...reference }) {
    const { uin } = requirePrincipal(actor);
    const role = await getRoleOf(db, uin, reference);
    requireUnlocked(role);
    if (role.roleType === 'service_linked') throw serviceLinkedRoleUnbounded(role.roleName);
    await requireBoundaryPolicy(db, uin, policyId);
    await roles.update(db, uin, role.roleId, { boundaryPolicyId: policyId }, now);
    return {};
  },
});
