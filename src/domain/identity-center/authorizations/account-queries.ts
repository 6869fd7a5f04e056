import { type RawBuilder, sql } from 'kysely';
import type { Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { DeployedConfiguration, SynchronizedPrincipal } from './account-authorizations.ts';

interface Asked {
  filter: string;
  offset: number;
  maxResults: number;
}

/** The permission configurations that are deployed in an account, by name. */
export function listDeployments(
  db: Transaction,
  spaceId: string,
  uin: number,
  asked: Asked,
): Promise<Page<DeployedConfiguration>> {
  return page(
    db,
    asked,
    sql`
    select d.permission_configuration_id as "roleConfigurationId", c.name as name,
           d.status as "deploymentStatus", d.failure_reason as "failureReason", d.updated_at as "updateTime"
    from deployments d join permission_configurations c using (permission_configuration_id)
    where d.space_id = ${spaceId} and d.uin = ${uin} and c.name ilike ${containing(asked.filter)}`,
  );
}

/** The users and groups that are synchronized into an account, by name. */
export function listSynchronizations(
  db: Transaction,
  spaceId: string,
  uin: number,
  asked: Asked,
): Promise<Page<SynchronizedPrincipal>> {
  return page(
    db,
    asked,
    sql`
    select s.user_synchronization_id as "userProvisioningId", s.principal_type as "principalType",
           coalesce(u.user_name, g.group_name) as name, s.description, s.created_at as "createTime"
    from user_synchronizations s
    left join users u on s.principal_type = 'User' and u.user_id = s.principal_id
    left join user_groups g on s.principal_type = 'Group' and g.group_id = s.principal_id
    where s.space_id = ${spaceId} and s.uin = ${uin}
      and coalesce(u.user_name, g.group_name) ilike ${containing(asked.filter)}`,
  );
}

async function page<Row>(db: Transaction, asked: Asked, found: RawBuilder<unknown>): Promise<Page<Row>> {
  const counted = await sql<{ total: number }>`select count(*) as total from (${found}) found`.execute(db);
  const { rows } = await sql<Row>`
    select * from (${found}) found order by lower(name), name
    offset ${asked.offset} limit ${asked.maxResults}`.execute(db);
  return { items: rows, total: counted.rows[0]?.total ?? 0 };
}
