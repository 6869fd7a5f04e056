import { type Selectable, sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { AccountTable } from '../../../platform/database/tables.ts';
import type { Account, AnyAccount } from './account.ts';

export async function find(
  db: Transaction,
  organizationId: number,
  uin: number,
): Promise<Account | undefined> {
  const row = await ofOrganization(db, organizationId, uin).executeTakeFirst();
  return row && toAccount(row);
}

/** The same, and while this transaction lasts the account cannot leave: for grants in it, and what they deploy. */
export async function hold(
  db: Transaction,
  organizationId: number,
  uin: number,
): Promise<Account | undefined> {
  const row = await ofOrganization(db, organizationId, uin).forShare().executeTakeFirst();
  return row && toAccount(row);
}

/** Holds several before one by one is looked at, in one order, so that two who do this wait and do not stop each other. */
export async function holdAll(
  db: Transaction,
  organizationId: number,
  uins: readonly number[],
  strength: 'to keep' | 'to change' = 'to keep',
): Promise<void> {
  const inOrder = db
    .selectFrom('accounts')
    .select('uin')
    .where('organization_id', '=', organizationId)
    .where('uin', 'in', [...uins])
    .orderBy('uin');
  await (strength === 'to keep' ? inOrder.forShare() : inOrder.forNoKeyUpdate()).execute();
}

const ofOrganization = (db: Transaction, organizationId: number, uin: number) =>
  db.selectFrom('accounts').selectAll().where('organization_id', '=', organizationId).where('uin', '=', uin);

/** The account itself, for code that was let in by it and so has no organization at hand. */
export async function findByUin(db: Transaction, uin: number): Promise<AnyAccount | undefined> {
  const row = await db.selectFrom('accounts').selectAll().where('uin', '=', uin).executeTakeFirst();
  return row && toAnyAccount(row);
}

/** Whether an account that waits for its approval is to have that uin. */
export async function isPromised(db: Transaction, uin: number): Promise<boolean> {
  const { rows } = await sql`select 1 from member_creations where uin = ${uin}`.execute(db);
  return rows.length > 0;
}

/** Uins that were registered by hand are passed over. */
export async function nextUin(db: Transaction): Promise<number> {
  for (;;) {
    const { rows } = await sql<{ uin: number }>`select nextval('account_uins') as uin`.execute(db);
    const uin = rows[0]?.uin ?? Number.NaN;
    if (!(await findByUin(db, uin)) && !(await isPromised(db, uin))) return uin;
  }
}

/** An account that belongs to no organization. False when somebody else has that uin by now. */
export async function open(
  db: Transaction,
  uin: number,
  account: Pick<AnyAccount, 'nickName' | 'cloudSite' | 'verifiedEntity'>,
  now: Date,
): Promise<boolean> {
  const opened = await db
    .insertInto('accounts')
    .values({
      uin,
      name: account.nickName,
      nick_name: account.nickName,
      cloud_site: account.cloudSite,
      verified_entity: account.verifiedEntity,
      description: '',
      organization_id: null,
      department_id: null,
      kind: null,
      pay_uin: null,
      joined_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('uin').doNothing())
    .executeTakeFirst();
  return opened.numInsertedOrUpdatedRows === 1n;
}

/** What somebody who registers an account of a real cloud says of it. */
export async function identify(
  db: Transaction,
  uin: number,
  { cloudSite, verifiedEntity }: Pick<AnyAccount, 'cloudSite' | 'verifiedEntity'>,
): Promise<void> {
  await db
    .updateTable('accounts')
    .set({ cloud_site: cloudSite, verified_entity: verifiedEntity })
    .where('uin', '=', uin)
    .where('organization_id', 'is', null)
    .execute();
}

/** Of an organization's account the database knows kind and department (account_belongs_or_not). */
const toAccount = (row: Selectable<AccountTable>): Account => ({
  uin: row.uin,
  name: row.name,
  kind: row.kind as Account['kind'],
  departmentId: row.department_id as number,
  cloudSite: row.cloud_site,
});

const toAnyAccount = (row: Selectable<AccountTable>): AnyAccount => ({
  uin: row.uin,
  name: row.name,
  kind: row.kind,
  organizationId: row.organization_id,
  cloudSite: row.cloud_site,
  nickName: row.nick_name,
  verifiedEntity: row.verified_entity,
});
