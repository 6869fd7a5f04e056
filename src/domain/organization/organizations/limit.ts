import { quotas } from '../../cam/index.ts';
import { subUsersAtATime } from '../member-logins/authorizations/authorization.ts';
import { contactsPerMember } from '../member-logins/contacts/contact.ts';
import { assignmentsPerCall } from '../member-logins/delegated-administrators/delegated-administrator.ts';
import { organizationServices } from '../member-logins/delegated-administrators/organization-service.ts';
import { customPolicyLimit, presetPolicyLimit } from '../member-logins/login-permissions/identity-policy.ts';
import { customPermissionLimit } from '../member-logins/login-permissions/login-permission.ts';
import { permissionsAtATime } from '../member-logins/member-permissions/member-permission.ts';
import { membersAtATime } from '../member-logins/members.ts';
import { customPolicies, policiesPerTarget } from '../service-control-policies/service-control-policy.ts';
import type { LimitUse } from './limit-use-queries.ts';

export interface Limit {
  name: string;
  limit: number;
  used?: number;
}

/** What member logins and service control policies hold at most, and how far that is used. */
export function limitsInUse(use: LimitUse): Limit[] {
  const limits: Record<keyof LimitUse, number> = {
    loginPermissions: customPermissionLimit,
    presetPoliciesPerPermission: presetPolicyLimit,
    customPoliciesPerPermission: customPolicyLimit,
    // Each authorization is a custom policy of the admin account, and counts among all of them.
    authorizations: quotas.policies,
    contactsPerMember,
    delegatedAdministratorsPerService: Math.max(
      ...organizationServices.map(({ canAssignCount }) => canAssignCount),
    ),
    serviceControlPolicies: customPolicies,
    policiesPerTarget,
  };
  return Object.entries(limits).map(([name, limit]) => ({ name, limit, used: use[name as keyof LimitUse] }));
}

/** How many may be chosen at a time. */
export const limitsOfCalls: readonly Limit[] = [
  { name: 'membersAtATime', limit: membersAtATime },
  { name: 'permissionsAtATime', limit: permissionsAtATime },
  { name: 'subUsersAtATime', limit: subUsersAtATime },
  { name: 'assignmentsPerCall', limit: assignmentsPerCall },
];
