import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { passRolePermission } from '../service-roles/pass-role-permission.ts';
import { requireTrustPolicy } from './require-trust-policy.ts';
import { requireChangeable, roleReference } from './role.ts';
import * as roles from './role-queries.ts';
import { getRoleOf, roleResource } from './role-reference.ts';

export const updateAssumeRolePolicy = defineAction({
  id: 'cam:UpdateAssumeRolePolicy',
  summary: 'Replace the trust policy of a role: who may become it from now on.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ ...roleReference, policyDocument: z.string() }),
  output: z.object({}),
  resource: roleResource,
  alsoNeeds: async ({ policyDocument, ...reference }, principal, db) =>
    passRolePermission(await roleResource(reference, principal, db), policyDocument),

  async run({ db, actor, now }, { policyDocument, ...reference }) {
    const { uin } = requirePrincipal(actor);
    const role = await getRoleOf(db, uin, reference);
    requireChangeable(role);

    const trustPolicy = await requireTrustPolicy(db, uin, policyDocument);
    await roles.update(db, uin, role.roleId, { trustPolicy }, now);
    return {};
  },
});
