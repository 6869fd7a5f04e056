import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { requireChangeable } from '../roles/role.ts';
import { getRoleOf, roleResource } from '../roles/role-reference.ts';
import { detachPolicy } from './attach-policy.ts';
import { policyIdOf } from './custom-policy.ts';

export const detachRolePolicy = defineAction({
  id: 'cam:DetachRolePolicy',
  summary: 'Detach a policy from a role.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    policyId: z.int().optional(),
    policyName: z.string().optional(),
    detachRoleId: z.string().optional(),
    detachRoleName: z.string().optional(),
  }),
  output: z.object({}),
  resource: ({ detachRoleId: roleId, detachRoleName: roleName }, principal, db) =>
    roleResource({ roleId, roleName }, principal, db),

  async run(context, { detachRoleId: roleId, detachRoleName: roleName, ...policy }) {
    const { db, actor } = context;
    const { uin } = requirePrincipal(actor);
    const role = await getRoleOf(db, uin, { roleId, roleName });
    requireChangeable(role);

    const policyId = await policyIdOf(db, uin, policy);
    await detachPolicy(context, uin, { kind: 'role', principalId: role.roleId }, policyId);
    return {};
  },
});
