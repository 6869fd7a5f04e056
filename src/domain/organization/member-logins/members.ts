import { DomainError } from '../../../action/domain-error.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { type Account, accountNotFound } from '../accounts/account.ts';
import * as accounts from '../accounts/account-queries.ts';
import * as members from './member-queries.ts';

/** How many members may be chosen at a time, for permissions and for authorizations. */
export const membersAtATime = 10;

/** A member of the organization, and it stays one until all is done; the admin account is none. */
export async function getHeldMember(db: Transaction, organizationId: number, uin: number) {
  const member = await members.hold(db, organizationId, uin);
  if (!member) throw accountNotFound(uin);
  return member;
}

/** The same where nothing is written. */
export async function getMember(db: Transaction, organizationId: number, uin: number): Promise<Account> {
  const account = await accounts.find(db, organizationId, uin);
  if (account?.kind !== 'member') throw accountNotFound(uin);
  return account;
}

/** The members that were chosen, each once. */
export function requireFewMembers(uins: readonly number[]): number[] {
  const chosen = [...new Set(uins)];
  if (chosen.length <= membersAtATime) return chosen;
  throw new DomainError(
    'limit-exceeded',
    'MembersExceedLimit',
    `Choose ${membersAtATime} members at a time at most.`,
    { details: { limit: membersAtATime } },
  );
}
