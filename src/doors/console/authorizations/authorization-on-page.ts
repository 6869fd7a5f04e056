import type { Authorization } from '../../../domain/identity-center/authorizations/authorization.ts';

export const accountHref = (uin: number): string => `/console/authorizations/accounts/${uin}`;

const removalHref = ({ principalType, principalId, targetUin, roleConfigurationId }: Authorization): string =>
  `/console/authorizations/accounts/${targetUin}/${roleConfigurationId}/${principalType}/${principalId}/removal`;

/** The product's words for the API's. */
export const authorizationOnPage = (authorization: Authorization) => ({
  principalType: authorization.principalType,
  principalName: authorization.principalName,
  principalHref:
    authorization.principalType === 'Group'
      ? `/console/groups/${authorization.principalId}`
      : `/console/users/${authorization.principalId}`,
  accountName: authorization.targetName,
  uin: authorization.targetUin,
  configurationName: authorization.roleConfigurationName,
  configurationHref: `/console/permission-configurations/${authorization.roleConfigurationId}`,
  createTime: authorization.createTime,
  startTime: authorization.startTime,
  endTime: authorization.endTime,
  accountHref: accountHref(authorization.targetUin),
  removalHref: removalHref(authorization),
});
