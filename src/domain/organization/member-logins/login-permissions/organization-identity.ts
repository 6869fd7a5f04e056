import { z } from 'zod';
import { identityPolicy, toIdentityPolicies } from './identity-policy.ts';
import { isPreset, type LoginPermission } from './login-permission.ts';

/** As the Cloud API counts kinds of login permissions. */
export const identityType = { preset: 1, custom: 2 } as const;

/** A login permission as the Cloud API shows it (OrgIdentity). */
export const organizationIdentity = z.object({
  identityId: z.int(),
  identityAliasName: z.string(),
  description: z.string(),
  identityPolicy: z.array(identityPolicy),
  identityType: z.int(),
  updateTime: z.date().nullable(),
  /** In how many members it is configured. Ours. */
  memberCount: z.int(),
});
export type OrganizationIdentity = z.output<typeof organizationIdentity>;

export const toIdentity = (permission: LoginPermission, memberCount: number): OrganizationIdentity => ({
  identityId: permission.loginPermissionId,
  identityAliasName: permission.name,
  description: permission.description,
  identityPolicy: toIdentityPolicies(permission),
  identityType: typeOf(permission.loginPermissionId),
  updateTime: permission.updatedAt,
  memberCount,
});

export const typeOf = (loginPermissionId: number): number =>
  isPreset(loginPermissionId) ? identityType.preset : identityType.custom;
