import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { getHeldAuthorization } from './authorize.ts';
import { revokeFrom } from './grant.ts';

export const cancelOrganizationPolicySubAccount = defineAction({
  id: 'organization:CancelOrganizationPolicySubAccount',
  summary: 'Take an authorization from sub-users, for all members that its policy is about.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    policyId: z.int(),
    orgSubAccountUins: z.array(z.int()).min(1, 'Choose at least one sub-user.').max(1000),
  }),
  output: z.object({}),

  async run(context, { policyId, orgSubAccountUins }) {
    const admin = requireAdministrator(context.actor);
    const authorization = await getHeldAuthorization(context.db, admin.organizationId, policyId);
    await revokeFrom(context, admin, authorization, orgSubAccountUins);
    return {};
  },
});
