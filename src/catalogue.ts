import type { AnyAction } from './action/define-action.ts';
import { createRoleAssignment } from './domain/identity-center/authorizations/create-role-assignment.ts';
import { listRoleAssignments } from './domain/identity-center/authorizations/list-role-assignments.ts';
import { createUserSyncProvisioning } from './domain/identity-center/cam-user-synchronizations/create-user-sync-provisioning.ts';
import { listUserSyncProvisionings } from './domain/identity-center/cam-user-synchronizations/list-user-sync-provisionings.ts';
import { synchronizeCamUsers } from './domain/identity-center/cam-user-synchronizations/synchronize-cam-users.ts';
import { deployAuthorization } from './domain/identity-center/deployment/deploy-authorization.ts';
import { listRoleConfigurationProvisionings } from './domain/identity-center/deployment/list-role-configuration-provisionings.ts';
import { addUserToGroup } from './domain/identity-center/groups/add-user-to-group.ts';
import { createGroup } from './domain/identity-center/groups/create-group.ts';
import { getGroup } from './domain/identity-center/groups/get-group.ts';
import { listGroupMembers } from './domain/identity-center/groups/list-group-members.ts';
import { listGroups } from './domain/identity-center/groups/list-groups.ts';
import { completeLogin } from './domain/identity-center/logins/complete-login.ts';
import { getLoginAttempt } from './domain/identity-center/logins/get-login-attempt.ts';
import { listLoginAttempts } from './domain/identity-center/logins/list-login-attempts.ts';
import { replayLoginAttempt } from './domain/identity-center/logins/replay-login-attempt.ts';
import { startLogin } from './domain/identity-center/logins/start-login.ts';
import { startTestLogin } from './domain/identity-center/logins/start-test-login.ts';
import { sweepExpired } from './domain/identity-center/logins/sweep-expired.ts';
import { triageResponse } from './domain/identity-center/logins/triage-response.ts';
import { logOut } from './domain/identity-center/logout/log-out.ts';
import { receiveLogout } from './domain/identity-center/logout/receive-logout.ts';
import { addPermissionPolicyToRoleConfiguration } from './domain/identity-center/permission-configurations/add-permission-policy-to-role-configuration.ts';
import { createRoleConfiguration } from './domain/identity-center/permission-configurations/create-role-configuration.ts';
import { getRoleConfiguration } from './domain/identity-center/permission-configurations/get-role-configuration.ts';
import { listPermissionPoliciesInRoleConfiguration } from './domain/identity-center/permission-configurations/list-permission-policies-in-role-configuration.ts';
import { listRoleConfigurations } from './domain/identity-center/permission-configurations/list-role-configurations.ts';
import { describeAccountAccess } from './domain/identity-center/portal/describe-account-access.ts';
import { describeEmployee } from './domain/identity-center/portal/describe-employee.ts';
import { enterAccountAsCamUser } from './domain/identity-center/portal/enter-account-as-cam-user.ts';
import { enterAccountAsRole } from './domain/identity-center/portal/enter-account-as-role.ts';
import { listCamUserAccounts } from './domain/identity-center/portal/list-cam-user-accounts.ts';
import { listRoleAccounts } from './domain/identity-center/portal/list-role-accounts.ts';
import { createSetUpLink } from './domain/identity-center/space/create-set-up-link.ts';
import { describeIdentityCenter } from './domain/identity-center/space/describe-identity-center.ts';
import { findSpace } from './domain/identity-center/space/find-space.ts';
import { getZoneStatistics } from './domain/identity-center/space/get-zone-statistics.ts';
import { openIdentityCenter } from './domain/identity-center/space/open-identity-center.ts';
import { setUpIdentityCenter } from './domain/identity-center/space/set-up-identity-center.ts';
import { addExternalSamlIdpCertificate } from './domain/identity-center/sso/add-external-saml-idp-certificate.ts';
import { applySamlCandidate } from './domain/identity-center/sso/apply-saml-candidate.ts';
import { clearExternalSamlIdentityProvider } from './domain/identity-center/sso/clear-external-saml-identity-provider.ts';
import { describeSamlConfiguration } from './domain/identity-center/sso/describe-saml-configuration.ts';
import { describeSamlMetadata } from './domain/identity-center/sso/describe-saml-metadata.ts';
import { discardSamlCandidate } from './domain/identity-center/sso/discard-saml-candidate.ts';
import { getExternalSamlIdentityProvider } from './domain/identity-center/sso/get-external-saml-identity-provider.ts';
import { getZoneSamlServiceProviderInfo } from './domain/identity-center/sso/get-zone-saml-service-provider-info.ts';
import { activateSamlSigningKey } from './domain/identity-center/sso/keys/activate-saml-signing-key.ts';
import { listSamlSigningKeys } from './domain/identity-center/sso/keys/list-saml-signing-keys.ts';
import { prepareSamlSigningKey } from './domain/identity-center/sso/keys/prepare-saml-signing-key.ts';
import { removeSamlSigningKey } from './domain/identity-center/sso/keys/remove-saml-signing-key.ts';
import { listExternalSamlIdpCertificates } from './domain/identity-center/sso/list-external-saml-idp-certificates.ts';
import { listSamlConfigurationRevisions } from './domain/identity-center/sso/list-saml-configuration-revisions.ts';
import { proposeSamlConfiguration } from './domain/identity-center/sso/propose-saml-configuration.ts';
import { refreshMetadata } from './domain/identity-center/sso/refresh-metadata.ts';
import { removeExternalSamlIdpCertificate } from './domain/identity-center/sso/remove-external-saml-idp-certificate.ts';
import { rollBackSamlConfiguration } from './domain/identity-center/sso/roll-back-saml-configuration.ts';
import { scheduleMetadataRefresh } from './domain/identity-center/sso/schedule-metadata-refresh.ts';
import { setExternalSamlIdentityProvider } from './domain/identity-center/sso/set-external-saml-identity-provider.ts';
import { createUser } from './domain/identity-center/users/create-user.ts';
import { listUsers } from './domain/identity-center/users/list-users.ts';
import { updateUserStatus } from './domain/identity-center/users/update-user-status.ts';
import { createOrganizationMember } from './domain/organization/accounts/create-organization-member.ts';
import { getAdministrator } from './domain/organization/administrators/get-administrator.ts';
import { signInAdministrator } from './domain/organization/administrators/sign-in-administrator.ts';
import { addOrganizationNode } from './domain/organization/departments/add-organization-node.ts';
import { describeConsoleSession } from './domain/sts/console-sessions/describe-console-session.ts';
import { openCamUserConsoleSession } from './domain/sts/console-sessions/open-cam-user-console-session.ts';
import { openRoleConsoleSession } from './domain/sts/console-sessions/open-role-console-session.ts';

