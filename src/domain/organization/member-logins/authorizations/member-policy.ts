import { z } from 'zod';
import type { LoginPermission } from '../login-permissions/login-permission.ts';
import { roleNameOf } from '../login-permissions/login-permission.ts';
import type { Authorization, Grant } from './authorization.ts';

/** What every list of authorizations tells of one. */
export const authorizationFields = {
  policyId: z.int(),
  policyName: z.string(),
  description: z.string(),
  identityId: z.int(),
  identityRoleName: z.string(),
  identityRoleAliasName: z.string(),
};

export const toAuthorizationFields = (
  { policyId, name, description, loginPermissionId }: Authorization,
  permissions: readonly LoginPermission[],
) => ({
  policyId,
  policyName: name,
  description,
  identityId: loginPermissionId,
  identityRoleName: roleNameOf(loginPermissionId),
  identityRoleAliasName: aliasOf(permissions, loginPermissionId),
});

export const aliasOf = (permissions: readonly LoginPermission[], loginPermissionId: number): string =>
  permissions.find((permission) => permission.loginPermissionId === loginPermissionId)?.name ?? '';

/** As the Cloud API counts what a policy is bound to; user groups (2) are not offered. */
const boundToSubAccount = 1;

/** One sub-user of one authorization as the Cloud API shows it (OrgMembersAuthPolicy). */
export const membersAuthPolicy = z.object({
  ...authorizationFields,
  memberUin: z.int(),
  memberName: z.string(),
  members: z.array(z.object({ memberUin: z.int(), memberName: z.string() })),
  /** Null where nobody is authorized by the policy yet. */
  orgSubAccountUin: z.int().nullable(),
  orgSubAccountName: z.string(),
  bindType: z.int(),
  createTime: z.date(),
});

export function toMembersAuthPolicy(
  authorization: Authorization,
  grant: Grant | undefined,
  permissions: readonly LoginPermission[],
  memberUin?: number,
): z.output<typeof membersAuthPolicy> {
  const { members } = authorization;
  const member = members.find(({ uin }) => uin === memberUin) ?? members[0];
  return {
    ...toAuthorizationFields(authorization, permissions),
    memberUin: member?.uin ?? 0,
    memberName: member?.name ?? '',
    members: members.map(({ uin, name }) => ({ memberUin: uin, memberName: name })),
    orgSubAccountUin: grant?.subUserUin ?? null,
    orgSubAccountName: grant?.subUserName ?? '',
    bindType: boundToSubAccount,
    createTime: grant?.grantedAt ?? authorization.createdAt,
  };
}
