import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import { targetType } from '../authorizations/authorization.ts';
import { principalType } from '../authorizations/principal.ts';
import { failureFields } from '../tasks/failure.ts';
import { taskStatus, taskType } from '../tasks/task.ts';

export const synchronizationsPerCall = 50;

/** What to do when the account has a CAM user of that name: keep both, or take the present one over. */
export const duplicationStrategy = z.enum(['KeepBoth', 'TakeOver']);
/** What becomes of the CAM users when the synchronization is deleted. */
export const deletionStrategy = z.enum(['Keep', 'Delete']);

/** (user or group) × account, as the Cloud API shows it (user provisioning). */
export const camUserSynchronization = z.object({
  userProvisioningId: z.string(),
  description: z.string(),
  status: z.enum(['Enabled', 'Disabled']),
  principalId: z.string(),
  principalName: z.string(),
  principalType,
  targetUin: z.int(),
  targetName: z.string(),
  targetType,
  duplicationStrategy,
  deletionStrategy,
  createTime: z.date(),
  updateTime: z.date(),
  /** Ours: whether everybody it covers has a CAM user by now, and why not. */
  synchronizationStatus: z.enum(['Synchronizing', 'Synchronized', 'Failed']),
  ...failureFields,
});
export type CamUserSynchronization = z.infer<typeof camUserSynchronization>;

/** A task of a synchronization, as who asked for it is answered (UserProvisioningsTask). */
export const synchronizationTask = z.object({
  taskId: z.string(),
  targetUin: z.int(),
  targetType,
  taskType,
  taskStatus,
  /** Empty when it existed already, and the task failed; never null, because the Terraform provider reads it unseen. */
  userProvisioningId: z.string(),
  principalId: z.string(),
  principalType,
  principalName: z.string(),
  duplicationStrategy,
  deletionStrategy,
  /** Ours: the status under the name that other tasks have for it, and why it failed. */
  status: taskStatus,
  failureReason: z.string(),
});

/** A person whom a synchronization covers; the CAM user's name is empty until there is one. */
export const synchronizedPerson = z.object({
  userId: z.string(),
  userName: z.string(),
  displayName: z.string(),
  camUserName: z.string(),
});

/** `user1@northwind`: the person's user name, and the space it comes from. */
export const camUserName = (userName: string, spaceName: string): string => `${userName}@${spaceName}`;

/** The name beside one that is taken and kept. */
export const besideTaken = (name: string): string => `${name}_cic`;

export const synchronizationNotFound = (id: string) =>
  new DomainError(
    'not-found',
    'UserProvisioningNotFound',
    `There is no CAM user synchronization "${id}" in this space.`,
    { details: { id } },
  );
