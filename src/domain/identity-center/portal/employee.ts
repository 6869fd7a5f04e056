import type { Actor, Employee } from '../../../action/actor.ts';
import { DomainError } from '../../../action/domain-error.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import type { User } from '../users/user.ts';
import * as users from '../users/user-queries.ts';

/** The person behind a portal session, as they are now: gone or disabled means no longer logged in. */
export async function getEmployee(db: Transaction, actor: Actor): Promise<User & { spaceId: string }> {
  const { spaceId, userId } = actor as Employee;
  const user = await users.find(db, spaceId, userId);
  if (user?.userStatus === 'Enabled') return { ...user, spaceId };
  throw loginRequired();
}

/** The same for who is about to enter an account: whoever disables them waits, and ends what they entered. */
export async function holdEmployee(db: Transaction, actor: Actor): Promise<User & { spaceId: string }> {
  const { spaceId, userId } = actor as Employee;
  const user = await users.hold(db, spaceId, userId);
  if (user?.userStatus === 'Enabled') return { ...user, spaceId };
  throw loginRequired();
}

export const loginRequired = () => new DomainError('unauthenticated', 'LoginRequired', 'Log in to go on.');

export const accountNotEntered = (uin: number) =>
  new DomainError('forbidden', 'AccountNotEntered', `You have no such access to account ${uin}.`, {
    details: { uin },
  });

export const notDeployedYet = () =>
  new DomainError('failed-precondition', 'NotDeployedYet', 'This access is still being set up.');
