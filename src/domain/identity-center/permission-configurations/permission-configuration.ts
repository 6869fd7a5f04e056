import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import { tags } from '../../organization/index.ts';

export const configurationName = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,128}$/, 'Use 1 to 128 letters, digits and hyphens.');

export const sessionSeconds = z
  .int()
  .min(900, 'A session lasts at least 900 seconds.')
  .max(43_200, 'A session lasts at most 43,200 seconds.');

/** The page to start on in the account; a console URL, or empty for its home. */
export const relayState = z.union([
  z.literal(''),
  z.url({ protocol: /^https$/, error: 'Use an https address of the console.' }).max(1024),
]);

export const description = z.string().max(1024);

/** How many a space may have. */
export const configurationLimit = 1000;

export const systemPolicyLimit = 20;

/** A template of permissions, as the Cloud API shows it (role configuration). */
export const permissionConfiguration = z.object({
  roleConfigurationId: z.string(),
  roleConfigurationName: z.string(),
  description: z.string(),
  sessionDuration: z.int(),
  relayState: z.string(),
  createTime: z.date(),
  updateTime: z.date(),
  tags,
  /** Ours. Grows with every edit. */
  version: z.int(),
});
export type PermissionConfiguration = z.infer<typeof permissionConfiguration>;

export const configurationNameTaken = (name: string) =>
  new DomainError(
    'conflict',
    'ConfigurationNameAlreadyExists',
    `The space already has a permission configuration named "${name}".`,
    {
      details: { name },
    },
  );

export const configurationNotFound = (id: string) =>
  new DomainError(
    'not-found',
    'RoleConfigurationNotExist',
    `There is no permission configuration "${id}" in this space.`,
    {
      details: { id },
    },
  );

export const tooManyPolicies = () =>
  new DomainError(
    'limit-exceeded',
    'SystemPolicyOverUpperLimit',
    `A permission configuration may have ${systemPolicyLimit} preset policies at most.`,
    {
      details: { limit: systemPolicyLimit },
    },
  );

export const tooManyConfigurations = () =>
  new DomainError(
    'limit-exceeded',
    'ConfigurationOverUpperLimit',
    `A space may have ${configurationLimit} permission configurations at most.`,
    { details: { limit: configurationLimit } },
  );

export const policyNotInConfiguration = (policy: string | number) =>
  new DomainError(
    'not-found',
    'RolePolicyNotExist',
    `The permission configuration has no policy "${policy}".`,
    {
      details: { policy },
    },
  );

export const stillHasPolicies = (count: number) =>
  new DomainError(
    'failed-precondition',
    'RolePolicyAlreadyExist',
    `The permission configuration still has ${count} policies.`,
    { details: { count } },
  );

export const stillDeployed = (deployments: number, authorizations: number) =>
  new DomainError(
    'failed-precondition',
    'RoleConfigurationProvisioningAlreadyDeployed',
    `The permission configuration is still deployed in ${deployments} accounts, with ${authorizations} authorizations.`,
    { details: { deployments, authorizations } },
  );

/** Somebody else saved an edit after this one was looked at. */
export const configurationChanged = (version: number) =>
  new DomainError(
    'conflict',
    'RoleConfigurationChanged',
    `The permission configuration is at version ${version} by now; look at the change again.`,
    { details: { version } },
  );

export const versionNotFound = (version: number) =>
  new DomainError(
    'not-found',
    'RoleConfigurationVersionNotExist',
    `The permission configuration has no version ${version}.`,
    { details: { version } },
  );
