import { z } from 'zod';
import type { Account } from '../../organization/index.ts';
import { targetType } from '../authorizations/authorization.ts';
import type { PermissionConfiguration } from '../permission-configurations/permission-configuration.ts';
import { type Task, taskStatus, taskType } from '../tasks/task.ts';

/** A task of a deployment, as the Cloud API shows it (RoleProvisioningsTask). */
export const provisioningTask = z.object({
  taskId: z.string(),
  roleConfigurationId: z.string(),
  roleConfigurationName: z.string(),
  targetUin: z.int(),
  targetType,
  taskType,
  taskStatus,
});

export const toProvisioningTask = (
  { taskId, taskType: type, status, targetUin }: Task,
  { kind }: Pick<Account, 'kind'>,
  { roleConfigurationId, roleConfigurationName }: PermissionConfiguration,
): z.infer<typeof provisioningTask> => ({
  taskId,
  roleConfigurationId,
  roleConfigurationName,
  targetUin,
  targetType: kind === 'admin' ? 'ManagerUin' : 'MemberUin',
  taskType: type,
  taskStatus: status,
});

/** Which configuration, where. */
export const deploymentInput = z.object({
  zoneId: z.string(),
  roleConfigurationId: z.string(),
  targetType: targetType.optional(),
  targetUin: z.int(),
});
