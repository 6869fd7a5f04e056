import { type RawBuilder, sql } from 'kysely';
import type { Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { PortalAccount } from './portal-account.ts';
import { toVia } from './via.ts';

interface Search {
  search: string;
  offset: number;
  maxResults: number;
}

interface Row extends Omit<PortalAccount, 'via'> {
  isDirect: boolean;
  groupNames: string[];
  total: number;
}

/** What this person is granted, directly and by groups, in `grants`: one row per grant. */
const grantsOf = (table: 'authorizations' | 'user_synchronizations', spaceId: string, userId: string) => sql`
  grants as (
    select granted.*, null::text as group_name
    from ${sql.table(table)} granted
    where granted.space_id = ${spaceId} and granted.principal_type = 'User' and granted.principal_id = ${userId}
    union all
    select granted.*, g.group_name
    from group_members m
    join user_groups g using (group_id)
    join ${sql.table(table)} granted
      on granted.space_id = ${spaceId} and granted.principal_type = 'Group' and granted.principal_id = m.group_id
    where m.space_id = ${spaceId} and m.user_id = ${userId}
  )`;

/** The way from the root to every department of the space's organization, in `paths`. */
const departmentPaths = (spaceId: string) => sql`
  paths as (
    select d.department_id, d.name as path
    from departments d join spaces s using (organization_id)
    where s.space_id = ${spaceId} and d.parent_id is null
    union all
    select d.department_id, p.path || ' / ' || d.name
    from departments d join paths p on d.parent_id = p.department_id
  )`;

const accountColumns = sql`
  a.uin, a.name, a.kind = 'admin' as "isAdmin", p.path as department,
  bool_or(grants.group_name is null) as "isDirect",
  coalesce(array_agg(distinct grants.group_name) filter (where grants.group_name is not null), '{}') as "groupNames",
  count(*) over () as total`;

const matching = (search: string) => sql`
  (a.name ilike ${containing(search)} or a.uin::text like ${containing(search)} or p.path ilike ${containing(search)})`;

/** The tab *Log in with a CAM role*: accounts with the number of permission configurations in each. */
export async function listRoleAccounts(db: Transaction, spaceId: string, userId: string, search: Search) {
  const { items, total } = await page<Row & { configurationCount: number }>(
    db,
    search,
    (offset) => sql`
    with recursive ${departmentPaths(spaceId)}, ${grantsOf('authorizations', spaceId, userId)}
    select ${accountColumns}, count(distinct grants.permission_configuration_id) as "configurationCount"
    from grants
    join accounts a using (uin)
    join paths p using (department_id)
    where ${matching(search.search)}
    group by a.uin, p.path
    order by lower(a.name), a.uin
    offset ${offset} limit ${search.maxResults}`,
  );
  return { items: items.map(withVia), total };
}

/** The tab *Log in with a CAM user*: accounts with the CAM user there; none while it is being created. */
export async function listCamUserAccounts(db: Transaction, spaceId: string, userId: string, search: Search) {
  const { items, total } = await page<Row & { camUserName: string | null }>(
    db,
    search,
    (offset) => sql`
    with recursive ${departmentPaths(spaceId)}, ${grantsOf('user_synchronizations', spaceId, userId)}
    select ${accountColumns}, c.cam_user_name as "camUserName"
    from grants
    join accounts a using (uin)
    join paths p using (department_id)
    left join synchronized_cam_users c on c.uin = a.uin and c.user_id = ${userId} and c.space_id = ${spaceId}
    where ${matching(search.search)}
    group by a.uin, p.path, c.cam_user_name
    order by lower(a.name), a.uin
    offset ${offset} limit ${search.maxResults}`,
  );
  return { items: items.map(withVia), total };
}

/** The permission configurations this person has in one account; empty when there is no access. */
export async function listConfigurations(db: Transaction, spaceId: string, userId: string, uin: number) {
  const { rows } = await sql<ConfigurationRow>`
    with ${grantsOf('authorizations', spaceId, userId)}
    select c.permission_configuration_id as id, c.name, c.description, c.session_seconds as "sessionSeconds",
           c.relay_state as "relayState",
           coalesce(d.status in ('Deployed', 'DeployedRequired'), false) as "isReady",
           coalesce(d.role_name, '') as "roleName", coalesce(d.provider_name, '') as "providerName",
           bool_or(grants.group_name is null) as "isDirect",
           coalesce(array_agg(distinct grants.group_name) filter (where grants.group_name is not null), '{}') as "groupNames",
           array(select policy_id from permission_configuration_policies
                  where permission_configuration_id = c.permission_configuration_id order by policy_id) as "policyIds"
    from grants
    join permission_configurations c using (permission_configuration_id)
    left join deployments d on d.permission_configuration_id = c.permission_configuration_id and d.uin = ${uin}
    where grants.uin = ${uin}
    group by c.permission_configuration_id, d.permission_configuration_id, d.uin
    order by c.name`.execute(db);
  return rows.map(withVia);
}

/** Whether the person is synchronized into the account, and as which CAM user. */
export async function findCamUserAccess(db: Transaction, spaceId: string, userId: string, uin: number) {
  const { rows } = await sql<{ camUserName: string | null }>`
    with ${grantsOf('user_synchronizations', spaceId, userId)}
    select distinct c.cam_user_name as "camUserName"
    from grants
    left join synchronized_cam_users c on c.uin = grants.uin and c.user_id = ${userId} and c.space_id = ${spaceId}
    where grants.uin = ${uin}`.execute(db);
  return rows[0];
}

interface ConfigurationRow {
  id: string;
  name: string;
  description: string;
  sessionSeconds: number;
  relayState: string;
  isReady: boolean;
  roleName: string;
  providerName: string;
  isDirect: boolean;
  groupNames: string[];
  policyIds: number[];
}

/** Runs the query; past the end of the list it runs again from the start, to learn the total. */
async function page<R extends { total: number }>(
  db: Transaction,
  { offset }: Search,
  query: (offset: number) => RawBuilder<unknown>,
): Promise<Page<R>> {
  const { rows } = (await query(offset).execute(db)) as { rows: R[] };
  if (rows[0] || offset === 0) return { items: rows, total: rows[0]?.total ?? 0 };
  const { rows: first } = (await query(0).execute(db)) as { rows: R[] };
  return { items: [], total: first[0]?.total ?? 0 };
}

function withVia<R extends { isDirect: boolean; groupNames: string[] }>({ isDirect, groupNames, ...row }: R) {
  return { ...row, via: toVia(isDirect, groupNames) };
}

/** One account with its place in the tree, when it belongs to the space's organization. */
export async function findAccount(db: Transaction, spaceId: string, uin: number) {
  const { rows } = await sql<Omit<PortalAccount, 'via'> & { cloudSite: string }>`
    with recursive ${departmentPaths(spaceId)}
    select a.uin, a.name, a.kind = 'admin' as "isAdmin", p.path as department, a.cloud_site as "cloudSite"
    from accounts a join paths p using (department_id)
    where a.uin = ${uin}`.execute(db);
  return rows[0];
}
