import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { paging } from '../paging.ts';
import { roleReference } from '../roles/role.ts';
import { getRoleOf, roleResource } from '../roles/role-reference.ts';
import { attachedPolicy, listAttached, policyTypeFilter } from './attached-policy.ts';

export const listAttachedRolePolicies = defineAction({
  id: 'cam:ListAttachedRolePolicies',
  summary: 'List the policies attached to a role.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ ...roleReference, policyType: policyTypeFilter, ...paging }),
  output: z.object({ totalNum: z.int(), list: z.array(attachedPolicy) }),
  resource: roleResource,

  async run({ db, actor }, { roleId, roleName, ...asked }) {
    const { uin } = requirePrincipal(actor);
    const role = await getRoleOf(db, uin, { roleId, roleName });
    return listAttached(db, uin, { kind: 'role', principalId: role.roleId }, asked);
  },
});
