import { type Selectable, sql } from 'kysely';
import type { Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { MemberCreationTable } from '../../../platform/database/tables.ts';
import type { Tag } from '../accounts/tag.ts';
import type { MemberCreation } from './member-creation.ts';

export interface ListedCreation extends MemberCreation {
  departmentName: string | null;
  organizationName: string;
}

export async function insert(
  db: Transaction,
  organizationId: number,
  creation: Omit<MemberCreation, 'recordId' | 'organizationId' | 'requestTime' | 'decideTime'>,
  now: Date,
): Promise<number> {
  const row = await db
    .insertInto('member_creations')
    .values({
      organization_id: organizationId,
      relation_id: creation.relationId,
      entity: creation.entity,
      uin: creation.uin,
      member_name: creation.name,
      nick_name: creation.nickName,
      department_id: creation.departmentId,
      permission_ids: creation.permissionIds,
      pay_uin: creation.payUin,
      remark: creation.remark,
      tags: JSON.stringify(creation.tags),
      state: creation.state,
      requested_at: now,
      decided_at: creation.state === 'Pending' ? null : now,
    })
    .returning('record_id')
    .executeTakeFirstOrThrow();
  return row.record_id;
}

interface CreationSearch {
  text: string;
  offset: number;
  limit: number;
}

export async function page(
  db: Transaction,
  organizationId: number,
  { text, offset, limit }: CreationSearch,
): Promise<Page<ListedCreation>> {
  const found = sql`
    from member_creations c
    where c.organization_id = ${organizationId}
      and (c.member_name ilike ${containing(text)} or c.nick_name ilike ${containing(text)}
           or c.uin::text like ${containing(text)} or c.entity ilike ${containing(text)})`;
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total ${found}`.execute(db);
  const { rows } = await sql<Row>`
    select c.*, ${names} ${found} order by c.record_id desc offset ${offset} limit ${limit}`.execute(db);
  return { items: rows.map(toListed), total: counted[0]?.total ?? 0 };
}

/** What waits for the approval of this account, as the admin account of its entity. */
export async function listForReview(db: Transaction, uin: number): Promise<ListedCreation[]> {
  const { rows } = await sql<Row>`
    select c.*, ${names}
    from member_creations c join verified_entities e using (relation_id)
    where e.admin_uin = ${uin} and c.state = 'Pending'
    order by c.record_id limit 50`.execute(db);
  return rows.map(toListed);
}

export async function findForReview(
  db: Transaction,
  uin: number,
  recordId: number,
): Promise<MemberCreation | undefined> {
  const { rows } = await sql<Row>`
    select c.*, ${names}
    from member_creations c join verified_entities e using (relation_id)
    where e.admin_uin = ${uin} and c.record_id = ${recordId} and c.state = 'Pending'`.execute(db);
  return rows[0] && toListed(rows[0]);
}

const names = sql`
  (select name from departments d where d.department_id = c.department_id) as department_name,
  (select name from organizations o where o.organization_id = c.organization_id) as organization_name`;

/** Decides an application that is open, once. */
export async function decide(
  db: Transaction,
  organizationId: number,
  recordId: number,
  state: 'Created' | 'Rejected' | 'Cancelled',
  now: Date,
): Promise<{ uin: number; name: string } | undefined> {
  return db
    .updateTable('member_creations')
    .set({ state, decided_at: now })
    .where('organization_id', '=', organizationId)
    .where('record_id', '=', recordId)
    .where('state', '=', 'Pending')
    .returning(['uin', 'member_name as name'])
    .executeTakeFirst();
}

/** Takes back whatever is open. */
export async function cancelAll(db: Transaction, organizationId: number, now: Date): Promise<void> {
  await db
    .updateTable('member_creations')
    .set({ state: 'Cancelled', decided_at: now })
    .where('organization_id', '=', organizationId)
    .where('state', '=', 'Pending')
    .execute();
}

type Row = Selectable<MemberCreationTable> & { department_name: string | null; organization_name: string };

const toListed = (row: Row): ListedCreation => ({
  recordId: row.record_id,
  organizationId: row.organization_id,
  relationId: row.relation_id,
  entity: row.entity,
  uin: row.uin,
  name: row.member_name,
  nickName: row.nick_name,
  departmentId: row.department_id,
  permissionIds: row.permission_ids,
  payUin: row.pay_uin,
  remark: row.remark,
  tags: row.tags as Tag[],
  state: row.state,
  requestTime: row.requested_at,
  decideTime: row.decided_at,
  departmentName: row.department_name,
  organizationName: row.organization_name,
});
