import { type Selectable, sql } from 'kysely';
import type { Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { FinanceChangeTable } from '../../../platform/database/tables.ts';
import type { FinanceChange } from './finance-change.ts';

export interface ListedFinanceChange extends FinanceChange {
  accountName: string;
}

/** Returns false when another change of that member waits for confirmation. */
export async function insert(
  db: Transaction,
  organizationId: number,
  { uin, former, present, state }: Pick<FinanceChange, 'uin' | 'former' | 'present' | 'state'>,
  now: Date,
): Promise<boolean> {
  const inserted = await db
    .insertInto('finance_changes')
    .values({
      organization_id: organizationId,
      uin,
      former_permission_ids: former.permissionIds,
      former_pay_uin: former.payUin,
      permission_ids: present.permissionIds,
      pay_uin: present.payUin,
      state,
      requested_at: now,
      decided_at: state === 'Pending' ? null : now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function page(
  db: Transaction,
  organizationId: number,
  { text, offset, limit }: { text: string; offset: number; limit: number },
): Promise<Page<ListedFinanceChange>> {
  const found = sql`
    from finance_changes f join accounts a using (uin)
    where f.organization_id = ${organizationId}
      and (a.name ilike ${containing(text)} or f.uin::text like ${containing(text)})`;
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total ${found}`.execute(db);
  const { rows } = await sql<Row & { account_name: string }>`
    select f.*, a.name as account_name ${found}
    order by f.change_id desc offset ${offset} limit ${limit}`.execute(db);
  return {
    items: rows.map((row) => ({ ...toChange(row), accountName: row.account_name })),
    total: counted[0]?.total ?? 0,
  };
}

/** The change that waits for this account's confirmation. */
export async function findOpen(db: Transaction, uin: number): Promise<FinanceChange | undefined> {
  const row = await db
    .selectFrom('finance_changes')
    .selectAll()
    .where('uin', '=', uin)
    .where('state', '=', 'Pending')
    .executeTakeFirst();
  return row && toChange(row);
}

/** Decides a change that is open, once. */
export async function decide(
  db: Transaction,
  uin: number,
  changeId: number,
  state: 'Confirmed' | 'Rejected',
  now: Date,
): Promise<FinanceChange | undefined> {
  const row = await db
    .updateTable('finance_changes')
    .set({ state, decided_at: now })
    .where('uin', '=', uin)
    .where('change_id', '=', changeId)
    .where('state', '=', 'Pending')
    .returningAll()
    .executeTakeFirst();
  return row && toChange(row);
}

/** Takes the open change of a member back; returns whether there was one. */
export async function cancelOpen(
  db: Transaction,
  organizationId: number,
  uin: number,
  now: Date,
): Promise<boolean> {
  const cancelled = await db
    .updateTable('finance_changes')
    .set({ state: 'Cancelled', decided_at: now })
    .where('organization_id', '=', organizationId)
    .where('uin', '=', uin)
    .where('state', '=', 'Pending')
    .executeTakeFirst();
  return cancelled.numUpdatedRows > 0n;
}

type Row = Selectable<FinanceChangeTable>;

const toChange = (row: Row): FinanceChange => ({
  changeId: row.change_id,
  organizationId: row.organization_id,
  uin: row.uin,
  former: { permissionIds: row.former_permission_ids, payUin: row.former_pay_uin },
  present: { permissionIds: row.permission_ids, payUin: row.pay_uin },
  state: row.state,
  requestTime: row.requested_at,
  decideTime: row.decided_at,
});
