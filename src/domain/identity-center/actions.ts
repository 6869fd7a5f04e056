import type { AnyAction } from '../../action/define-action.ts';
import { changeAuthorizationValidity } from './authorizations/changing/change-authorization-validity.ts';
import { deleteAuthorizations } from './authorizations/changing/delete-authorizations.ts';
import { listChosenAuthorizations } from './authorizations/changing/list-chosen-authorizations.ts';
import { replaceAuthorizations } from './authorizations/changing/replace-authorizations.ts';
import { createRoleAssignment } from './authorizations/create-role-assignment.ts';
import { deleteRoleAssignment } from './authorizations/delete-role-assignment.ts';
import { createDepartmentAuthorization } from './authorizations/departments/create-department-authorization.ts';
import { deleteDepartmentAuthorization } from './authorizations/departments/delete-department-authorization.ts';
import { endDepartmentAuthorization } from './authorizations/departments/end-department-authorization.ts';
import { inheritAuthorizations } from './authorizations/departments/inherit-authorizations.ts';
import { listDepartmentAuthorizations } from './authorizations/departments/list-department-authorizations.ts';
import { listInheritancesDue } from './authorizations/departments/list-inheritances-due.ts';
import { updateDepartmentAuthorization } from './authorizations/departments/update-department-authorization.ts';
import { describeAccountAuthorizations } from './authorizations/describe-account-authorizations.ts';
import { createAuthorizationDraft } from './authorizations/drafts/create-authorization-draft.ts';
import { deleteAuthorizationDraft } from './authorizations/drafts/delete-authorization-draft.ts';
import { describeAuthorizationDraft } from './authorizations/drafts/describe-authorization-draft.ts';
import { listAuthorizationDrafts } from './authorizations/drafts/list-authorization-drafts.ts';
import { updateAuthorizationDraft } from './authorizations/drafts/update-authorization-draft.ts';
import { endAuthorization } from './authorizations/ending/end-authorization.ts';
import { endAuthorizations } from './authorizations/ending/end-authorizations.ts';
import { applyAuthorizationImport } from './authorizations/files/apply-authorization-import.ts';
import { createAuthorizationImport } from './authorizations/files/create-authorization-import.ts';
import { exportAuthorizations } from './authorizations/files/export-authorizations.ts';
import { planAuthorizationImport } from './authorizations/files/plan-authorization-import.ts';
import { listRoleAssignments } from './authorizations/list-role-assignments.ts';
import { describeAuthorizationSubmission } from './authorizations/submissions/describe-authorization-submission.ts';
import { planAuthorizationDraft } from './authorizations/submissions/plan-authorization-draft.ts';
import { submitAuthorizationDraft } from './authorizations/submissions/submit-authorization-draft.ts';
import { createUserSyncProvisioning } from './cam-user-synchronizations/create-user-sync-provisioning.ts';
import { deleteUserSyncProvisioning } from './cam-user-synchronizations/delete-user-sync-provisioning.ts';
import { getUserSyncProvisioning } from './cam-user-synchronizations/get-user-sync-provisioning.ts';
import { listUserSyncProvisionings } from './cam-user-synchronizations/list-user-sync-provisionings.ts';
import { updateUserSyncProvisioning } from './cam-user-synchronizations/update-user-sync-provisioning.ts';
/** Table of contents: users, permission configurations, authorization, deployment, logins, portal. */
import { acceptLoginToken } from './command-line/accept-login-token.ts';
import { allowCommandLineLogin } from './command-line/allow-command-line-login.ts';
import { describeCommandLineLogin } from './command-line/describe-command-line-login.ts';
import { endCommandLineLogin } from './command-line/end-command-line-login.ts';
import { refuseCommandLineLogin } from './command-line/refuse-command-line-login.ts';
import { requestCommandLineLogin } from './command-line/request-command-line-login.ts';
import { takeLoginToken } from './command-line/take-login-token.ts';
import { detectRoleConfigurationDrift } from './deployment/detect-role-configuration-drift.ts';
import { dismantleRoleConfiguration } from './deployment/dismantle-role-configuration.ts';
import { listRoleConfigurationProvisionings } from './deployment/list-role-configuration-provisionings.ts';
import { provisionRoleConfiguration } from './deployment/provision-role-configuration.ts';
import { redeployRoleConfigurations } from './deployment/redeploy-role-configurations.ts';
import { undeployRoleConfiguration } from './deployment/undeploy-role-configuration.ts';
import { addUserToGroup } from './groups/add-user-to-group.ts';
import { batchAddUserToGroup } from './groups/batch-add-user-to-group.ts';
import { batchRemoveUserFromGroup } from './groups/batch-remove-user-from-group.ts';
import { checkGroupDeletion } from './groups/check-group-deletion.ts';
import { createGroup } from './groups/create-group.ts';
import { deleteGroup } from './groups/delete-group.ts';
import { exportGroups } from './groups/export-groups.ts';
import { getGroup } from './groups/get-group.ts';
import { listGroupMembers } from './groups/list-group-members.ts';
import { listGroupSynchronizations } from './groups/list-group-synchronizations.ts';
import { listGroups } from './groups/list-groups.ts';
import { listJoinedGroupsForUser } from './groups/list-joined-groups-for-user.ts';
import { removeUserFromGroup } from './groups/remove-user-from-group.ts';
import { updateGroup } from './groups/update-group.ts';
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
import { changeRoleConfiguration } from './permission-configurations/change-role-configuration.ts';
import { createRoleConfiguration } from './permission-configurations/create-role-configuration.ts';
import { deleteRoleConfiguration } from './permission-configurations/delete-role-configuration.ts';
import { getRoleConfiguration } from './permission-configurations/get-role-configuration.ts';
import { listPermissionPoliciesInRoleConfiguration } from './permission-configurations/list-permission-policies-in-role-configuration.ts';
import { listRoleConfigurationVersions } from './permission-configurations/list-role-configuration-versions.ts';
import { listRoleConfigurations } from './permission-configurations/list-role-configurations.ts';
import { previewRoleConfigurationChange } from './permission-configurations/preview-role-configuration-change.ts';
import { removePermissionPolicyFromRoleConfiguration } from './permission-configurations/remove-permission-policy-from-role-configuration.ts';
import { rollBackRoleConfiguration } from './permission-configurations/roll-back-role-configuration.ts';
import { updateCustomPolicyForRoleConfiguration } from './permission-configurations/update-custom-policy-for-role-configuration.ts';
import { updateRoleConfiguration } from './permission-configurations/update-role-configuration.ts';
import { describeAccountAccess } from './portal/describe-account-access.ts';
import { describeEmployee } from './portal/describe-employee.ts';
import { endOtherSessions } from './portal/end-other-sessions.ts';
import { endSession } from './portal/end-session.ts';
import { enterAccountAsCamUser } from './portal/enter-account-as-cam-user.ts';
import { enterAccountAsRole } from './portal/enter-account-as-role.ts';
import { explainAccess } from './portal/explain-access.ts';
import { findWay } from './portal/find-way.ts';
import { issueRoleCredentials } from './portal/issue-role-credentials.ts';
import { listCamUserAccounts } from './portal/list-cam-user-accounts.ts';
import { listRecentEntries } from './portal/list-recent-entries.ts';
import { listRoleAccounts } from './portal/list-role-accounts.ts';
import { listSessions } from './portal/list-sessions.ts';
import { markFavourite } from './portal/mark-favourite.ts';
import { acceptScimKey } from './scim/accept-scim-key.ts';
import { createScimCredential } from './scim/create-scim-credential.ts';
import { deleteScimCredential } from './scim/delete-scim-credential.ts';
import { deleteScimRequestLog } from './scim/delete-scim-request-log.ts';
import { describeScimSettings } from './scim/describe-scim-settings.ts';
import { getScimRequestLog } from './scim/get-scim-request-log.ts';
import { getScimSynchronizationStatus } from './scim/get-scim-synchronization-status.ts';
import { createScimGroup } from './scim/groups/create-scim-group.ts';
import { deleteScimGroup } from './scim/groups/delete-scim-group.ts';
import { getScimGroup } from './scim/groups/get-scim-group.ts';
import { listScimGroups } from './scim/groups/list-scim-groups.ts';
import { patchScimGroup } from './scim/groups/patch-scim-group.ts';
import { replaceScimGroup } from './scim/groups/replace-scim-group.ts';
import { listScimCredentials } from './scim/list-scim-credentials.ts';
import { listScimRequestLog } from './scim/list-scim-request-log.ts';
import { listScimResources } from './scim/list-scim-resources.ts';
import { previewScimChange } from './scim/preview-scim-change.ts';
import { recordScimRequest } from './scim/record-scim-request.ts';
import { sweepScimRequestLog } from './scim/sweep-scim-request-log.ts';
import { updateScimAdoptionStatus } from './scim/update-scim-adoption-status.ts';
import { updateScimCredentialStatus } from './scim/update-scim-credential-status.ts';
import { updateScimSynchronizationStatus } from './scim/update-scim-synchronization-status.ts';
import { createScimUser } from './scim/users/create-scim-user.ts';
import { deleteScimUser } from './scim/users/delete-scim-user.ts';
import { getScimUser } from './scim/users/get-scim-user.ts';
import { listScimUsers } from './scim/users/list-scim-users.ts';
import { patchScimUser } from './scim/users/patch-scim-user.ts';
import { replaceScimUser } from './scim/users/replace-scim-user.ts';

