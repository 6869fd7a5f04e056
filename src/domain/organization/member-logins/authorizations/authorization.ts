import { z } from 'zod';
import { DomainError } from '../../../../action/domain-error.ts';
import { roleArn } from '../../../cam/index.ts';

/**
 * That sub-users of the admin account may log in to members with one login permission. It is a custom CAM policy of the
 * admin account, attached to the sub-users.
 */
export interface Authorization {
  policyId: number;
  name: string;
  description: string;
  loginPermissionId: number;
  members: { uin: number; name: string }[];
  createdAt: Date;
  updatedAt: Date;
}

/** An authorization of one sub-user: when the policy was attached to the user, and who that is. */
export interface Grant {
  policyId: number;
  subUserUin: number;
  subUserName: string;
  grantedAt: Date;
}

export const subUsersAtATime = 5;

export const authorizationName = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9+=,.@_-]{1,128}$/, 'Use 1 to 128 letters, digits and + = , . @ _ -.');

/** What the policy of an authorization says: its holders may become these members' roles. */
export const authorizationDocument = (uins: readonly number[], roleName: string): string =>
  JSON.stringify({
    version: '2.0',
    statement: [
      {
        effect: 'allow',
        action: ['sts:AssumeRole'],
        resource: [...uins].sort((one, other) => one - other).map((uin) => roleArn(uin, roleName)),
      },
    ],
  });

export function requireFewSubUsers(uins: readonly number[]): number[] {
  const chosen = [...new Set(uins)];
  if (chosen.length <= subUsersAtATime) return chosen;
  throw new DomainError(
    'limit-exceeded',
    'SubAccountsExceedLimit',
    `Choose ${subUsersAtATime} sub-users at a time at most.`,
    { details: { limit: subUsersAtATime } },
  );
}

export const subUserNotFound = (uin: number) =>
  new DomainError('not-found', 'SubAccountNotExist', `The admin account has no sub-user ${uin}.`, {
    details: { uin },
  });

export const subUserAuthorized = (userName: string) =>
  new DomainError(
    'conflict',
    'SubAccountIdentityExist',
    `The sub-user "${userName}" is authorized to this already.`,
    { details: { userName } },
  );

export const subUserNotAuthorized = (uin: number) =>
  new DomainError(
    'not-found',
    'SubAccountNotAuthorized',
    `The sub-user ${uin} is not authorized by this policy.`,
    { details: { uin } },
  );

export const authorizationNotFound = (policyId: number) =>
  new DomainError(
    'not-found',
    'MemberPolicyNotExist',
    `There is no authorization policy ${policyId} in this organization.`,
    { details: { policyId } },
  );

export const authorizationNameUsed = (name: string) =>
  new DomainError(
    'conflict',
    'MemberPolicyNameExist',
    `The admin account already has a policy named "${name}".`,
    { details: { name } },
  );
