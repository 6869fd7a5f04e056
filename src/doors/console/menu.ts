import type { ConsoleOffers } from '../offers.ts';

/** The console's menu: what is offered to whoever may do what an entry needs. */
interface Entry {
  name: string;
  href: string;
  /** The action behind the page. */
  needs: string;
}

const below = (path: string) => `/console/organization/${path}`;

const groups: { name: string; entries: Entry[] }[] = [
  {
    name: 'identityCenter',
    entries: [
      { name: 'overview', href: '/console', needs: 'organization:GetZoneStatistics' },
      { name: 'users', href: '/console/users', needs: 'organization:ListUsers' },
      { name: 'groups', href: '/console/groups', needs: 'organization:ListGroups' },
      {
        name: 'permissionConfigurations',
        href: '/console/permission-configurations',
        needs: 'organization:ListRoleConfigurations',
      },
      { name: 'authorizations', href: '/console/authorizations', needs: 'organization:ListRoleAssignments' },
      {
        name: 'userSynchronizations',
        href: '/console/cam-user-synchronizations',
        needs: 'organization:ListUserSyncProvisionings',
      },
      {
        name: 'deployments',
        href: '/console/deployments',
        needs: 'organization:ListRoleConfigurationProvisionings',
      },
      { name: 'tasks', href: '/console/tasks', needs: 'organization:ListTasks' },
      { name: 'logins', href: '/console/logins', needs: 'organization:ListLoginAttempts' },
      { name: 'sso', href: '/console/settings/sso', needs: 'organization:DescribeSAMLConfiguration' },
      { name: 'scim', href: '/console/settings/scim', needs: 'organization:ListSCIMCredentials' },
    ],
  },
  {
    name: 'organization',
    entries: [
      { name: 'organization', href: '/console/organization', needs: 'organization:DescribeOrganization' },
      { name: 'departments', href: '/console/departments', needs: 'organization:DescribeOrganizationNodes' },
      { name: 'members', href: '/console/members', needs: 'organization:DescribeOrganizationMembers' },
      {
        name: 'organizationChanges',
        href: below('changes'),
        needs: 'organization:DescribeOrganizationChanges',
      },
      {
        name: 'verifiedEntities',
        href: '/console/verified-entities',
        needs: 'organization:DescribeOrganizationAuthNode',
      },
      { name: 'limits', href: below('limits'), needs: 'organization:DescribeOrganizationLimits' },
      {
        name: 'serviceControlPolicies',
        href: below('service-control-policies'),
        needs: 'organization:ListPolicies',
      },
      {
        name: 'loginPermissions',
        href: below('login-permissions'),
        needs: 'organization:ListOrganizationIdentity',
      },
      {
        name: 'memberPermissions',
        href: below('member-permissions'),
        needs: 'organization:ListMembersAuthIdentities',
      },
      { name: 'memberLogins', href: below('member-logins'), needs: '' },
      {
        name: 'memberContacts',
        href: below('member-contacts'),
        needs: 'organization:ListMembersContacts',
      },
      {
        name: 'delegatedAdministrators',
        href: below('delegated-administrators'),
        needs: 'organization:ListOrganizationService',
      },
    ],
  },
  {
    name: 'audit',
    entries: [
      { name: 'audit', href: '/console/audit', needs: 'organization:ListAuditEvents' },
      { name: 'trackingSets', href: '/console/tracking-sets', needs: 'organization:ListTrackingSets' },
    ],
  },
];

/**
 * Without what one may not do; a group without entries is left out. An entry that needs nothing is for all of the
 * admin account. Before Identity Center is open there is nothing of it but the page that opens it.
 */
export const menuFor = ({ may, isDelegated }: ConsoleOffers, { hasSpace = true } = {}) =>
  groups
    .filter(({ name }) => hasSpace || name !== 'identityCenter')
    .map(({ name, entries }) => ({
      name,
      entries: entries.filter(({ needs }) => (needs === '' ? !isDelegated : may(needs))),
    }))
    .filter(({ entries }) => entries.length > 0);