import { createSetUpLink } from './space/create-set-up-link.ts';
import { describeIdentityCenter } from './space/describe-identity-center.ts';
import { findOnlySpace } from './space/find-only-space.ts';
import { findSpace } from './space/find-space.ts';
import { getZoneStatistics } from './space/get-zone-statistics.ts';
import { openIdentityCenter } from './space/open-identity-center.ts';
import { setUpIdentityCenter } from './space/set-up-identity-center.ts';
import { updateZone } from './space/update-zone.ts';
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
import { cancelTask } from './tasks/cancel-task.ts';
import { getProvisioningTaskStatus } from './tasks/get-provisioning-task-status.ts';
import { getTaskStatus } from './tasks/get-task-status.ts';
import { listTasks } from './tasks/list-tasks.ts';
import { listWaitingAccounts } from './tasks/list-waiting-accounts.ts';
import { retryTask } from './tasks/retry-task.ts';
import { workOffTasks } from './tasks/work-off-tasks.ts';
import { batchCreateUser } from './users/batch-create-user.ts';
import { checkUserDeletion } from './users/check-user-deletion.ts';
import { createUser } from './users/create-user.ts';
import { deleteUser } from './users/delete-user.ts';
import { endUserSessions } from './users/end-user-sessions.ts';
import { exportUsers } from './users/export-users.ts';
import { getUser } from './users/get-user.ts';
import { importUsers } from './users/import-users.ts';
import { listUserCamUsers } from './users/list-user-cam-users.ts';
import { listUserPermissions } from './users/list-user-permissions.ts';
import { listUserSessions } from './users/list-user-sessions.ts';
import { listUsers } from './users/list-users.ts';
import { planUserImport } from './users/plan-user-import.ts';
import { updateUser } from './users/update-user.ts';
import { updateUserStatus } from './users/update-user-status.ts';

