import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

type Counts = Record<
  | 'userCount'
  | 'groupCount'
  | 'roleConfigurationCount'
  | 'roleAssignmentCount'
  | 'userProvisioningCount'
  | 'roleConfigurationSyncCount'
  | 'failedTaskCount'
  | 'redeploymentCount'
  | 'refusedLoginCount'
  | 'accountCount'
  | 'expiringScimKeyCount'
  | 'failingScimObjectCount',
  number
>;

/**
 * How much of everything the space holds, in these accounts or in all, how many logins were refused since then, and
 * how many keys of its directory expire before that.
 */
export async function count(
  db: Transaction,
  spaceId: string,
  { since, before }: { since: Date; before: Date },
  managed: readonly number[] | undefined,
) {
  const isManaged = (uin: string) =>
    managed ? sql`${sql.ref(uin)} = any (${[...managed]}::bigint[])` : sql`true`;
  const { rows } = await sql<Counts>`
    select (select count(*) from users where space_id = ${spaceId})                     as "userCount",
           (select count(*) from user_groups where space_id = ${spaceId})               as "groupCount",
           (select count(*) from permission_configurations where space_id = ${spaceId}) as "roleConfigurationCount",
           (select count(*) from authorizations where space_id = ${spaceId}
             and ${isManaged('uin')})                                                   as "roleAssignmentCount",
           (select count(*) from user_synchronizations where space_id = ${spaceId}
             and ${isManaged('uin')})                                                   as "userProvisioningCount",
           (select count(*) from deployments where space_id = ${spaceId}
             and ${isManaged('uin')})                                                   as "roleConfigurationSyncCount",
           (select count(*) from tasks where space_id = ${spaceId} and status = 'Failed'
             and ${isManaged('uin')})                                                   as "failedTaskCount",
           (select count(*) from deployments where space_id = ${spaceId} and status = 'DeployedRequired'
             and ${isManaged('uin')})                                                   as "redeploymentCount",
           (select count(*) from login_attempts where space_id = ${spaceId} and outcome = 'refused'
             and occurred_at > ${since})                                                as "refusedLoginCount",
           (select count(*) from scim_credentials join spaces using (space_id)
             where space_id = ${spaceId} and is_synchronizing and status = 'Enabled'
               and expires_at < ${before})                                              as "expiringScimKeyCount",
           (select count(*) from scim_request_log where space_id = ${spaceId} and is_failing)
                                                                                        as "failingScimObjectCount",
           (select count(*) from accounts a join spaces s using (organization_id)
             where s.space_id = ${spaceId} and ${isManaged('a.uin')})                    as "accountCount"
  `.execute(db);
  return rows[0] as Counts;
}
