import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { AccountTable } from '../../../platform/database/tables.ts';
import type { Member } from './account.ts';
import type { Tag } from './tag.ts';

/** A member as it is listed: with what other rows say of it. */
export interface ListedMember extends Member {
  payName: string | null;
  /** Whether a change of its finance waits for its confirmation. */
  isFinancePending: boolean;
}

export interface MemberSearch {
  text: string;
  /** Any of these; all when it is undefined. */
  departmentIds?: readonly number[] | undefined;
  verifiedEntity?: string | undefined;
  memberType?: 'Create' | 'Invite' | undefined;
  paymentMode?: 'PayOnBehalf' | 'SelfPay' | undefined;
  isFinancePending?: boolean | undefined;
  tags: readonly Tag[];
  /** Departments whose own members are left out: for choosing whom to move in. */
  notIn?: number | undefined;
  uins?: readonly number[] | undefined;
  /** Whom somebody manages who does not manage everybody. */
  managed?: readonly number[] | undefined;
  offset: number;
  limit: number;
}

export async function find(
  db: Transaction,
  organizationId: number,
  uin: number,
): Promise<ListedMember | undefined> {
  const { items } = await page(db, organizationId, { text: '', tags: [], uins: [uin], offset: 0, limit: 1 });
  return items[0];
}

/** The admin account first, then by name. */
export async function page(
  db: Transaction,
  organizationId: number,
  search: MemberSearch,
): Promise<Page<ListedMember>> {
  const found = sql`
    from accounts a left join accounts p on p.uin = a.pay_uin
    where a.organization_id = ${organizationId} ${sql.join(conditions(search), sql``)}`;
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total ${found}`.execute(db);
  const { rows } = await sql<Row>`
    select a.*, p.name as pay_name, ${financePending} as is_finance_pending ${found}
    order by a.kind, lower(a.name), a.uin
    offset ${search.offset} limit ${search.limit}`.execute(db);
  return { items: rows.map(toListed), total: counted[0]?.total ?? 0 };
}

const financePending = sql`
  exists (select 1 from finance_changes f where f.uin = a.uin and f.state = 'Pending')`;

function conditions(search: MemberSearch): RawBuilder<unknown>[] {
  const text = containing(search.text);
  const { departmentIds, verifiedEntity, memberType, paymentMode, isFinancePending, notIn, uins, managed } =
    search;
  return [
    search.text && sql` and (a.name ilike ${text} or a.nick_name ilike ${text} or a.uin::text like ${text})`,
    departmentIds && sql` and a.department_id = any (${[...departmentIds]}::bigint[])`,
    verifiedEntity && sql` and a.verified_entity = ${verifiedEntity}`,
    memberType && sql` and a.kind = 'member' and a.member_type = ${memberType}`,
    paymentMode === 'PayOnBehalf' && sql` and a.pay_uin is not null`,
    paymentMode === 'SelfPay' && sql` and a.pay_uin is null`,
    isFinancePending !== undefined && sql` and ${financePending} = ${isFinancePending}`,
    search.tags.length > 0 && sql` and a.tags @> ${JSON.stringify(search.tags)}::jsonb`,
    notIn !== undefined && sql` and a.department_id <> ${notIn}`,
    ...[uins, managed].map((those) => those && sql` and a.uin = any (${[...those]}::bigint[])`),
  ].filter((condition) => typeof condition === 'object');
}

/** Which of these are accounts of the organization. */
export async function present(
  db: Transaction,
  organizationId: number,
  uins: readonly number[],
): Promise<{ uin: number; name: string; departmentId: number }[]> {
  const { rows } = await sql<{ uin: number; name: string; departmentId: number }>`
    select uin, name, department_id as "departmentId" from accounts
    where organization_id = ${organizationId} and uin = any (${[...uins]}::bigint[])`.execute(db);
  return rows;
}

type Row = Selectable<AccountTable> & { pay_name: string | null; is_finance_pending: boolean };

const toListed = (row: Row): ListedMember => ({
  uin: row.uin,
  name: row.name,
  nickName: row.nick_name,
  kind: row.kind as Member['kind'],
  memberType: row.member_type,
  departmentId: row.department_id as number,
  cloudSite: row.cloud_site,
  verifiedEntity: row.verified_entity,
  permissionIds: row.permission_ids,
  payUin: row.pay_uin,
  payName: row.pay_name,
  isFinancePending: row.is_finance_pending,
  allowsQuitting: row.allows_quitting,
  remark: row.description,
  tags: row.tags as Tag[],
  joinTime: row.joined_at,
  updateTime: row.updated_at,
});
