import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

/** How many there are; where a limit is for each of several, how many the one has that has the most. */
export interface LimitUse {
  loginPermissions: number;
  presetPoliciesPerPermission: number;
  customPoliciesPerPermission: number;
  authorizations: number;
  contactsPerMember: number;
  delegatedAdministratorsPerService: number;
  serviceControlPolicies: number;
  policiesPerTarget: number;
}

export async function countUse(db: Transaction, organizationId: number): Promise<LimitUse> {
  const mostOf = (table: string, ...each: string[]) => sql<number>`
    (select coalesce(max(count), 0) from (
      select count(*)::integer from ${sql.table(table)} where organization_id = ${organizationId}
      group by ${sql.join(each.map((column) => sql.ref(column)))}) counted)`;
  const { rows } = await sql<LimitUse>`
    select
      (select count(*) from login_permissions where organization_id = ${organizationId}) as "loginPermissions",
      ${mostOf('login_permission_policies', 'login_permission_id')} as "presetPoliciesPerPermission",
      (select count(*) from (select 1 from login_permissions
        where organization_id = ${organizationId} and custom_policy is not null limit 1) one)
        as "customPoliciesPerPermission",
      (select count(*) from cam_policies join organizations on admin_uin = uin
        where organization_id = ${organizationId}) as authorizations,
      ${mostOf('member_contacts', 'uin')} as "contactsPerMember",
      ${mostOf('delegated_administrators', 'service_id')} as "delegatedAdministratorsPerService",
      (select count(*) from service_control_policies
        where organization_id = ${organizationId} and kind = 'custom') as "serviceControlPolicies",
      ${mostOf('service_control_bindings', 'department_id', 'uin')} as "policiesPerTarget"`.execute(db);
  return rows[0] as LimitUse;
}
