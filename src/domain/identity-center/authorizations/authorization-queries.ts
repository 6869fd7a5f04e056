import { type RawBuilder, sql } from 'kysely';
import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { Authorization } from './authorization.ts';
import type { Rows } from './granting-queries.ts';
import type { Principal } from './principal.ts';

interface Triplet extends Principal {
  uin: number;
  permissionConfigurationId: string;
}

/** False when it exists already. One that has ended and was not taken away yet gives way. */
export async function insert(
  db: Transaction,
  spaceId: string,
  triplet: Triplet,
  now: Date,
): Promise<boolean> {
  const inserted = await db
    .insertInto('authorizations')
    .values({
      permission_configuration_id: triplet.permissionConfigurationId,
      uin: triplet.uin,
      principal_type: triplet.principalType,
      principal_id: triplet.principalId,
      space_id: spaceId,
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns([
          'permission_configuration_id',
          'uin',
          'principal_type',
          'principal_id',
          'department_authorization_id',
        ])
        .doUpdateSet({ created_at: now, starts_at: null, ends_at: null })
        .where('authorizations.ends_at', '<=', now),
    )
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

interface AuthorizationListing extends Listing {
  search: string;
  roleConfigurationId?: string | undefined;
  /** Only in these accounts. */
  managed: readonly number[] | undefined;
  targetType?: Authorization['targetType'] | undefined;
  targetUin?: number | undefined;
  principalType?: Authorization['principalType'] | undefined;
  principalId?: string | undefined;
  /** What a user holds by its groups counts as well. */
  withGroups: boolean;
}

function conditionsOf(spaceId: string, listing: AuthorizationListing): RawBuilder<unknown>[] {
  const pattern = containing(listing.search);
  const { principalId, targetType } = listing;
  const equal: [RawBuilder<unknown>, unknown][] = [
    [sql`a.permission_configuration_id`, listing.roleConfigurationId],
    [sql`a.uin`, listing.targetUin],
    [sql`a.principal_type`, listing.principalType],
    [sql`t.kind`, targetType && (targetType === 'ManagerUin' ? 'admin' : 'member')],
    [sql`a.principal_id`, listing.withGroups ? undefined : principalId],
  ];
  const conditions = [
    sql`a.space_id = ${spaceId}`,
    sql`c.name ilike ${containing(listing.filter)}`,
    sql`(coalesce(u.user_name, g.group_name) ilike ${pattern} or c.name ilike ${pattern}
         or t.name ilike ${pattern} or t.uin::text like ${pattern})`,
    ...(listing.managed ? [sql`a.uin = any (${[...listing.managed]}::bigint[])`] : []),
    ...equal.filter(([, value]) => value !== undefined).map(([column, value]) => sql`${column} = ${value}`),
  ];
  if (principalId === undefined || !listing.withGroups) return conditions;
  return [
    ...conditions,
    sql`(a.principal_id = ${principalId} or a.principal_id in
      (select group_id from group_members where user_id = ${principalId} and space_id = ${spaceId}))`,
  ];
}

const columns = sql`
a.permission_configuration_id as "roleConfigurationId", c.name as "roleConfigurationName",
           t.uin as "targetUin", t.name as "targetName",
           case t.kind when 'admin' then 'ManagerUin' else 'MemberUin' end as "targetType",
           a.principal_id as "principalId", a.principal_type as "principalType",
           coalesce(u.user_name, g.group_name) as "principalName", a.created_at as "createTime",
           a.starts_at as "startTime", a.ends_at as "endTime",
           case when i.department_authorization_id is not null then jsonb_build_object(
             'departmentAuthorizationId', i.department_authorization_id, 'nodeId', n.department_id,
             'nodeName', n.name) end as why`;

const tables = sql`
    from authorizations a
    join permission_configurations c using (permission_configuration_id)
    join accounts t using (uin)
    left join users u on a.principal_type = 'User' and u.user_id = a.principal_id
    left join user_groups g on a.principal_type = 'Group' and g.group_id = a.principal_id
    left join department_authorizations i using (department_authorization_id)
    left join departments n on n.department_id = i.department_id`;

export async function list(
  db: Transaction,
  spaceId: string,
  listing: AuthorizationListing,
): Promise<Page<Authorization>> {
  const conditions = conditionsOf(spaceId, listing);
  const found = sql`
    ${tables}
    where ${sql.join(conditions, sql` and `)}`;
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${found}`.execute(db);
  const { rows } = await sql<Authorization>`
    select ${columns}
    ${found}
    order by "principalName", "targetName", "roleConfigurationName", i.department_authorization_id nulls first
    offset ${listing.offset} limit ${listing.maxResults}`.execute(db);
  return { items: rows, total: counted[0]?.total ?? 0 };
}

/** These, of the accounts' own, with how many people each lets in: a group its members. */
export async function listChosen(
  db: Transaction,
  spaceId: string,
  { withs, rows: chosen }: Rows,
): Promise<(Authorization & { personCount: number })[]> {
  const { rows } = await sql<Authorization & { personCount: number }>`
    with ${withs}
    select ${columns},
           case a.principal_type when 'User' then 1
             else (select count(*)::int from group_members m where m.group_id = a.principal_id) end as "personCount"
    ${tables}
    where a.space_id = ${spaceId} and a.department_authorization_id is null
      and (a.permission_configuration_id, a.uin, a.principal_type, a.principal_id) in (
        select permission_configuration_id, uin, principal_type, principal_id from (${chosen}) chosen)
    order by "principalName", "targetName", "roleConfigurationName"`.execute(db);
  return rows;
}

/** The permission configurations that a user or group was given itself in one of these accounts. */
export async function listConfigurationsOf(
  db: Transaction,
  spaceId: string,
  principalId: string,
  uins: readonly number[],
): Promise<ReadonlySet<string>> {
  if (principalId === '' || uins.length === 0) return new Set();
  const rows = await db
    .selectFrom('authorizations')
    .select('permission_configuration_id as id')
    .where('space_id', '=', spaceId)
    .where('principal_id', '=', principalId)
    .where('uin', 'in', uins)
    .execute();
  return new Set(rows.map(({ id }) => id));
}