/** Everything the product can do. An action that is not listed here does not exist. */
export const catalogue = byId([
  // Organization · departments, accounts, administrators
  addOrganizationNode,
  createOrganizationMember,
  getAdministrator,
  signInAdministrator,

  // Identity Center · space
  createSetUpLink,
  describeIdentityCenter,
  findSpace,
  getZoneStatistics,
  openIdentityCenter,
  setUpIdentityCenter,

  // Identity Center · single sign-on, logins and logouts
  activateSamlSigningKey,
  addExternalSamlIdpCertificate,
  applySamlCandidate,
  clearExternalSamlIdentityProvider,
  completeLogin,
  describeSamlConfiguration,
  describeSamlMetadata,
  discardSamlCandidate,
  getExternalSamlIdentityProvider,
  getLoginAttempt,
  getZoneSamlServiceProviderInfo,
  listExternalSamlIdpCertificates,
  listLoginAttempts,
  listSamlConfigurationRevisions,
  listSamlSigningKeys,
  logOut,
  prepareSamlSigningKey,
  proposeSamlConfiguration,
  receiveLogout,
  refreshMetadata,
  removeExternalSamlIdpCertificate,
  removeSamlSigningKey,
  replayLoginAttempt,
  rollBackSamlConfiguration,
  scheduleMetadataRefresh,
  setExternalSamlIdentityProvider,
  startLogin,
  startTestLogin,
  sweepExpired,
  triageResponse,

  // Identity Center · users and user groups
  addUserToGroup,
  createGroup,
  createUser,
  getGroup,
  listGroupMembers,
  listGroups,
  listUsers,
  updateUserStatus,

  // Identity Center · permission configurations, authorizations, deployment
  addPermissionPolicyToRoleConfiguration,
  createRoleAssignment,
  createRoleConfiguration,
  createUserSyncProvisioning,
  deployAuthorization,
  getRoleConfiguration,
  listPermissionPoliciesInRoleConfiguration,
  listRoleAssignments,
  listRoleConfigurationProvisionings,
  listRoleConfigurations,
  listUserSyncProvisionings,
  synchronizeCamUsers,

  // Portal
  describeAccountAccess,
  describeEmployee,
  enterAccountAsCamUser,
  enterAccountAsRole,
  listCamUserAccounts,
  listRoleAccounts,

  // STS · inside an account of the local site
  describeConsoleSession,
  openCamUserConsoleSession,
  openRoleConsoleSession,
]);

function byId(actions: readonly AnyAction[]): ReadonlyMap<string, AnyAction> {
  return new Map(actions.map((action) => [action.id, action]));
}
