import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import type { TaskType } from '../../../platform/database/tables.ts';
import { targetType } from '../authorizations/authorization.ts';
import { principalType } from '../authorizations/principal.ts';
import { failureFields } from './failure.ts';

export const taskType = z.enum([
  'CreateRoleAssignment',
  'DeleteRoleAssignment',
  'ProvisionRoleConfiguration',
  'DeprovisionRoleConfiguration',
  'StartProvisioning',
  'DeleteProvisioning',
  'CheckRoleConfigurationDrift',
]) satisfies z.ZodType<TaskType>;

export const taskStatus = z.enum(['InProgress', 'Success', 'Failed']);

/** One asynchronous unit of provisioning, with a state and, on failure, a reason. */
export const task = z.object({
  taskId: z.string(),
  taskType,
  status: taskStatus,
  ...failureFields,
  targetUin: z.int(),
  /** Null when it is for nobody in particular. */
  principalType: principalType.nullable(),
  principalId: z.string().nullable(),
  roleConfigurationId: z.string().nullable(),
  userProvisioningId: z.string().nullable(),
});
export type Task = z.infer<typeof task>;

/** A task with what it is about, as who asked for it is answered (TaskInfo). */
export const taskInfo = task.extend({ roleConfigurationName: z.string(), targetType });

/** How a task stands, for those who wait for it (TaskStatus). */
export const taskProgress = z.object({
  taskId: z.string(),
  taskType,
  status: taskStatus,
  ...failureFields,
});

/** A task with the names of what it is about, and when it was what (TaskInfo, and ours). */
export const listedTask = taskInfo.extend({
  targetName: z.string(),
  principalName: z.string(),
  createTime: z.date(),
  updateTime: z.date(),
  /** Null while it waits for its turn; until then it may be cancelled. */
  startTime: z.date().nullable(),
});
export type ListedTask = z.infer<typeof listedTask>;

/** The tasks that are about CAM users, and not about a permission configuration. */
export const isAboutCamUsers = (type: TaskType): boolean =>
  type === 'StartProvisioning' || type === 'DeleteProvisioning';

/** How often a worker takes a task up before it is given up. */
export const attemptLimit = 10;

export const taskNotFound = (taskId: string) =>
  new DomainError(
    'not-found',
    'RoleConfigurationTaskNotFound',
    `There is no task "${taskId}" in this space.`,
    {
      details: { taskId },
    },
  );

export const synchronizationTaskNotFound = (taskId: string) =>
  new DomainError(
    'not-found',
    'UserProvisioningTaskNotFound',
    `There is no CAM user synchronization task "${taskId}" in this space.`,
    { details: { taskId } },
  );

export const taskNotFailed = () =>
  new DomainError('failed-precondition', 'TaskNotFailed', 'Only a task that failed can be tried again.');

/** What the task was to do is not wanted any more, or never was. */
export const taskOutdated = () =>
  new DomainError(
    'failed-precondition',
    'TaskOutdated',
    'What this task was to do is not wanted any more, so it cannot be tried again.',
  );

export const taskNotPending = () =>
  new DomainError(
    'failed-precondition',
    'TaskNotPending',
    'Only a task that no worker has taken up can be cancelled.',
  );
