import { type Actor, requirePrincipal } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { accountNotFound, accounts } from '../../organization/index.ts';
import type { Owner } from './account-event-queries.ts';

/** The account that somebody is in, and the organization that it belongs to now. */
export async function ownerOf(db: Transaction, actor: Actor): Promise<Owner> {
  const { uin } = requirePrincipal(actor);
  const account = await accounts.findByUin(db, uin);
  if (!account) throw accountNotFound(uin);
  return { uin, organizationId: account.organizationId };
}
