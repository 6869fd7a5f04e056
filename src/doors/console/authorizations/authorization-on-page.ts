import type { Authorization } from '../../../domain/identity-center/authorizations/authorization.ts';

export const accountHref = (uin: number): string => `/console/authorizations/accounts/${uin}`;

export const principalHref = ({
  principalType,
  principalId,
}: Pick<Authorization, 'principalType' | 'principalId'>) =>
  `/console/${principalType === 'Group' ? 'groups' : 'users'}/${principalId}`;

export const configurationHref = (id: string): string => `/console/permission-configurations/${id}`;

const removalHref = ({
  why,
  principalType,
  principalId,
  targetUin,
  roleConfigurationId,
}: Authorization): string =>
  why
    ? `/console/authorizations/departments/${why.departmentAuthorizationId}`
    : `/console/authorizations/accounts/${targetUin}/${roleConfigurationId}/${principalType}/${principalId}/removal`;

/** The product's words for the API's; a box says which authorization of the account it is for. */
export const authorizationOnPage = (authorization: Authorization) => ({
  principalType: authorization.principalType,
  principalName: authorization.principalName,
  principalHref: principalHref(authorization),
  accountName: authorization.targetName,
  uin: authorization.targetUin,
  configurationName: authorization.roleConfigurationName,
  configurationHref: configurationHref(authorization.roleConfigurationId),
  createTime: authorization.createTime,
  startTime: authorization.startTime,
  endTime: authorization.endTime,
  accountHref: accountHref(authorization.targetUin),
  /** Where it can be taken away: what is inherited, in its department. */
  removalHref: removalHref(authorization),
  box: `${authorization.roleConfigurationId}/${authorization.principalType}/${authorization.principalId}`,
  inheritedFrom: authorization.why?.nodeName ?? null,
});
