import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import * as authorizationPolicies from './authorization-policy.ts';
import * as authorizations from './authorization-queries.ts';
import { getHeldAuthorization } from './authorize.ts';

export const deleteOrganizationMembersPolicy = defineAction({
  id: 'organization:DeleteOrganizationMembersPolicy',
  summary: 'Delete an authorization policy; nobody is authorized by it any more.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ policyId: z.int() }),
  output: z.object({}),

  async run({ db, actor }, { policyId }) {
    const { organizationId, uin } = requireAdministrator(actor);
    await getHeldAuthorization(db, organizationId, policyId);
    await authorizations.remove(db, organizationId, policyId);
    await authorizationPolicies.remove(db, uin, policyId);
    return {};
  },
});
