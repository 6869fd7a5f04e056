import type { Selectable } from 'kysely';
import type { Transaction } from '../../../../platform/database/database.ts';
import type { MemberContactTable } from '../../../../platform/database/tables.ts';
import type { Contact, MessageKind } from './contact.ts';

export async function list(db: Transaction, organizationId: number, uin: number): Promise<Contact[]> {
  const rows = await db
    .selectFrom('member_contacts')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('uin', '=', uin)
    .orderBy('name')
    .orderBy('contact_id')
    .execute();
  return rows.map(toContact);
}

/** Returns whether the address was free: a member has each of them once. */
export async function insert(db: Transaction, organizationId: number, contact: Contact): Promise<boolean> {
  const inserted = await db
    .insertInto('member_contacts')
    .values({
      contact_id: contact.contactId,
      organization_id: organizationId,
      uin: contact.memberUin,
      created_at: contact.createTime,
      ...columns(contact),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** The caller has seen that no other contact of the member has the address, under the organization's lock. */
export async function update(db: Transaction, organizationId: number, contact: Contact): Promise<void> {
  await db
    .updateTable('member_contacts')
    .set(columns(contact))
    .where('organization_id', '=', organizationId)
    .where('uin', '=', contact.memberUin)
    .where('contact_id', '=', contact.contactId)
    .execute();
}

/** Returns whether there was such a contact. */
export async function remove(
  db: Transaction,
  organizationId: number,
  uin: number,
  contactId: string,
): Promise<boolean> {
  const removed = await db
    .deleteFrom('member_contacts')
    .where('organization_id', '=', organizationId)
    .where('uin', '=', uin)
    .where('contact_id', '=', contactId)
    .executeTakeFirst();
  return removed.numDeletedRows > 0n;
}

const columns = (contact: Contact) => ({
  name: contact.name,
  email: contact.email,
  is_verified: contact.isVerified,
  message_kinds: contact.messageKinds,
  updated_at: contact.updateTime,
});

const toContact = (row: Selectable<MemberContactTable>): Contact => ({
  contactId: row.contact_id,
  memberUin: row.uin,
  name: row.name,
  email: row.email,
  isVerified: row.is_verified,
  messageKinds: row.message_kinds as MessageKind[],
  createTime: row.created_at,
  updateTime: row.updated_at,
});

/** Member → how many contacts it has; nothing for one that has none. */
export async function countByMember(
  db: Transaction,
  organizationId: number,
  uins: readonly number[],
): Promise<ReadonlyMap<number, { contactCount: number; verifiedCount: number }>> {
  if (uins.length === 0) return new Map();
  const rows = await db
    .selectFrom('member_contacts')
    .select((of) => [
      'uin',
      of.fn.countAll<number>().as('contactCount'),
      of.fn.countAll<number>().filterWhere('is_verified', '=', true).as('verifiedCount'),
    ])
    .where('organization_id', '=', organizationId)
    .where('uin', 'in', uins)
    .groupBy('uin')
    .execute();
  return new Map(rows.map(({ uin, ...counts }) => [uin, counts]));
}

/** For an account that has left. */
export async function removeAll(db: Transaction, organizationId: number, uin: number): Promise<void> {
  await db
    .deleteFrom('member_contacts')
    .where('organization_id', '=', organizationId)
    .where('uin', '=', uin)
    .execute();
}
