import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { getAuthorizationOf, getHeldAuthorization } from './authorize.ts';
import { revokeFrom } from './grant.ts';

export const cancelOrganizationMemberAuthAccount = defineAction({
  id: 'organization:CancelOrganizationMemberAuthAccount',
  summary:
    'Take an authorization about this member from a sub-user; it ends for the other members of its policy too.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ memberUin: z.int(), policyId: z.int(), orgSubAccountUin: z.int() }),
  output: z.object({}),

  async run(context, { memberUin, policyId, orgSubAccountUin }) {
    const { db } = context;
    const admin = requireAdministrator(context.actor);
    await getHeldAuthorization(db, admin.organizationId, policyId);
    const authorization = await getAuthorizationOf(db, admin.organizationId, policyId, memberUin);
    await revokeFrom(context, admin, authorization, [orgSubAccountUin]);
    return {};
  },
});
