import { sql } from 'kysely';
import { countedPage } from '../../../platform/database/counted-page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import { type Grantee, grantsOf } from '../users/grant-queries.ts';
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
export async function listRoleAccounts(db: Transaction, spaceId: string, grantee: Grantee, search: Search) {
  const { items, total } = await countedPage<Row & { configurationCount: number }>(
    db,
    search.offset,
    (offset) => sql`
    with recursive ${departmentPaths(spaceId)}, ${grantsOf('authorizations', spaceId, grantee)}
    select ${accountColumns}, count(distinct grants.permission_configuration_id) as "configurationCount"
    from grants
    join accounts a using (uin)
    join paths p using (department_id)
    ${favouritesOf(spaceId, grantee.userId)}
    where ${matching(search.search)}
    group by a.uin, p.path, f.uin
    order by f.uin is null, lower(a.name), a.uin
    offset ${offset} limit ${search.maxResults}`,
  );
  return { items: items.map(toPortalAccount), total };
}

/** The tab *Log in with a CAM user*: accounts with the CAM user there; none while it is being created. */
export async function listCamUserAccounts(
  db: Transaction,
  spaceId: string,
  grantee: Grantee,
  search: Search,
) {
  const { items, total } = await countedPage<Row & { camUserName: string | null }>(
    db,
    search.offset,
    (offset) => sql`
    with recursive ${departmentPaths(spaceId)}, ${grantsOf('user_synchronizations', spaceId, grantee)}
    select ${accountColumns}, c.cam_user_name as "camUserName"
    from grants
    join accounts a using (uin)
    join paths p using (department_id)
    left join synchronized_cam_users c on c.uin = a.uin and c.user_id = ${grantee.userId} and c.space_id = ${spaceId} and c.is_created
    ${favouritesOf(spaceId, grantee.userId)}
    where ${matching(search.search)}
    group by a.uin, p.path, c.cam_user_name, f.uin
    order by f.uin is null, lower(a.name), a.uin
    offset ${offset} limit ${search.maxResults}`,
  );
  return { items: items.map(toPortalAccount), total };
}

const toPortalAccount = <R extends Row>({ environment, ...row }: R) => ({
  ...withVia(row),
  environment: toEnvironment(environment),
});
