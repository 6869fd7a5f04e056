import { z } from 'zod';
import { DomainError } from '../../../../action/domain-error.ts';
import { refusalItem, toRefusalItem } from '../../membership/departure.ts';

/** A login permission that is configured in a member: a CAM role there. */
export interface MemberPermission {
  uin: number;
  memberName: string;
  loginPermissionId: number;
  /** Whether the role is as the permission says now. */
  isCurrent: boolean;
  configuredAt: Date;
  updatedAt: Date;
}

export const permissionsAtATime = 5;

/** What became of one permission in one member. */
export const outcome = z.object({
  memberUin: z.int(),
  identityId: z.int(),
  status: z.enum(['Success', 'Failed']),
  /** Why not; empty after a success. */
  ...refusalItem.shape,
});
export type Outcome = z.output<typeof outcome>;

export function requireFewPermissions(loginPermissionIds: readonly number[]): number[] {
  const chosen = [...new Set(loginPermissionIds)];
  if (chosen.length <= permissionsAtATime) return chosen;
  throw new DomainError(
    'limit-exceeded',
    'IdentitiesExceedLimit',
    `Choose ${permissionsAtATime} login permissions at a time at most.`,
    { details: { limit: permissionsAtATime } },
  );
}

interface Pair<Permission> {
  uin: number;
  permission: Permission;
}

/** Every permission in every member. */
export const pairsOf = <Permission>(
  uins: readonly number[],
  permissions: readonly Permission[],
): Pair<Permission>[] => uins.flatMap((uin) => permissions.map((permission) => ({ uin, permission })));

/**
 * Tries one thing after the other. What refuses becomes an outcome, while the rest goes on; when there is no rest, the
 * call itself is refused. Each refuses before it writes, so a refusal leaves nothing behind.
 */
export async function eachWithOutcome<Permission extends { loginPermissionId: number }>(
  pairs: readonly Pair<Permission>[],
  attempt: (uin: number, permission: Permission) => Promise<void>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { uin, permission } of pairs) {
    const of = { memberUin: uin, identityId: permission.loginPermissionId };
    try {
      await attempt(uin, permission);
      outcomes.push({ ...of, status: 'Success', code: '', message: '', details: {} });
    } catch (error) {
      if (!(error instanceof DomainError) || pairs.length === 1) throw error;
      outcomes.push({ ...of, status: 'Failed', ...toRefusalItem(error) });
    }
  }
  return outcomes;
}

export const alreadyConfigured = (name: string, memberName: string) =>
  new DomainError(
    'conflict',
    'MemberIdentityExist',
    `The login permission "${name}" is configured in "${memberName}" already.`,
    { details: { name, memberName } },
  );

export const notConfigured = (uin: number) =>
  new DomainError(
    'not-found',
    'MemberIdentityNotExist',
    `The member ${uin} does not have this login permission.`,
    { details: { uin } },
  );

export const usedByAuthorizations = (policyNames: string[]) => {
  const policies = policyNames.join(', ');
  return new DomainError(
    'failed-precondition',
    'MemberIdentityAuthUsed',
    `Sub-users are authorized to log in with this permission by: ${policies}`,
    { details: { policies } },
  );
};

/** A later job will carry permissions into real clouds; today only accounts of the local site have them. */
export const siteNotServed = (memberName: string, cloudSite: string) =>
  new DomainError(
    'failed-precondition',
    'MemberSiteNotServed',
    `"${memberName}" lives on the cloud site "${cloudSite}", where roles cannot be made from here yet.`,
    { details: { memberName, cloudSite } },
  );

export const whichIsMissing = () =>
  new DomainError('invalid-input', 'MissingParameter', 'Name a member or a login permission.');
