/** What other domains may use of the organization: its tree, its accounts, its administrators. */
export { type Account, accountName, accountNotFound } from './accounts/account.ts';
export * as accounts from './accounts/account-queries.ts';
export { tags } from './accounts/tag.ts';
export { administeredOrganization, requireAdministrator } from './administrators/administrator.ts';
export { delegationFor, requireDelegation } from './administrators/delegation.ts';
export * as delegations from './administrators/delegation-queries.ts';
export {
  managedDepartments,
  managedUins,
  requireManaged,
  requireManagedDepartment,
} from './administrators/managed-members.ts';
export { departmentNotFound } from './departments/department.ts';
export * as departments from './departments/department-queries.ts';
export { departmentPath } from './departments/department-tree.ts';
export { delegationsOf } from './member-logins/delegated-administrators/delegated-administrator-queries.ts';
export { roleNameOf } from './member-logins/login-permissions/login-permission.ts';
export * as loginPermissions from './member-logins/login-permissions/login-permission-queries.ts';
export { notConfigured as memberPermissionMissing } from './member-logins/member-permissions/member-permission.ts';
export * as memberPermissions from './member-logins/member-permissions/member-permission-queries.ts';
export { foundOrganization } from './organizations/found-organization.ts';
export { organizationName, organizationNotFound } from './organizations/organization.ts';
export * as organizations from './organizations/organization-queries.ts';
export { type Level, levelsFor } from './service-control-policies/levels.ts';
