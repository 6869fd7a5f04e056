import type { Principal } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { type ParentSession, sessionEnded, sessionIdOf } from './session.ts';
import * as standing from './standing-queries.ts';

/**
 * Whether somebody who was let in once is still to be let in: at the console, by access keys or by temporary keys.
 * One query, so that it can be asked with every request.
 */
export async function requireStanding(db: Transaction, principal: Principal, now: Date): Promise<void> {
  if (!(await stands(db, principal, now))) throw sessionEnded();
}

async function stands(db: Transaction, principal: Principal, now: Date): Promise<boolean> {
  const { uin, identity } = principal;
  if (identity.type === 'root') return standing.hasRootUser(db, uin, identity);
  if (identity.type === 'cam-user') return standing.hasCamUser(db, uin, identity);
  if (sessionIdOf(principal) !== undefined)
    return (await findStandingSession(db, principal, now)) !== undefined;
  return identity.type === 'role' && standing.hasRole(db, uin, identity);
}

/** The row of the principal's session, while it stands. */
export async function findStandingSession(
  db: Transaction,
  principal: Principal,
  now: Date,
): Promise<ParentSession | undefined> {
  const sessionId = sessionIdOf(principal);
  return sessionId === undefined ? undefined : standing.findSession(db, principal.uin, sessionId, now);
}
