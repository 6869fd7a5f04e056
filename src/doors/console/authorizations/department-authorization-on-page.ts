import type { DepartmentAuthorization } from '../../../domain/identity-center/authorizations/departments/department-authorization.ts';
import { configurationHref, principalHref } from './authorization-on-page.ts';

export const departmentsHref = '/console/authorizations/departments';

/** The product's words for the API's. */
export const onPage = (authorization: DepartmentAuthorization) => ({
  href: `${departmentsHref}/${authorization.departmentAuthorizationId}`,
  departmentName: authorization.nodeName,
  departmentPath: authorization.nodePath,
  departmentHref: `/console/departments/${authorization.nodeId}`,
  withBelow: authorization.withBelow,
  includesAdmin: authorization.includesAdminAccount,
  principalType: authorization.principalType,
  principalName: authorization.principalName,
  principalHref: principalHref(authorization),
  configurationName: authorization.roleConfigurationName,
  configurationHref: configurationHref(authorization.roleConfigurationId),
  accountCount: authorization.accountCount,
  startTime: authorization.startTime,
  endTime: authorization.endTime,
  createTime: authorization.createTime,
});
