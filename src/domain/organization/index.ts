/** What other domains may use of the organization: its tree, its accounts, its administrators. */
export { type Account, accountName, accountNotFound } from './accounts/account.ts';
export * as accounts from './accounts/account-queries.ts';
export { requireAdministrator } from './administrators/administrator.ts';
export { departmentPath } from './departments/department.ts';
export * as departments from './departments/department-queries.ts';
export { foundOrganization } from './organizations/found-organization.ts';
export { organizationName, organizationNotFound } from './organizations/organization.ts';
export * as organizations from './organizations/organization-queries.ts';
