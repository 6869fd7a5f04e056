import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { getAuthorizationOf, getHeldAuthorization } from './authorize.ts';
import { grantTo } from './grant.ts';

export const bindOrganizationMemberAuthAccount = defineAction({
  id: 'organization:BindOrganizationMemberAuthAccount',
  summary: 'Authorize sub-users of the admin account by a policy about this member.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    memberUin: z.int(),
    policyId: z.int(),
    orgSubAccountUins: z.array(z.int()).min(1, 'Choose at least one sub-user.').max(1000),
  }),
  output: z.object({}),

  async run(context, { memberUin, policyId, orgSubAccountUins }) {
    const { db } = context;
    const admin = requireAdministrator(context.actor);
    await getHeldAuthorization(db, admin.organizationId, policyId);
    const authorization = await getAuthorizationOf(db, admin.organizationId, policyId, memberUin);
    await grantTo(context, admin, authorization, orgSubAccountUins);
    return {};
  },
});
