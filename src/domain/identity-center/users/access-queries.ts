import { sql } from 'kysely';
import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import { type GrantedBy, type GrantRow, toGrantedBy } from './granted-by.ts';

/** What a person is granted, one row per grant with the group that it came by, in `grants`. */
const grantsOf = (table: 'authorizations' | 'user_synchronizations', spaceId: string, userId: string) => sql`
  grants as (
    select granted.*, null::text as group_id, null::text as group_name, null::timestamptz as joined_at
    from ${sql.table(table)} granted
    where granted.space_id = ${spaceId} and granted.principal_type = 'User' and granted.principal_id = ${userId}
    union all
    select granted.*, g.group_id, g.group_name, m.joined_at
    from group_members m
    join user_groups g using (group_id)
    join ${sql.table(table)} granted
      on granted.space_id = ${spaceId} and granted.principal_type = 'Group' and granted.principal_id = m.group_id
    where m.space_id = ${spaceId} and m.user_id = ${userId}
  )`;

/** Directly first, then by groups in the order of their names. */
const reasons = sql`
  jsonb_agg(jsonb_build_object('groupId', grants.group_id, 'groupName', grants.group_name,
                               'since', grants.created_at, 'joinTime', grants.joined_at)
            order by grants.group_name nulls first) as reasons`;

interface Reasoned {
  reasons: GrantRow[];
}

interface Permission {
  targetUin: number;
  targetName: string;
  roleConfigurationId: string;
  roleConfigurationName: string;
  isDeployed: boolean;
}

export async function listPermissions(
  db: Transaction,
  spaceId: string,
  userId: string,
  { filter, offset, maxResults }: Listing,
): Promise<Page<Permission & { grantedBy: GrantedBy[] }>> {
  const pattern = containing(filter);
  const found = sql`
    with ${grantsOf('authorizations', spaceId, userId)},
    found as (
      select t.uin as "targetUin", t.name as "targetName", c.permission_configuration_id as "roleConfigurationId",
             c.name as "roleConfigurationName",
             coalesce(d.status in ('Deployed', 'DeployedRequired'), false) as "isDeployed", ${reasons}
      from grants
      join accounts t using (uin)
      join permission_configurations c using (permission_configuration_id)
      left join deployments d on d.permission_configuration_id = c.permission_configuration_id and d.uin = t.uin
      group by t.uin, t.name, c.permission_configuration_id, c.name, d.status
      having t.name ilike ${pattern} or t.uin::text like ${pattern} or c.name ilike ${pattern}
             or bool_or(grants.group_name ilike ${pattern})
    )`;
  const { rows } = await sql<Permission & Reasoned>`${found}
    select * from found order by lower("targetName"), "targetUin", lower("roleConfigurationName")
    offset ${offset} limit ${maxResults}`.execute(db);
  const { rows: counted } = await sql<{
    total: number;
  }>`${found} select count(*) as total from found`.execute(db);
  return { items: rows.map(withReasons), total: counted[0]?.total ?? 0 };
}

interface CamUserAccess {
  targetUin: number;
  targetName: string;
  camUserName: string | null;
}

export async function listCamUsers(
  db: Transaction,
  spaceId: string,
  userId: string,
  { filter, offset, maxResults }: Listing,
): Promise<Page<CamUserAccess & { grantedBy: GrantedBy[] }>> {
  const pattern = containing(filter);
  const found = sql`
    with ${grantsOf('user_synchronizations', spaceId, userId)},
    found as (
      select t.uin as "targetUin", t.name as "targetName", s.cam_user_name as "camUserName", ${reasons}
      from grants
      join accounts t using (uin)
      left join synchronized_cam_users s on s.uin = t.uin and s.user_id = ${userId} and s.space_id = ${spaceId}
      group by t.uin, t.name, s.cam_user_name
      having t.name ilike ${pattern} or t.uin::text like ${pattern} or s.cam_user_name ilike ${pattern}
             or bool_or(grants.group_name ilike ${pattern})
    )`;
  const { rows } = await sql<CamUserAccess & Reasoned>`${found}
    select * from found order by lower("targetName"), "targetUin" offset ${offset} limit ${maxResults}`.execute(
    db,
  );
  const { rows: counted } = await sql<{
    total: number;
  }>`${found} select count(*) as total from found`.execute(db);
  return { items: rows.map(withReasons), total: counted[0]?.total ?? 0 };
}

const withReasons = <Row extends Reasoned>({ reasons, ...row }: Row) => ({
  ...row,
  grantedBy: reasons.map(toGrantedBy),
});
