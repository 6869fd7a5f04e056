import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

/** Whose policies are meant. */
export type Holder = { kind: 'user'; userName: string } | { kind: 'role'; roleName: string };

/** A row for each policy somebody has; one without a policy when there is none at all. */
export interface HeldPolicy {
  principalId: string;
  isServiceLinkedRole: boolean;
  policyId: number | null;
  /** The name of the group, where it comes by one. */
  groupName: string | null;
  via: 'own' | 'group' | 'boundary' | null;
  /** Null for a preset policy, which is not in the database. */
  policyName: string | null;
  description: string | null;
  version: number | null;
  document: string | null;
}

/** Everything that decides what a user or role may do, in one query. */
export async function listHeld(db: Transaction, uin: number, holder: Holder): Promise<HeldPolicy[]> {
  const { rows } = await sql<HeldPolicy>`
    with holder as (${holder.kind === 'user' ? user(uin, holder.userName) : role(uin, holder.roleName)}),
    held as (
      select attached.policy_id, 'own' as via, null as group_name
      from cam_policy_attachments attached join holder on attached.principal_id = holder.id
      where attached.uin = ${uin} and attached.principal_kind = ${holder.kind}
      union all
      select attached.policy_id, 'group', cam_groups.group_name
      from holder
      join cam_group_members members on members.user_uin = holder.user_uin
      join cam_groups on cam_groups.group_id = members.group_id
      join cam_policy_attachments attached on attached.principal_id = cam_groups.group_id::text
      where attached.uin = ${uin} and attached.principal_kind = 'group'
      union all
      select boundary_policy_id, 'boundary', null from holder where boundary_policy_id is not null
    )
    select holder.id as "principalId", holder.is_service_linked as "isServiceLinkedRole",
           held.policy_id as "policyId", held.via, held.group_name as "groupName",
           policies.policy_name as "policyName", policies.description,
           versions.version, versions.document
    from holder
    left join held on true
    left join cam_policies policies on policies.policy_id = held.policy_id and policies.uin = ${uin}
    left join cam_policy_versions versions
      on versions.policy_id = policies.policy_id and versions.version = policies.default_version
    order by held.via desc, held.policy_id`.execute(db);
  return rows;
}

const user = (uin: number, userName: string) => sql`
  select user_uin::text as id, user_uin, boundary_policy_id, false as is_service_linked
  from cam_users where uin = ${uin} and user_name = ${userName}`;

const role = (uin: number, roleName: string) => sql`
  select role_id as id, null::bigint as user_uin, boundary_policy_id, role_type = 'service_linked' as is_service_linked
  from cam_roles where uin = ${uin} and role_name = ${roleName}`;
