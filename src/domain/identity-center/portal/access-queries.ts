import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import { type Grantee, grantsOf, isReady } from '../users/grant-queries.ts';
import { toEnvironment } from './environment.ts';
import type { PortalAccount } from './portal-account.ts';
import { departmentPaths, environmentTag } from './portal-queries.ts';
import { toWays, type Way } from './via.ts';

/** The permission configurations this person has in one account; empty when there is no access. */
export async function listConfigurations(db: Transaction, spaceId: string, grantee: Grantee, uin: number) {
  const { rows } = await sql<ConfigurationRow>`
    with ${grantsOf('authorizations', spaceId, grantee)}
    select c.permission_configuration_id as id, c.name, c.description, c.session_seconds as "sessionSeconds",
           c.relay_state as "relayState",
           ${isReady} as "isReady",
           coalesce(d.role_name, '') as "roleName", coalesce(d.provider_name, '') as "providerName",
           jsonb_agg(distinct jsonb_build_object('groupName', grants.group_name, 'departmentName', n.name)) as ways,
           array(select policy_id from permission_configuration_policies
                  where permission_configuration_id = c.permission_configuration_id order by policy_id) as "policyIds"
    from grants
    join permission_configurations c using (permission_configuration_id)
    left join deployments d on d.permission_configuration_id = c.permission_configuration_id and d.uin = ${uin}
    left join department_authorizations i using (department_authorization_id)
    left join departments n on n.department_id = i.department_id
    where grants.uin = ${uin}
    group by c.permission_configuration_id, d.permission_configuration_id, d.uin
    order by c.name`.execute(db);
  return rows.map(({ ways, ...row }) => ({ ...row, via: toWays(ways) }));
}

/** Whether the person is synchronized into the account, and as which CAM user. */
export async function findCamUserAccess(db: Transaction, spaceId: string, grantee: Grantee, uin: number) {
  const { rows } = await sql<{ camUserName: string | null }>`
    with ${grantsOf('user_synchronizations', spaceId, grantee)}
    select distinct c.cam_user_name as "camUserName"
    from grants
    left join synchronized_cam_users c on c.uin = grants.uin and c.user_id = ${grantee.userId} and c.space_id = ${spaceId} and c.is_created
    where grants.uin = ${uin}`.execute(db);
  return rows[0];
}

/** In either way, as far as it is granted now. */
export async function mayEnter(
  db: Transaction,
  spaceId: string,
  grantee: Grantee,
  uin: number,
): Promise<boolean> {
  if ((await listConfigurations(db, spaceId, grantee, uin)).length > 0) return true;
  return (await findCamUserAccess(db, spaceId, grantee, uin)) !== undefined;
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
  ways: Way[];
  policyIds: number[];
}

/** One account with its place in the tree, when it belongs to the space's organization. */
export async function findAccount(db: Transaction, spaceId: string, uin: number) {
  const { rows } = await sql<FoundAccount>`
    with recursive ${departmentPaths(spaceId)}
    select a.uin, a.name, a.kind = 'admin' as "isAdmin", p.path as department, a.cloud_site as "cloudSite",
           ${environmentTag} as environment
    from accounts a join paths p using (department_id)
    where a.uin = ${uin}`.execute(db);
  return rows[0] && { ...rows[0], environment: toEnvironment(rows[0].environment) };
}

interface FoundAccount extends Omit<PortalAccount, 'via' | 'isFavourite' | 'environment'> {
  environment: string | null;
  cloudSite: string;
}

export interface Reason {
  /** Null when it was granted to the person. */
  groupName: string | null;
  /** Null when it was granted in this very account. */
  departmentName: string | null;
  authorizedAt: Date;
  /** Null is without an end. */
  endsAt: Date | null;
  /** Since when the person is in the group. */
  joinedAt: Date | null;
}

/** Every authorization by which the person has this permission configuration there, oldest first. */
export async function listReasons(
  db: Transaction,
  spaceId: string,
  grantee: Grantee,
  { uin, permissionConfigurationId }: { uin: number; permissionConfigurationId: string },
): Promise<Reason[]> {
  const { rows } = await sql<Reason>`
    with ${grantsOf('authorizations', spaceId, grantee)}
    select group_name as "groupName", n.name as "departmentName", grants.created_at as "authorizedAt",
           grants.ends_at as "endsAt", joined_at as "joinedAt"
    from grants
    left join department_authorizations i using (department_authorization_id)
    left join departments n on n.department_id = i.department_id
    where grants.uin = ${uin} and grants.permission_configuration_id = ${permissionConfigurationId}
    order by grants.created_at, group_name nulls first`.execute(db);
  return rows;
}