export const identityCenterActions: readonly AnyAction[] = [
  acceptLoginToken,
  allowCommandLineLogin,
  describeCommandLineLogin,
  endCommandLineLogin,
  refuseCommandLineLogin,
  requestCommandLineLogin,
  takeLoginToken,
  createRoleAssignment,
  describeAccountAuthorizations,
  applyAuthorizationImport,
  createAuthorizationImport,
  exportAuthorizations,
  planAuthorizationImport,
  changeAuthorizationValidity,
  deleteAuthorizations,
  listChosenAuthorizations,
  replaceAuthorizations,
  createDepartmentAuthorization,
  deleteDepartmentAuthorization,
  updateDepartmentAuthorization,
  listDepartmentAuthorizations,
  listInheritancesDue,
  inheritAuthorizations,
  endDepartmentAuthorization,
  endAuthorization,
  endAuthorizations,
  createAuthorizationDraft,
  deleteAuthorizationDraft,
  describeAuthorizationDraft,
  listAuthorizationDrafts,
  updateAuthorizationDraft,
  describeAuthorizationSubmission,
  planAuthorizationDraft,
  submitAuthorizationDraft,
  listRoleAssignments,
  createUserSyncProvisioning,
  listUserSyncProvisionings,
  listRoleConfigurationProvisionings,
  addUserToGroup,
  batchAddUserToGroup,
  batchRemoveUserFromGroup,
  checkGroupDeletion,
  createGroup,
  deleteGroup,
  exportGroups,
  getGroup,
  listGroupMembers,
  listGroups,
  listGroupSynchronizations,
  listJoinedGroupsForUser,
  removeUserFromGroup,
  updateGroup,
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
  changeRoleConfiguration,
  deleteRoleConfiguration,
  listRoleConfigurationVersions,
  previewRoleConfigurationChange,
  removePermissionPolicyFromRoleConfiguration,
  rollBackRoleConfiguration,
  updateCustomPolicyForRoleConfiguration,
  updateRoleConfiguration,
  describeAccountAccess,
  describeEmployee,
  enterAccountAsCamUser,
  enterAccountAsRole,
  explainAccess,
  findWay,
  issueRoleCredentials,
  listCamUserAccounts,
  listRecentEntries,
  listRoleAccounts,
  markFavourite,
  acceptScimKey,
  createScimCredential,
  deleteScimCredential,
  deleteScimRequestLog,
  describeScimSettings,
  getScimRequestLog,
  getScimSynchronizationStatus,
  listScimCredentials,
  listScimRequestLog,
  recordScimRequest,
  createScimUser,
  deleteScimUser,
  getScimUser,
  listScimUsers,
  patchScimUser,
  replaceScimUser,
  createScimGroup,
  deleteScimGroup,
  getScimGroup,
  listScimGroups,
  patchScimGroup,
  replaceScimGroup,
  listScimResources,
  previewScimChange,
  sweepScimRequestLog,
  updateScimAdoptionStatus,
  updateScimCredentialStatus,
  updateScimSynchronizationStatus,
  listSessions,
  endSession,
  endOtherSessions,
  createSetUpLink,
  describeIdentityCenter,
  findOnlySpace,
  findSpace,
  getZoneStatistics,
  openIdentityCenter,
  setUpIdentityCenter,
  updateZone,
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
  batchCreateUser,
  checkUserDeletion,
  deleteRoleAssignment,
  deleteUserSyncProvisioning,
  getUserSyncProvisioning,
  updateUserSyncProvisioning,
  detectRoleConfigurationDrift,
  dismantleRoleConfiguration,
  provisionRoleConfiguration,
  undeployRoleConfiguration,
  redeployRoleConfigurations,
  cancelTask,
  getProvisioningTaskStatus,
  getTaskStatus,
  listTasks,
  retryTask,
  listWaitingAccounts,
  workOffTasks,
  createUser,
  deleteUser,
  endUserSessions,
  exportUsers,
  getUser,
  importUsers,
  listUserCamUsers,
  listUserPermissions,
  listUserSessions,
  listUsers,
  planUserImport,
  updateUser,
  updateUserStatus,
];
