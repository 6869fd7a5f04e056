import { type RawBuilder, sql } from 'kysely';
import type { Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import { toEnvironment } from './environment.ts';
import type { PortalAccount } from './portal-account.ts';
import { withVia } from './via.ts';

interface Search {
  search: string;
  offset: number;
  maxResults: number;
}

interface Row extends Omit<PortalAccount, 'via' | 'environment'> {
  environment: string | null;
  isDirect: boolean;
  groupNames: string[];
  total: number;
}

/** Who asks what they are granted, and when: an authorization counts from its start and not from its end on. */
export interface Asker {
  userId: string;
  now: Date;
}

const inEffect = (table: GrantTable, now: Date) =>
  table === 'authorizations'
    ? sql`(granted.starts_at is null or granted.starts_at <= ${now}) and (granted.ends_at is null or granted.ends_at > ${now})`
    : sql`true`;

type GrantTable = 'authorizations' | 'user_synchronizations';

/** What this person is granted now, directly and by groups, in `grants`: one row per grant. */
export const grantsOf = (table: GrantTable, spaceId: string, { userId, now }: Asker) => sql`
  grants as (
    select granted.*, null::text as group_name
    from ${sql.table(table)} granted
    where granted.space_id = ${spaceId} and granted.principal_type = 'User' and granted.principal_id = ${userId}
      and ${inEffect(table, now)}
    union all
    select granted.*, g.group_name
    from group_members m
    join user_groups g using (group_id)
    join ${sql.table(table)} granted
      on granted.space_id = ${spaceId} and granted.principal_type = 'Group' and granted.principal_id = m.group_id
    where m.space_id = ${spaceId} and m.user_id = ${userId} and ${inEffect(table, now)}
  )`;

/** The way from the root to every department of the space's organization, in `paths`. */
export const departmentPaths = (spaceId: string) => sql`
  paths as (
    select d.department_id, d.name as path
    from departments d join spaces s using (organization_id)
    where s.space_id = ${spaceId} and d.parent_id is null
    union all
    select d.department_id, p.path || ' / ' || d.name
    from departments d join paths p on d.parent_id = p.department_id
  )`;

/** As it is written in the tag `environment` or `env`. */
export const environmentTag = sql`
  (select tag->>'tagValue' from jsonb_array_elements(a.tags) tag
    where lower(tag->>'tagKey') in ('environment', 'env') order by lower(tag->>'tagKey') desc limit 1)`;

const accountColumns = sql`
  a.uin, a.name, a.kind = 'admin' as "isAdmin", p.path as department, ${environmentTag} as environment,
  f.uin is not null as "isFavourite",
  bool_or(grants.group_name is null) as "isDirect",
  coalesce(array_agg(distinct grants.group_name) filter (where grants.group_name is not null), '{}') as "groupNames",
  count(*) over () as total`;

const matching = (search: string) => sql`
  (a.name ilike ${containing(search)} or a.uin::text like ${containing(search)} or p.path ilike ${containing(search)})`;

/** Favourites come first; whoever has hundreds of accounts works in a few. */
const favouritesOf = (spaceId: string, userId: string) => sql`
  left join portal_favourites f on f.uin = a.uin and f.space_id = ${spaceId} and f.user_id = ${userId}`;

/** The tab *Log in with a CAM role*: accounts with the number of permission configurations in each. */
export async function listRoleAccounts(db: Transaction, spaceId: string, asker: Asker, search: Search) {
  const { items, total } = await page<Row & { configurationCount: number }>(
    db,
    search,
    (offset) => sql`
    with recursive ${departmentPaths(spaceId)}, ${grantsOf('authorizations', spaceId, asker)}
    select ${accountColumns}, count(distinct grants.permission_configuration_id) as "configurationCount"
    from grants
    join accounts a using (uin)
    join paths p using (department_id)
    ${favouritesOf(spaceId, asker.userId)}
    where ${matching(search.search)}
    group by a.uin, p.path, f.uin
    order by f.uin is null, lower(a.name), a.uin
    offset ${offset} limit ${search.maxResults}`,
  );
  return { items: items.map(toPortalAccount), total };
}

/** The tab *Log in with a CAM user*: accounts with the CAM user there; none while it is being created. */
export async function listCamUserAccounts(db: Transaction, spaceId: string, asker: Asker, search: Search) {
  const { items, total } = await page<Row & { camUserName: string | null }>(
    db,
    search,
    (offset) => sql`
    with recursive ${departmentPaths(spaceId)}, ${grantsOf('user_synchronizations', spaceId, asker)}
    select ${accountColumns}, c.cam_user_name as "camUserName"
    from grants
    join accounts a using (uin)
    join paths p using (department_id)
    left join synchronized_cam_users c on c.uin = a.uin and c.user_id = ${asker.userId} and c.space_id = ${spaceId} and c.is_created
    ${favouritesOf(spaceId, asker.userId)}
    where ${matching(search.search)}
    group by a.uin, p.path, c.cam_user_name, f.uin
    order by f.uin is null, lower(a.name), a.uin
    offset ${offset} limit ${search.maxResults}`,
  );
  return { items: items.map(toPortalAccount), total };
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

const toPortalAccount = <R extends Row>({ environment, ...row }: R) => ({
  ...withVia(row),
  environment: toEnvironment(environment),
});
