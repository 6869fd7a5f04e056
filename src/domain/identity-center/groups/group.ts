import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import { quotas } from '../space/quotas.ts';

export const groupName = z
  .string()
  .regex(
    /^[\p{L}\p{N} +=,.@_&()-]{1,128}$/u,
    'Use 1 to 128 letters, digits, spaces and + = , . @ _ & ( ) -.',
  );

export const groupDescription = z.string().max(1024, 'Use at most 1,024 characters.');
export const groupType = z.enum(['Manual', 'Synchronized']);

/** A user group, as the Cloud API shows it. */
export const group = z.object({
  groupId: z.string(),
  groupName: z.string(),
  description: z.string(),
  groupType,
  memberCount: z.int(),
  createTime: z.date(),
  updateTime: z.date(),
});
export type Group = z.infer<typeof group>;

export const groupMember = z.object({
  userId: z.string(),
  userName: z.string(),
  displayName: z.string(),
  description: z.string(),
  email: z.string(),
  userStatus: z.enum(['Enabled', 'Disabled']),
  userType: z.enum(['Manual', 'Synchronized']),
  joinTime: z.date(),
});
export type GroupMember = z.infer<typeof groupMember>;

/** A group that a user is in. */
export const joinedGroup = z.object({
  groupId: z.string(),
  groupName: z.string(),
  description: z.string(),
  groupType,
  joinTime: z.date(),
});
export type JoinedGroup = z.infer<typeof joinedGroup>;

export const groupNameTaken = (name: string, field = 'groupName') =>
  new DomainError(
    'conflict',
    'GroupNameAlreadyExists',
    `The space already has a user group named "${name}".`,
    {
      details: { name },
      fields: { [field]: 'The space already has a user group of this name.' },
    },
  );

export const groupNotFound = (groupId: string) =>
  new DomainError('not-found', 'GroupNotExist', `There is no user group "${groupId}" in this space.`, {
    details: { groupId },
  });

export const alreadyMember = (userName: string) =>
  new DomainError('conflict', 'GroupUserAlreadyExists', `"${userName}" is in the group already.`, {
    details: { userName },
  });

export const notMember = (userName: string) =>
  new DomainError('not-found', 'GroupUserNotExist', `"${userName}" is not in the group.`, {
    details: { userName },
  });

/** Whose record the one is and whose the other: the directory would not know of such a membership, or could not end it. */
export const sourcesDiffer = (userName: string) =>
  new DomainError(
    'failed-precondition',
    'GroupTypeUserTypeNotMatch',
    `"${userName}" and the group do not come from the same source.`,
    { details: { userName } },
  );

export const tooManyGroups = () =>
  new DomainError(
    'limit-exceeded',
    'GroupOverUpperLimit',
    `A space may hold ${quotas.groupQuota} user groups.`,
    {
      details: { limit: quotas.groupQuota },
    },
  );

export const groupFilterInvalid = () =>
  new DomainError(
    'invalid-input',
    'ParamError',
    'A filter of groups says "GroupName eq <name>" or "GroupName sw <beginning>".',
  );
