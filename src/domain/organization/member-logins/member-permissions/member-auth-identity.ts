import { z } from 'zod';
import { type LoginPermission, roleNameOf } from '../login-permissions/login-permission.ts';
import { typeOf } from '../login-permissions/organization-identity.ts';
import type { MemberPermission } from './member-permission.ts';

/** As the Cloud API counts: the role is as the permission says, or has to be made again. */
const status = { configured: 1, outdated: 2 } as const;

/** A login permission in a member as the Cloud API shows it (OrgMemberAuthIdentity). */
export const memberAuthIdentity = z.object({
  identityId: z.int(),
  identityRoleName: z.string(),
  identityRoleAliasName: z.string(),
  description: z.string(),
  createTime: z.date(),
  updateTime: z.date(),
  identityType: z.int(),
  status: z.int(),
  memberUin: z.int(),
  memberName: z.string(),
});

export function toMemberAuthIdentity(
  configured: MemberPermission,
  permissions: readonly LoginPermission[],
): z.output<typeof memberAuthIdentity> {
  const { loginPermissionId } = configured;
  const permission = permissions.find((one) => one.loginPermissionId === loginPermissionId);
  return {
    identityId: loginPermissionId,
    identityRoleName: roleNameOf(loginPermissionId),
    identityRoleAliasName: permission?.name ?? '',
    description: permission?.description ?? '',
    createTime: configured.configuredAt,
    updateTime: configured.updatedAt,
    identityType: typeOf(loginPermissionId),
    status: configured.isCurrent ? status.configured : status.outdated,
    memberUin: configured.uin,
    memberName: configured.memberName,
  };
}
