import type { AnyAction } from '../../action/define-action.ts';
import { createRoleAssignment } from './authorizations/create-role-assignment.ts';
import { listRoleAssignments } from './authorizations/list-role-assignments.ts';
import { createUserSyncProvisioning } from './cam-user-synchronizations/create-user-sync-provisioning.ts';
import { listUserSyncProvisionings } from './cam-user-synchronizations/list-user-sync-provisionings.ts';
import { synchronizeCamUsers } from './cam-user-synchronizations/synchronize-cam-users.ts';
import { deployAuthorization } from './deployment/deploy-authorization.ts';
import { listRoleConfigurationProvisionings } from './deployment/list-role-configuration-provisionings.ts';
import { addUserToGroup } from './groups/add-user-to-group.ts';
import { createGroup } from './groups/create-group.ts';
import { getGroup } from './groups/get-group.ts';
import { listGroupMembers } from './groups/list-group-members.ts';
import { listGroups } from './groups/list-groups.ts';
import { completeLogin } from './logins/complete-login.ts';
import { getLoginAttempt } from './logins/get-login-attempt.ts';
import { listLoginAttempts } from './logins/list-login-attempts.ts';
import { replayLoginAttempt } from './logins/replay-login-attempt.ts';
import { startLogin } from './logins/start-login.ts';
import { startTestLogin } from './logins/start-test-login.ts';
import { sweepExpired } from './logins/sweep-expired.ts';
import { triageResponse } from './logins/triage-response.ts';
import { logOut } from './logout/log-out.ts';
import { receiveLogout } from './logout/receive-logout.ts';
import { addPermissionPolicyToRoleConfiguration } from './permission-configurations/add-permission-policy-to-role-configuration.ts';
import { createRoleConfiguration } from './permission-configurations/create-role-configuration.ts';
import { getRoleConfiguration } from './permission-configurations/get-role-configuration.ts';
import { listPermissionPoliciesInRoleConfiguration } from './permission-configurations/list-permission-policies-in-role-configuration.ts';
import { listRoleConfigurations } from './permission-configurations/list-role-configurations.ts';
import { describeAccountAccess } from './portal/describe-account-access.ts';
import { describeEmployee } from './portal/describe-employee.ts';
import { enterAccountAsCamUser } from './portal/enter-account-as-cam-user.ts';
import { enterAccountAsRole } from './portal/enter-account-as-role.ts';
import { listCamUserAccounts } from './portal/list-cam-user-accounts.ts';
import { listRoleAccounts } from './portal/list-role-accounts.ts';
import { createSetUpLink } from './space/create-set-up-link.ts';
import { describeIdentityCenter } from './space/describe-identity-center.ts';
import { findSpace } from './space/find-space.ts';
import { getZoneStatistics } from './space/get-zone-statistics.ts';
import { openIdentityCenter } from './space/open-identity-center.ts';
import { setUpIdentityCenter } from './space/set-up-identity-center.ts';
import { addExternalSamlIdpCertificate } from './sso/add-external-saml-idp-certificate.ts';
import { applySamlCandidate } from './sso/apply-saml-candidate.ts';
import { clearExternalSamlIdentityProvider } from './sso/clear-external-saml-identity-provider.ts';
import { describeSamlConfiguration } from './sso/describe-saml-configuration.ts';
import { describeSamlMetadata } from './sso/describe-saml-metadata.ts';
import { discardSamlCandidate } from './sso/discard-saml-candidate.ts';
import { getExternalSamlIdentityProvider } from './sso/get-external-saml-identity-provider.ts';
import { getZoneSamlServiceProviderInfo } from './sso/get-zone-saml-service-provider-info.ts';
import { activateSamlSigningKey } from './sso/keys/activate-saml-signing-key.ts';
import { listSamlSigningKeys } from './sso/keys/list-saml-signing-keys.ts';
import { prepareSamlSigningKey } from './sso/keys/prepare-saml-signing-key.ts';
import { removeSamlSigningKey } from './sso/keys/remove-saml-signing-key.ts';
import { listExternalSamlIdpCertificates } from './sso/list-external-saml-idp-certificates.ts';
import { listSamlConfigurationRevisions } from './sso/list-saml-configuration-revisions.ts';
import { proposeSamlConfiguration } from './sso/propose-saml-configuration.ts';
import { refreshMetadata } from './sso/refresh-metadata.ts';
import { removeExternalSamlIdpCertificate } from './sso/remove-external-saml-idp-certificate.ts';
import { rollBackSamlConfiguration } from './sso/roll-back-saml-configuration.ts';
import { scheduleMetadataRefresh } from './sso/schedule-metadata-refresh.ts';
import { setExternalSamlIdentityProvider } from './sso/set-external-saml-identity-provider.ts';
import { createUser } from './users/create-user.ts';
import { listUsers } from './users/list-users.ts';
import { updateUserStatus } from './users/update-user-status.ts';

/** Table of contents: users, permission configurations, authorization, deployment, logins, portal. */
export const identityCenterActions: readonly AnyAction[] = [
  createRoleAssignment,
  listRoleAssignments,
  createUserSyncProvisioning,
  listUserSyncProvisionings,
  synchronizeCamUsers,
  deployAuthorization,
  listRoleConfigurationProvisionings,
  addUserToGroup,
  createGroup,
  getGroup,
  listGroupMembers,
  listGroups,
  completeLogin,
  getLoginAttempt,
  listLoginAttempts,
  replayLoginAttempt,
  startLogin,
  startTestLogin,
  sweepExpired,
  triageResponse,
  logOut,
  receiveLogout,
  addPermissionPolicyToRoleConfiguration,
  createRoleConfiguration,
  getRoleConfiguration,
  listPermissionPoliciesInRoleConfiguration,
  listRoleConfigurations,
  describeAccountAccess,
  describeEmployee,
  enterAccountAsCamUser,
  enterAccountAsRole,
  listCamUserAccounts,
  listRoleAccounts,
  createSetUpLink,
  describeIdentityCenter,
  findSpace,
  getZoneStatistics,
  openIdentityCenter,
  setUpIdentityCenter,
  addExternalSamlIdpCertificate,
  applySamlCandidate,
  clearExternalSamlIdentityProvider,
  describeSamlConfiguration,
  describeSamlMetadata,
  discardSamlCandidate,
  getExternalSamlIdentityProvider,
  getZoneSamlServiceProviderInfo,
  activateSamlSigningKey,
  listSamlSigningKeys,
  prepareSamlSigningKey,
  removeSamlSigningKey,
  listExternalSamlIdpCertificates,
  listSamlConfigurationRevisions,
  proposeSamlConfiguration,
  refreshMetadata,
  removeExternalSamlIdpCertificate,
  rollBackSamlConfiguration,
  scheduleMetadataRefresh,
  setExternalSamlIdentityProvider,
  createUser,
  listUsers,
  updateUserStatus,
];
