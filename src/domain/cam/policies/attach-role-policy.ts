import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { requireChangeable } from '../roles/role.ts';
import { getRoleOf, roleResource } from '../roles/role-reference.ts';
import { attachPolicy } from './attach-policy.ts';
import { policyIdOf } from './custom-policy.ts';

export const attachRolePolicy = defineAction({
  id: 'cam:AttachRolePolicy',
  summary: 'Attach a policy to a role.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    policyId: z.int().optional(),
    policyName: z.string().optional(),
    attachRoleId: z.string().optional(),
    attachRoleName: z.string().optional(),
  }),
  output: z.object({}),
  resource: ({ attachRoleId: roleId, attachRoleName: roleName }, principal, db) =>
    roleResource({ roleId, roleName }, principal, db),

  async run(context, { attachRoleId: roleId, attachRoleName: roleName, ...policy }) {
    const { db, actor } = context;
    const { uin } = requirePrincipal(actor);
    const role = await getRoleOf(db, uin, { roleId, roleName });
    requireChangeable(role);

    const policyId = await policyIdOf(db, uin, policy);
    await attachPolicy(context, uin, { kind: 'role', principalId: role.roleId }, policyId);
    return {};
  },
});
