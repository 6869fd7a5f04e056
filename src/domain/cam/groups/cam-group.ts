import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import { quotas } from '../quotas.ts';
import { camResource } from '../resource-name.ts';

/** A user group of one account; its policies are its members' too. */
export const camGroup = z.object({
  groupId: z.int(),
  groupName: z.string(),
  remark: z.string(),
  createTime: z.date(),
  /** How many members it has. */
  groupNum: z.int(),
});
export type CamGroup = z.infer<typeof camGroup>;

export const camGroupName = z
  .string()
  .regex(/^[\p{L}\p{N} +=,.@_-]{1,64}$/u, 'Use 1 to 64 letters, digits, spaces and + = , . @ - _.');

export const groupResource = (uin: number, groupId: number | '*'): string =>
  camResource(uin, `groupid/${groupId}`);

export const camGroupNotFound = (groupId: number) =>
  new DomainError('not-found', 'GroupNotExist', `There is no user group ${groupId} in this account.`, {
    details: { groupId },
  });

export const camGroupNameTaken = (name: string) =>
  new DomainError('conflict', 'GroupNameInUse', `The account already has a user group named "${name}".`, {
    details: { name },
    fields: { groupName: 'This name is taken.' },
  });

export const tooManyGroups = () =>
  new DomainError(
    'limit-exceeded',
    'GroupFull',
    `An account may have ${quotas.groups} user groups at most.`,
    {
      details: { limit: quotas.groups },
    },
  );

export const tooManyMembers = (groupName: string) =>
  new DomainError(
    'limit-exceeded',
    'GroupUserFull',
    `A user group may have ${quotas.usersPerGroup} members at most; "${groupName}" would have more.`,
    { details: { limit: quotas.usersPerGroup, groupName } },
  );

export const tooManyGroupsOfUser = (user: string) =>
  new DomainError(
    'limit-exceeded',
    'UserGroupFull',
    `A CAM user may be in ${quotas.groupsPerUser} user groups at most; "${user}" would be in more.`,
    { details: { limit: quotas.groupsPerUser, user } },
  );

export const memberMissing = () =>
  new DomainError('invalid-input', 'UserUinAndUinNotAllNull', 'Say by uin or by uid which user is meant.');
