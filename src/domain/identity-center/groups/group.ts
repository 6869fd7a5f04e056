import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';

export const groupName = z
  .string()
  .regex(
    /^[\p{L}\p{N} +=,.@_&()-]{1,128}$/u,
    'Use 1 to 128 letters, digits, spaces and + = , . @ _ & ( ) -.',
  );

/** A user group, as the Cloud API shows it. */
export const group = z.object({
  groupId: z.string(),
  groupName: z.string(),
  description: z.string(),
  groupType: z.enum(['Manual', 'Synchronized']),
  memberCount: z.int(),
  createTime: z.date(),
  updateTime: z.date(),
});
export type Group = z.infer<typeof group>;

export const groupMember = z.object({
  userId: z.string(),
  userName: z.string(),
  displayName: z.string(),
  userStatus: z.enum(['Enabled', 'Disabled']),
  joinTime: z.date(),
});
export type GroupMember = z.infer<typeof groupMember>;

export const groupNameTaken = (name: string) =>
  new DomainError(
    'conflict',
    'GroupNameAlreadyExists',
    `The space already has a user group named "${name}".`,
    {
      details: { name },
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
