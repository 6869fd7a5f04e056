import { z } from 'zod';
import { DomainError } from '../../../../action/domain-error.ts';
import type { CustomPolicy } from './identity-policy.ts';

/** What somebody who comes from the admin account may do in a member: a named set of CAM policies. */
export interface LoginPermission {
  loginPermissionId: number;
  name: string;
  description: string;
  /** Preset policies, by their ids. */
  policyIds: number[];
  customPolicy: CustomPolicy | null;
  /** Null for the permission that is always there. */
  updatedAt: Date | null;
}

export const customPermissionLimit = 20;

export const loginPermissionName = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N} +@&._[\]-]{1,40}$/u, 'Use 1 to 40 letters, digits, spaces and + @ & . _ [ ] -.');

export const permissionDescription = z.string().max(128, 'Use at most 128 characters.');

/** `AdministratorAccess` has this id in every account (reference: preset policies). */
const administratorAccess = 1;

/** Every organization has it from the start, and nobody edits it. */
export const adminPermission: LoginPermission = {
  loginPermissionId: 1,
  name: 'Admin',
  description: 'Full admin access to member accounts',
  policyIds: [administratorAccess],
  customPolicy: null,
  updatedAt: null,
};

export const isPreset = (loginPermissionId: number): boolean =>
  loginPermissionId === adminPermission.loginPermissionId;

/** The role of created members has its name from the cloud; the others are ours, and never change theirs. */
export const roleNameOf = (loginPermissionId: number): string =>
  isPreset(loginPermissionId)
    ? 'OrganizationAccessControlRole'
    : `OrganizationLoginPermission-${loginPermissionId}`;

export function requireEditable(loginPermissionId: number): void {
  if (!isPreset(loginPermissionId)) return;
  throw new DomainError(
    'forbidden',
    'OrganizationIdentityPreset',
    `The login permission "${adminPermission.name}" cannot be edited or deleted.`,
    { details: { name: adminPermission.name } },
  );
}

export const loginPermissionNotFound = (loginPermissionId: number) =>
  new DomainError(
    'not-found',
    'OrganizationIdentityNotExist',
    `There is no login permission ${loginPermissionId} in this organization.`,
    { details: { loginPermissionId } },
  );

export const loginPermissionNameUsed = (name: string) =>
  new DomainError(
    'conflict',
    'OrganizationIdentityNameUsed',
    `The organization already has a login permission named "${name}".`,
    { details: { name } },
  );

export const tooManyLoginPermissions = () =>
  new DomainError(
    'limit-exceeded',
    'IdentityExceedLimit',
    `An organization may have ${customPermissionLimit} login permissions of its own at most.`,
    { details: { limit: customPermissionLimit } },
  );

/** Names as many members as a sentence holds; the rest is a number. */
export function loginPermissionInUse(name: string, memberNames: string[]): DomainError {
  const named = memberNames.slice(0, 5).join(', ');
  const more = Math.max(0, memberNames.length - 5);
  return new DomainError(
    'failed-precondition',
    'OrganizationIdentityInUsed',
    `The login permission "${name}" is configured in ${memberNames.length} members: ${named}${more ? ', …' : ''}`,
    { details: { name, count: memberNames.length, members: more ? `${named}, …` : named } },
  );
}
