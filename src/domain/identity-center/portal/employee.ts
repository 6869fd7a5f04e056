import type { Actor, Employee } from '../../../action/actor.ts';
import type { ActionContext } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import * as portalLogins from '../logins/portal-login-queries.ts';
import type { User } from '../users/user.ts';
import * as users from '../users/user-queries.ts';

/** The person behind a portal session, as they are now: gone or disabled means no longer logged in. */
export async function getEmployee(db: Transaction, actor: Actor): Promise<User & { spaceId: string }> {
  const { spaceId, userId } = actor as Employee;
  const user = await users.find(db, spaceId, userId);
  if (user?.userStatus === 'Enabled') return { ...user, spaceId };
  throw loginRequired();
}

/**
 * The same for who is about to enter an account: whoever disables them, or ends their sessions, comes before and it is
 * refused, or waits and ends what they entered.
 */
export const holdEmployee = (context: Asked) => stillLoggedIn(context, users.hold);

/** The same for who ends sessions: nobody enters meanwhile. */
export const lockEmployee = (context: Asked) => stillLoggedIn(context, users.lock);

type Asked = Pick<ActionContext, 'db' | 'actor' | 'now'>;

async function stillLoggedIn({ db, actor, now }: Asked, hold: typeof users.hold) {
  const { spaceId, userId, loginId } = actor as Employee;
  const user = await hold(db, spaceId, userId);
  const isOut = loginId !== undefined && !(await portalLogins.isOpen(db, spaceId, loginId, now));
  if (user?.userStatus !== 'Enabled' || isOut) throw loginRequired();
  return { ...user, spaceId };
}

export const loginRequired = () => new DomainError('unauthenticated', 'LoginRequired', 'Log in to go on.');

export const accountNotEntered = (uin: number) =>
  new DomainError('forbidden', 'AccountNotEntered', `You have no such access to account ${uin}.`, {
    details: { uin },
  });

export const notDeployedYet = () =>
  new DomainError('failed-precondition', 'NotDeployedYet', 'This access is still being set up.');
