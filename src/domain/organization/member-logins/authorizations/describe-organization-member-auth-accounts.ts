import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { listingInput } from '../../organizations/listing.ts';
import { roleNameOf } from '../login-permissions/login-permission.ts';
import * as loginPermissions from '../login-permissions/login-permission-queries.ts';
import { getAuthorizationOf } from './authorize.ts';
import * as grants from './grant-queries.ts';
import { aliasOf } from './member-policy.ts';

export const describeOrganizationMemberAuthAccounts = defineAction({
  id: 'organization:DescribeOrganizationMemberAuthAccounts',
  summary: 'List the sub-users that are authorized by one policy about a member.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ ...listingInput, memberUin: z.int(), policyId: z.int() }),
  output: z.object({
    items: z.array(
      z.object({
        orgSubAccountUin: z.int(),
        orgSubAccountName: z.string(),
        policyId: z.int(),
        policyName: z.string(),
        identityId: z.int(),
        identityRoleName: z.string(),
        identityRoleAliasName: z.string(),
        createTime: z.date(),
        updateTime: z.date(),
      }),
    ),
    total: z.int(),
  }),

  async run({ db, actor }, { offset, limit, memberUin, policyId }) {
    const { organizationId } = requireAdministrator(actor);
    const authorization = await getAuthorizationOf(db, organizationId, policyId, memberUin);
    const granted = await grants.list(db, organizationId, { policyId });

    const permissions = await loginPermissions.list(db, organizationId);
    const { loginPermissionId, name: policyName, updatedAt: updateTime } = authorization;
    const items = granted.slice(offset, offset + limit).map((grant) => ({
      orgSubAccountUin: grant.subUserUin,
      orgSubAccountName: grant.subUserName,
      policyId,
      policyName,
      identityId: loginPermissionId,
      identityRoleName: roleNameOf(loginPermissionId),
      identityRoleAliasName: aliasOf(permissions, loginPermissionId),
      createTime: grant.grantedAt,
      updateTime,
    }));
    return { items, total: granted.length };
  },
});
