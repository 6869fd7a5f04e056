import type { Selectable } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { EmailBindingTable } from '../../../platform/database/tables.ts';
import { bindingExpiry, type EmailBinding } from './email-binding.ts';

/** A new link for a member; an earlier one of it works no longer. */
export async function put(
  db: Transaction,
  organizationId: number,
  binding: Pick<EmailBinding, 'uin' | 'email' | 'countryCode' | 'phone'>,
  tokenHash: string,
  now: Date,
): Promise<number> {
  const offer = {
    organization_id: organizationId,
    email: binding.email,
    country_code: binding.countryCode,
    phone: binding.phone,
    token_hash: tokenHash,
    applied_at: now,
    expires_at: bindingExpiry(now),
    bound_at: null,
  };
  const row = await db
    .insertInto('email_bindings')
    .values({ uin: binding.uin, ...offer })
    .onConflict((conflict) => conflict.column('uin').doUpdateSet(offer))
    .returning('bind_id')
    .executeTakeFirstOrThrow();
  return row.bind_id;
}

export async function find(
  db: Transaction,
  organizationId: number,
  uin: number,
): Promise<EmailBinding | undefined> {
  const row = await db
    .selectFrom('email_bindings')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('uin', '=', uin)
    .executeTakeFirst();
  return row && toBinding(row);
}

/** Uses the link up, once; by its secret, before anybody is known. */
export async function useUp(
  db: Transaction,
  tokenHash: string,
  now: Date,
): Promise<EmailBinding | undefined> {
  const row = await db
    .updateTable('email_bindings')
    .set({ token_hash: null, bound_at: now })
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
  return row && toBinding(row);
}

/** Whatever was offered in a member's name ends with the membership. */
export async function remove(db: Transaction, organizationId: number, uin: number): Promise<void> {
  await db
    .deleteFrom('email_bindings')
    .where('organization_id', '=', organizationId)
    .where('uin', '=', uin)
    .execute();
}

const toBinding = (row: Selectable<EmailBindingTable>): EmailBinding => ({
  bindId: row.bind_id,
  organizationId: row.organization_id,
  uin: row.uin,
  email: row.email,
  countryCode: row.country_code,
  phone: row.phone,
  applyTime: row.applied_at,
  expireTime: row.expires_at,
  bindTime: row.bound_at,
});
