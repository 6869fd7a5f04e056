import { type Selectable, sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { AccountTable } from '../../../platform/database/tables.ts';
import type { Account } from './account.ts';

export async function find(
  db: Transaction,
  organizationId: number,
  uin: number,
): Promise<Account | undefined> {
  const row = await db
    .selectFrom('accounts')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('uin', '=', uin)
    .executeTakeFirst();
  return row && toAccount(row);
}

/** The account itself, for code that was let in by it and so has no organization at hand. */
export async function findByUin(db: Transaction, uin: number): Promise<Account | undefined> {
  const row = await db.selectFrom('accounts').selectAll().where('uin', '=', uin).executeTakeFirst();
  return row && toAccount(row);
}

export async function list(db: Transaction, organizationId: number): Promise<Account[]> {
  const rows = await db
    .selectFrom('accounts')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('name')
    .execute();
  return rows.map(toAccount);
}

export async function nextUin(db: Transaction): Promise<number> {
  const { rows } = await sql<{ uin: number }>`select nextval('account_uins') as uin`.execute(db);
  return rows[0]?.uin ?? Number.NaN;
}

/** Returns undefined when the organization already has an account of that name. */
export async function insert(
  db: Transaction,
  organizationId: number,
  account: Account & { description: string },
  now: Date,
): Promise<Account | undefined> {
  const row = await db
    .insertInto('accounts')
    .values({
      uin: account.uin,
      organization_id: organizationId,
      department_id: account.departmentId,
      name: account.name,
      kind: account.kind,
      cloud_site: account.cloudSite,
      description: account.description,
      joined_at: now,
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'name']).doNothing())
    .returningAll()
    .executeTakeFirst();
  return row && toAccount(row);
}

const toAccount = (row: Selectable<AccountTable>): Account => ({
  uin: row.uin,
  name: row.name,
  kind: row.kind,
  departmentId: row.department_id,
  cloudSite: row.cloud_site,
});
