import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import { targetType } from '../authorizations/authorization.ts';
import { failureFields } from '../tasks/failure.ts';
import { difference } from './deployed-differences.ts';

/** `Deploying` and `Undeploying` are ours; the Cloud API's clients see them while a task is under way. */
export const deploymentStatus = z.enum([
  'Deploying',
  'Deployed',
  'DeployedRequired',
  'DeployFailed',
  'Undeploying',
]);

/** A permission configuration in one account, as the Cloud API shows it, and what we know besides. */
export const deployment = z.object({
  roleConfigurationId: z.string(),
  roleConfigurationName: z.string(),
  targetUin: z.int(),
  targetName: z.string(),
  targetType,
  deploymentStatus,
  createTime: z.date(),
  updateTime: z.date(),
  /** Ours, and what follows. */
  ...failureFields,
  /** What the last check found to differ from what should be there. */
  differences: z.array(difference),
  checkTime: z.date().nullable(),
  authorizationCount: z.int(),
});
export type Deployment = z.infer<typeof deployment>;

export const deploymentNotFound = () =>
  new DomainError(
    'not-found',
    'RoleConfigurationProvisioningNotFound',
    'This permission configuration is not deployed in this account.',
  );

export const stillAuthorized = (count: number) =>
  new DomainError(
    'failed-precondition',
    'RoleConfigurationAuthorizationExist',
    `There are ${count} authorizations of this permission configuration in this account. Remove them first.`,
    { details: { count } },
  );

/** Somebody authorized or removed something after the page was shown. */
export const authorizationsChanged = (count: number) =>
  new DomainError(
    'conflict',
    'AuthorizationsChanged',
    `There are ${count} authorizations by now. Look again at what is to be removed.`,
    { details: { count } },
  );
