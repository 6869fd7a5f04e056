import { sql } from 'kysely';
import type { Transaction } from '../../../../platform/database/database.ts';
import type { Rows } from '../granting-queries.ts';
import type { Place } from './department-authorization-queries.ts';
import { accountsFor, below } from './department-tree-queries.ts';

/** What is put right: what some accounts inherit, or what comes of some authorizations to departments. */
export type Inherited = { uins: readonly number[] } | { departmentAuthorizationIds: readonly string[] };

const concerned = (of: Inherited, table: 'a' | 'h') =>
  'uins' in of
    ? sql`${sql.table(table)}.uin = any(${[...of.uins]}::bigint[])`
    : sql`${sql.table(table === 'a' ? 'd' : 'h')}.department_authorization_id = any(${[...of.departmentAuthorizationIds]}::text[])`;

/** What is to be inherited now; nothing of what is over. */
const wanted = (organizationId: number, spaceId: string, of: Inherited, now: Date) => sql`
  ${below(organizationId)},
  wanted as materialized (
    select d.permission_configuration_id, a.uin, d.principal_type, d.principal_id, d.starts_at, d.ends_at,
           d.department_authorization_id
    from department_authorizations d cross join lateral (select a.uin, a.kind from ${accountsFor()}) a
    where d.space_id = ${spaceId} and (d.ends_at is null or d.ends_at > ${now}) and ${concerned(of, 'a')}
  )`;

interface Where {
  organizationId: number;
  spaceId: string;
}

/** What is inherited and should not be. */
export const unwanted = ({ organizationId, spaceId }: Where, of: Inherited, now: Date): Rows => ({
  withs: wanted(organizationId, spaceId, of, now),
  rows: sql`
    select h.* from authorizations h
    where h.space_id = ${spaceId} and h.department_authorization_id is not null and ${concerned(of, 'h')}
      and not exists (select from wanted w where w.uin = h.uin
                        and w.department_authorization_id = h.department_authorization_id)`,
});

/** What is not inherited yet and should be, or from and until another time. */
export const missing = ({ organizationId, spaceId }: Where, of: Inherited, now: Date): Rows => ({
  withs: wanted(organizationId, spaceId, of, now),
  rows: sql`
    select w.* from wanted w
    left join authorizations h
      on h.uin = w.uin and h.department_authorization_id = w.department_authorization_id and h.space_id = ${spaceId}
    where h.uin is null or h.starts_at is distinct from w.starts_at or h.ends_at is distinct from w.ends_at`,
});

/** Of all spaces: accounts that came to another place, and whose inheritance nobody has looked at since. */
export async function listDue(
  db: Transaction,
  limit: number,
): Promise<{ spaceId: string; uins: number[] }[]> {
  const { rows } = await sql<{ spaceId: string; uins: number[] }>`
    select space_id as "spaceId", array_agg(uin order by uin) as uins
    from (select * from inheritances_due order by uin limit ${limit}) due group by space_id`.execute(db);
  return rows;
}

/** Takes up those of the accounts that wait; whoever moves one of them again meanwhile makes it wait again. */
export async function takeUp(
  db: Transaction,
  spaceId: string,
  uins: readonly number[],
): Promise<{ uin: number }[]> {
  const { rows } = await sql<{ uin: number }>`
    delete from inheritances_due where space_id = ${spaceId} and uin = any(${[...uins]}::bigint[])
    returning uin`.execute(db);
  return rows;
}

/** Of all spaces: authorizations to departments whose time is over. */
export async function listOver(
  db: Transaction,
  now: Date,
  limit: number,
): Promise<{ spaceId: string; departmentAuthorizationId: string }[]> {
  const { rows } = await sql<{ spaceId: string; departmentAuthorizationId: string }>`
    select space_id as "spaceId", department_authorization_id as "departmentAuthorizationId"
    from department_authorizations where ends_at <= ${now} order by ends_at limit ${limit}`.execute(db);
  return rows;
}

/** How many accounts a department stands for. */
export async function countAccounts(db: Transaction, organizationId: number, place: Place): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    with recursive ${below(organizationId)} select count(*) as total from ${accountsFor(place)}`.execute(db);
  return rows[0]?.total ?? 0;
}
