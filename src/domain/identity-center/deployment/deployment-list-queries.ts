import { sql } from 'kysely';
import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { DeploymentTable } from '../../../platform/database/tables.ts';
import type { Deployment } from './deployment.ts';

export interface DeploymentListing extends Listing {
  roleConfigurationId?: string | undefined;
  targetUin?: number | undefined;
  targetType?: 'ManagerUin' | 'MemberUin' | undefined;
  deploymentStatus?: DeploymentTable['status'] | undefined;
  /** Only in these accounts. */
  managed?: readonly number[] | undefined;
}

/** By account, then by configuration. */
export async function list(
  db: Transaction,
  spaceId: string,
  { filter, offset, maxResults, ...listing }: DeploymentListing,
): Promise<Page<Deployment>> {
  const conditions = [sql`d.space_id = ${spaceId}`, sql`c.name ilike ${containing(filter)}`];
  if (listing.roleConfigurationId !== undefined)
    conditions.push(sql`d.permission_configuration_id = ${listing.roleConfigurationId}`);
  if (listing.managed) conditions.push(sql`d.uin = any (${[...listing.managed]}::bigint[])`);
  if (listing.targetUin !== undefined) conditions.push(sql`d.uin = ${listing.targetUin}`);
  if (listing.targetType !== undefined)
    conditions.push(sql`t.kind = ${listing.targetType === 'ManagerUin' ? 'admin' : 'member'}`);
  if (listing.deploymentStatus !== undefined) conditions.push(sql`d.status = ${listing.deploymentStatus}`);
  const found = sql`
    from deployments d
    join permission_configurations c using (permission_configuration_id)
    join accounts t using (uin)
    where ${sql.join(conditions, sql` and `)}`;
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${found}`.execute(db);
  const { rows } = await sql<Deployment>`
    select d.permission_configuration_id as "roleConfigurationId", c.name as "roleConfigurationName",
           t.uin as "targetUin", t.name as "targetName",
           case t.kind when 'admin' then 'ManagerUin' else 'MemberUin' end as "targetType",
           d.status as "deploymentStatus", d.failure_reason as "failureReason",
           d.failure_code as "failureCode", d.failure_details as "failureDetails",
           d.created_at as "createTime", d.updated_at as "updateTime",
           coalesce(d.drift, '[]'::jsonb) as "differences", d.drift_checked_at as "checkTime",
           (select count(*) from authorizations a
             where a.permission_configuration_id = d.permission_configuration_id and a.uin = d.uin) as "authorizationCount"
    ${found}
    order by lower(t.name), t.uin, lower(c.name) offset ${offset} limit ${maxResults}`.execute(db);
  return { items: rows, total: counted[0]?.total ?? 0 };
}
