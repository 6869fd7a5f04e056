import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import type { Settings } from '../../../platform/settings.ts';
import { flag, toFlag } from '../flag.ts';
import { managerOf } from '../given-objects/manager.ts';
import { isOrganizationName } from '../given-objects/reserved-name.ts';
import { quotas } from '../quotas.ts';
import { camResource } from '../resource-name.ts';
import type { TrustPolicy } from './trust-policy.ts';

/** A CAM role of one account. */
export interface Role {
  roleId: string;
  roleName: string;
  description: string;
  trustPolicy: TrustPolicy;
  consoleLogin: boolean;
  sessionSeconds: number;
  /** `system`: granted to a service by a person; `service_linked`: made and deleted by its service alone. */
  roleType: 'user' | 'system' | 'service_linked';
  tags: { key: string; value: string }[];
  boundaryPolicyId: number | null;
  /** The space that deployed it; null for the account's own. */
  spaceId: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export const roleName = z
  .string()
  .regex(/^[A-Za-z0-9+=,.@_-]{1,128}$/, 'Use 1 to 128 letters, digits and + = , . @ - _.');

/** Zero, in the API, means what it is when nobody says anything. */
export const defaultSessionSeconds = 7200;
export const sessionDuration = z.int().min(0).max(43_200, 'A session lasts at most 43,200 seconds.');

export const roleTags = z.array(
  z.object({ key: z.string().min(1).max(127), value: z.string().max(255).default('') }),
);

/** Roles are meant by name or by id. */
export const roleReference = { roleId: z.string().optional(), roleName: z.string().optional() };

export const roleInfo = z.object({
  roleId: z.string(),
  roleName: z.string(),
  /** The trust policy, as JSON. */
  policyDocument: z.string(),
  description: z.string(),
  addTime: z.date(),
  updateTime: z.date(),
  consoleLogin: flag,
  roleType: z.enum(['user', 'system', 'service_linked']),
  sessionDuration: z.int(),
  tags: roleTags,
  roleArn: z.string(),
  /** Ours: the space that manages it. */
  spaceId: z.string().nullable(),
});

export const toRoleInfo = (role: Role, uin: number): z.infer<typeof roleInfo> => ({
  roleId: role.roleId,
  roleName: role.roleName,
  policyDocument: JSON.stringify(role.trustPolicy),
  description: role.description,
  addTime: role.createdAt,
  updateTime: role.updatedAt,
  consoleLogin: toFlag(role.consoleLogin),
  roleType: role.roleType,
  sessionDuration: role.sessionSeconds,
  tags: role.tags,
  roleArn: roleArn(uin, role.roleName),
  spaceId: role.spaceId,
});

/** `qcs::cam::uin/<uin>:roleName/<name>`. */
export const roleArn = (uin: number, roleName: string): string => camResource(uin, `roleName/${roleName}`);

/** The two halves of a Role attribute value, or undefined when it is not `<role>,<provider>`. */
export function readRoleAttribute(
  value: string,
): { uin: number; roleName: string; providerName: string } | undefined {
  const parts =
    /^qcs::cam::uin\/(\d{1,15}):roleName\/([^,:]+),qcs::cam::uin\/\1:saml-provider\/([^,:]+)$/.exec(value);
  const [, uin, roleName, providerName] = parts ?? [];
  return roleName && providerName ? { uin: Number(uin), roleName, providerName } : undefined;
}

/** Names that deployments and services give belong to them, so that what they make is never somebody's own role. */
export function requireFreeRoleName(name: string, { cloudSites }: Settings): void {
  const isDeployed = name.startsWith(cloudSites.local?.rolePrefix ?? '\0') || isOrganizationName(name);
  if (isDeployed || /_QCSLinkedRoleIn/i.test(name)) throw roleNameReserved(name);
}

/** A role that was deployed is changed by its space alone. */
export function requireUnlocked(role: Role): void {
  if (role.spaceId !== null) throw roleLocked(role.roleName, role.spaceId);
}

/** What a service may do with its own role is the service's matter, too. */
export function requireChangeable(role: Role): void {
  requireUnlocked(role);
  if (role.roleType === 'service_linked') throw serviceLinkedRoleFixed(role.roleName);
}

export const roleNotFound = (role: string) =>
  new DomainError('not-found', 'RoleNotExist', `There is no role "${role}" in this account.`, {
    details: { role },
  });

export const roleMissing = () =>
  new DomainError('invalid-input', 'RoleMissing', 'Say by name or by id which role is meant.');

export const roleNameTaken = (name: string) =>
  new DomainError('conflict', 'RoleNameInUse', `The account already has a role named "${name}".`, {
    details: { name },
    fields: { roleName: 'This name is taken.' },
  });

const roleNameReserved = (name: string) =>
  new DomainError(
    'invalid-input',
    'RoleNameError',
    `The role name "${name}" is reserved for deployments and services.`,
    { details: { name }, fields: { roleName: 'This name is reserved.' } },
  );

export const tooManyRoles = () =>
  new DomainError('limit-exceeded', 'RoleFull', `An account may have ${quotas.roles} roles at most.`, {
    details: { limit: quotas.roles },
  });

export const tooManyTags = () =>
  new DomainError('limit-exceeded', 'TagLimitExceeded', `A role may have ${quotas.tags} tags at most.`, {
    details: { limit: quotas.tags },
  });

function roleLocked(role: string, owner: string): DomainError {
  const { words, details } = managerOf(owner);
  return new DomainError(
    'failed-precondition',
    'OrganizationRoleOperateError',
    `The role "${role}" is managed by ${words} and can only be changed there.`,
    { details: { role, ...details } },
  );
}

const serviceLinkedRoleFixed = (role: string) =>
  new DomainError(
    'failed-precondition',
    'ServiceLinkedRoleFixed',
    `"${role}" belongs to a service. Only the service changes or deletes it.`,
    { details: { role } },
  );
