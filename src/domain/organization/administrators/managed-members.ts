import type { Actor } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { accountNotFound } from '../accounts/account.ts';
import * as delegations from './delegation-queries.ts';

/**
 * The accounts that a delegated administrator may see and decide about; undefined for the admin account, which has no
 * bounds. Read in the transaction of the action, so that it is as true as what is written.
 */
export async function managedUins(db: Transaction, actor: Actor): Promise<readonly number[] | undefined> {
  if (actor.kind !== 'principal') return [];
  if (actor.organizationId !== undefined) return undefined;
  return actor.delegation ? delegations.listManaged(db, actor.delegation, actor.uin) : [];
}

/** An account that is not managed is not found, like one of another organization. Hold it before. */
export async function requireManaged(db: Transaction, actor: Actor, uin: number): Promise<void> {
  const managed = await managedUins(db, actor);
  if (managed && !managed.includes(uin)) throw accountNotFound(uin);
}
