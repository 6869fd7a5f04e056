import { sql } from 'kysely';
import type { Listing, Page } from '../../../../action/page.ts';
import type { Transaction } from '../../../../platform/database/database.ts';
import { containing } from '../../../../platform/database/patterns.ts';
import { departmentPaths } from '../../portal/portal-queries.ts';
import type { Principal } from '../principal.ts';
import type { Validity } from '../validity.ts';
import type { DepartmentAuthorization } from './department-authorization.ts';

export interface Place {
  departmentId: number;
  withBelow: boolean;
  includesAdmin: boolean;
}

interface Wanted extends Place, Validity {
  userIds: readonly string[];
  groupIds: readonly string[];
  roleConfigurationIds: readonly string[];
}

/**
 * Each of the users and groups with each of the permission configurations. One that exists stays as it is and is not
 * returned, unless its time is over.
 */
export async function insertAll(
  db: Transaction,
  spaceId: string,
  wanted: Wanted,
  { idPrefix, now }: { idPrefix: string; now: Date },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into department_authorizations as present
      (department_authorization_id, space_id, department_id, with_below, includes_admin, permission_configuration_id,
       principal_type, principal_id, starts_at, ends_at, created_at)
    select ${idPrefix} || '-' || row_number() over (order by p.principal_id, c.id), ${spaceId}, ${wanted.departmentId},
           ${wanted.withBelow}, ${wanted.includesAdmin}, c.id, p.principal_type, p.principal_id,
           ${wanted.startTime}::timestamptz, ${wanted.endTime}::timestamptz, ${now}
    from unnest(${[...wanted.roleConfigurationIds]}::text[]) c(id)
    cross join (
      select 'User' as principal_type, unnest(${[...wanted.userIds]}::text[]) as principal_id
      union all select 'Group', unnest(${[...wanted.groupIds]}::text[])) p
    on conflict (department_id, permission_configuration_id, principal_type, principal_id) do update
      set with_below = excluded.with_below, includes_admin = excluded.includes_admin, starts_at = excluded.starts_at,
          ends_at = excluded.ends_at, created_at = excluded.created_at
      where present.ends_at <= excluded.created_at
    returning department_authorization_id as id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Those that there are, locked; of one department that an authorization of it stands for. */
export async function lock(
  db: Transaction,
  spaceId: string,
  id: string,
): Promise<(Place & Validity & { configurationId: string }) | undefined> {
  const { rows } = await sql<Place & Validity & { configurationId: string }>`
    select department_id as "departmentId", with_below as "withBelow", includes_admin as "includesAdmin",
           permission_configuration_id as "configurationId", starts_at as "startTime", ends_at as "endTime"
    from department_authorizations
    where space_id = ${spaceId} and department_authorization_id = ${id} for update`.execute(db);
  return rows[0];
}

/** All that somebody was authorized for in departments, in the order of its ids. */
export async function listIdsOf(
  db: Transaction,
  spaceId: string,
  { principalType, principalId }: Principal,
): Promise<string[]> {
  const rows = await db
    .selectFrom('department_authorizations')
    .select('department_authorization_id as id')
    .where('space_id', '=', spaceId)
    .where('principal_type', '=', principalType)
    .where('principal_id', '=', principalId)
    .orderBy('department_authorization_id')
    .execute();
  return rows.map(({ id }) => id);
}

/** From then until then; nothing is inherited after the end. */
export async function setValidity(
  db: Transaction,
  spaceId: string,
  ids: readonly string[],
  { startTime, endTime }: Validity,
): Promise<void> {
  await sql`
    update department_authorizations set starts_at = ${startTime}::timestamptz, ends_at = ${endTime}::timestamptz
    where space_id = ${spaceId} and department_authorization_id = any(${[...ids]}::text[])`.execute(db);
}

/** Only what nobody inherits any more can be removed. */
export async function remove(db: Transaction, spaceId: string, ids: readonly string[]): Promise<void> {
  await sql`
    delete from department_authorizations
    where space_id = ${spaceId} and department_authorization_id = any(${[...ids]}::text[])`.execute(db);
}

interface DepartmentListing extends Listing {
  departmentAuthorizationId?: string | undefined;
  nodeId?: number | undefined;
  principal?: Partial<Principal>;
  roleConfigurationId?: string | undefined;
  /** Only of these departments. */
  managed: readonly number[] | undefined;
}

export async function list(
  db: Transaction,
  spaceId: string,
  { filter, offset, maxResults, ...asked }: DepartmentListing,
): Promise<Page<DepartmentAuthorization>> {
  const pattern = containing(filter);
  const equal = {
    'd.department_authorization_id': asked.departmentAuthorizationId,
    'd.department_id': asked.nodeId,
    'd.principal_type': asked.principal?.principalType,
    'd.principal_id': asked.principal?.principalId,
    'd.permission_configuration_id': asked.roleConfigurationId,
  };
  const conditions = [
    sql`d.space_id = ${spaceId}`,
    sql`(coalesce(u.user_name, g.group_name) ilike ${pattern} or c.name ilike ${pattern} or p.path ilike ${pattern})`,
    ...(asked.managed ? [sql`d.department_id = any (${[...asked.managed]}::bigint[])`] : []),
    ...Object.entries(equal)
      .filter(([, value]) => value !== undefined)
      .map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
  ];
  const found = sql`
    with recursive ${departmentPaths(spaceId)},
    found as (
      select d.department_authorization_id as "departmentAuthorizationId", d.department_id as "nodeId",
             n.name as "nodeName", p.path as "nodePath", d.with_below as "withBelow",
             d.includes_admin as "includesAdminAccount", d.principal_type as "principalType",
             d.principal_id as "principalId", coalesce(u.user_name, g.group_name) as "principalName",
             c.permission_configuration_id as "roleConfigurationId", c.name as "roleConfigurationName",
             d.starts_at as "startTime", d.ends_at as "endTime", d.created_at as "createTime"
      from department_authorizations d
      join departments n using (department_id)
      join paths p using (department_id)
      join permission_configurations c using (permission_configuration_id)
      left join users u on d.principal_type = 'User' and u.user_id = d.principal_id
      left join user_groups g on d.principal_type = 'Group' and g.group_id = d.principal_id
      where ${sql.join(conditions, sql` and `)}
    )`;
  const { rows: counted } = await sql<{
    total: number;
  }>`${found} select count(*) as total from found`.execute(db);
  const { rows } = await sql<DepartmentAuthorization>`
    ${found}
    select *, (select count(*) from authorizations a
                where a.department_authorization_id = found."departmentAuthorizationId") as "accountCount"
    from found order by "nodePath", "principalName", "roleConfigurationName"
    offset ${offset} limit ${maxResults}`.execute(db);
  return { items: rows, total: counted[0]?.total ?? 0 };
}
