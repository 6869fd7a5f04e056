import { type RawBuilder, sql } from 'kysely';
import type { Listing, Page } from '../../../action/page.ts';
import { countedPage } from '../../../platform/database/counted-page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import { type Grantee, grantsOf, isAmong, isReady } from './grant-queries.ts';
import { type GrantedBy, type GrantRow, toGrantedBy } from './granted-by.ts';

/** Directly first, then by groups in the order of their names. */
const reasons = ({
  since,
  until,
  nodeName,
}: Record<'since' | 'until' | 'nodeName', RawBuilder<unknown>>) => sql`
  jsonb_agg(jsonb_build_object('groupId', grants.group_id, 'groupName', grants.group_name, 'nodeName', ${nodeName}, 'since', ${since},
                               'until', ${until}, 'joinTime', grants.joined_at)
            order by grants.group_name nulls first) as reasons`;

interface ManagedListing extends Listing {
  /** Only in these accounts; in all when it does not say. */
  managed: readonly number[] | undefined;
}

interface Counted {
  reasons: GrantRow[];
  total: number;
}

interface Permission {
  targetUin: number;
  targetName: string;
  roleConfigurationId: string;
  roleConfigurationName: string;
  isDeployed: boolean;
}

/** What a person may enter by roles now; what starts later or is over is not among it. */
export async function listPermissions(
  db: Transaction,
  spaceId: string,
  grantee: Grantee,
  { filter, offset, maxResults, managed }: ManagedListing,
): Promise<Page<Permission & { grantedBy: GrantedBy[] }>> {
  const pattern = containing(filter);
  const { items, total } = await countedPage<Permission & Counted>(
    db,
    offset,
    (from) => sql`
    with ${grantsOf('authorizations', spaceId, grantee)}
    select t.uin as "targetUin", t.name as "targetName", c.permission_configuration_id as "roleConfigurationId",
           c.name as "roleConfigurationName", ${isReady} as "isDeployed",
           ${reasons({ since: sql`greatest(grants.created_at, grants.starts_at)`, until: sql`grants.ends_at`, nodeName: sql`n.name` })}, count(*) over () as total
    from grants
    join accounts t using (uin)
    join permission_configurations c using (permission_configuration_id)
    left join department_authorizations i using (department_authorization_id)
    left join departments n on n.department_id = i.department_id
    left join deployments d on d.permission_configuration_id = c.permission_configuration_id and d.uin = t.uin
    where ${isAmong(managed, sql`t.uin`)}
    group by t.uin, t.name, c.permission_configuration_id, c.name, d.status, d.deployed_hash
    having t.name ilike ${pattern} or t.uin::text like ${pattern} or c.name ilike ${pattern}
           or bool_or(grants.group_name ilike ${pattern})
    order by lower(t.name), t.uin, lower(c.name) offset ${from} limit ${maxResults}`,
  );
  return { items: items.map(withReasons), total };
}

interface CamUserAccess {
  targetUin: number;
  targetName: string;
  camUserName: string | null;
}

export async function listCamUsers(
  db: Transaction,
  spaceId: string,
  grantee: Grantee,
  { filter, offset, maxResults, managed }: ManagedListing,
): Promise<Page<CamUserAccess & { grantedBy: GrantedBy[] }>> {
  const pattern = containing(filter);
  const { items, total } = await countedPage<CamUserAccess & Counted>(
    db,
    offset,
    (from) => sql`
    with ${grantsOf('user_synchronizations', spaceId, grantee)}
    select t.uin as "targetUin", t.name as "targetName", s.cam_user_name as "camUserName",
           ${reasons({ since: sql`grants.created_at`, until: sql`null::timestamptz`, nodeName: sql`null::text` })}, count(*) over () as total
    from grants
    join accounts t using (uin)
    left join synchronized_cam_users s on s.uin = t.uin and s.user_id = ${grantee.userId} and s.space_id = ${spaceId}
    where ${isAmong(managed, sql`t.uin`)}
    group by t.uin, t.name, s.cam_user_name
    having t.name ilike ${pattern} or t.uin::text like ${pattern} or s.cam_user_name ilike ${pattern}
           or bool_or(grants.group_name ilike ${pattern})
    order by lower(t.name), t.uin offset ${from} limit ${maxResults}`,
  );
  return { items: items.map(withReasons), total };
}

const withReasons = <Row extends Counted>({ reasons, total, ...row }: Row) => ({
  ...row,
  grantedBy: reasons.map(toGrantedBy),
});
