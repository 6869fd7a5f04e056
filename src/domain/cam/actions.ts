import type { AnyAction } from '../../action/define-action.ts';
import { createAccessKey } from './access-keys/create-access-key.ts';
import { deleteAccessKey } from './access-keys/delete-access-key.ts';
import { getSecurityLastUsed } from './access-keys/get-security-last-used.ts';
import { listAccessKeys } from './access-keys/list-access-keys.ts';
import { updateAccessKey } from './access-keys/update-access-key.ts';
import { getAccountSummary } from './account/get-account-summary.ts';
import { getUserAppId } from './account/get-user-app-id.ts';
import { deleteRolePermissionsBoundary } from './boundaries/delete-role-permissions-boundary.ts';
import { deleteUserPermissionsBoundary } from './boundaries/delete-user-permissions-boundary.ts';
import { getRolePermissionBoundary } from './boundaries/get-role-permission-boundary.ts';
import { getUserPermissionBoundary } from './boundaries/get-user-permission-boundary.ts';
import { putRolePermissionsBoundary } from './boundaries/put-role-permissions-boundary.ts';
import { putUserPermissionsBoundary } from './boundaries/put-user-permissions-boundary.ts';
import { changePassword } from './console-passwords/change-password.ts';
import { addCamUserToGroup } from './groups/add-user-to-group.ts';
import { createCamGroup } from './groups/create-group.ts';
import { deleteCamGroup } from './groups/delete-group.ts';
import { getCamGroup } from './groups/get-group.ts';
import { listCamGroups } from './groups/list-groups.ts';
import { listGroupsForUser } from './groups/list-groups-for-user.ts';
import { listUsersForGroup } from './groups/list-users-for-group.ts';
import { removeCamUserFromGroup } from './groups/remove-user-from-group.ts';
import { updateCamGroup } from './groups/update-group.ts';
import { createVirtualMfaDevice } from './mfa/create-virtual-mfa-device.ts';
import { deleteVirtualMfaDevice } from './mfa/delete-virtual-mfa-device.ts';
import { describeSafeAuthFlag } from './mfa/describe-safe-auth-flag.ts';
import { disableVirtualMfaDevice } from './mfa/disable-virtual-mfa-device.ts';
import { enableVirtualMfaDevice } from './mfa/enable-virtual-mfa-device.ts';
import { attachGroupPolicy } from './policies/attach-group-policy.ts';
import { attachRolePolicy } from './policies/attach-role-policy.ts';
import { attachUserPolicy } from './policies/attach-user-policy.ts';
import { createCamPolicy } from './policies/create-policy.ts';
import { createPolicyVersion } from './policies/create-policy-version.ts';
import { deleteCamPolicy } from './policies/delete-policy.ts';
import { deletePolicyVersion } from './policies/delete-policy-version.ts';
import { detachGroupPolicy } from './policies/detach-group-policy.ts';
import { detachRolePolicy } from './policies/detach-role-policy.ts';
import { detachUserPolicy } from './policies/detach-user-policy.ts';
import { getCamPolicy } from './policies/get-policy.ts';
import { getPolicyVersion } from './policies/get-policy-version.ts';
import { listAttachedGroupPolicies } from './policies/list-attached-group-policies.ts';
import { listAttachedRolePolicies } from './policies/list-attached-role-policies.ts';
import { listAttachedUserPolicies } from './policies/list-attached-user-policies.ts';
import { listEntitiesForPolicy } from './policies/list-entities-for-policy.ts';
import { listCamPolicies } from './policies/list-policies.ts';
import { listPolicyVersions } from './policies/list-policy-versions.ts';
import { setDefaultPolicyVersion } from './policies/set-default-policy-version.ts';
import { updateCamPolicy } from './policies/update-policy.ts';
import { createRole } from './roles/create-role.ts';
import { deleteRole } from './roles/delete-role.ts';
import { describeRoleList } from './roles/describe-role-list.ts';
import { getRole } from './roles/get-role.ts';
import { tagRole } from './roles/tag-role.ts';
import { updateAssumeRolePolicy } from './roles/update-assume-role-policy.ts';
import { updateRoleConsoleLogin } from './roles/update-role-console-login.ts';
import { updateRoleDescription } from './roles/update-role-description.ts';
import { updateRoleSessionDuration } from './roles/update-role-session-duration.ts';
import { createSamlProvider } from './saml-providers/create-saml-provider.ts';
import { deleteSamlProvider } from './saml-providers/delete-saml-provider.ts';
import { getSamlProvider } from './saml-providers/get-saml-provider.ts';
import { listSamlProviders } from './saml-providers/list-saml-providers.ts';
import { updateSamlProvider } from './saml-providers/update-saml-provider.ts';
import { createServiceLinkedRole } from './service-roles/create-service-linked-role.ts';
import { describeServiceRoleGrant } from './service-roles/describe-service-role-grant.ts';
import { grantServiceRole } from './service-roles/grant-service-role.ts';
import { passRole } from './service-roles/pass-role.ts';
import { createUserSamlConfig } from './user-sso/create-user-saml-config.ts';
import { describeUserSamlConfig } from './user-sso/describe-user-saml-config.ts';
import { disableUserSso } from './user-sso/disable-user-sso.ts';
import { updateUserSamlConfig } from './user-sso/update-user-saml-config.ts';
import { addCamUser } from './users/add-user.ts';
import { deleteCamUser } from './users/delete-user.ts';
import { getCamUser } from './users/get-user.ts';
import { listCamUsers } from './users/list-users.ts';
import { updateCamUser } from './users/update-user.ts';

/** Table of contents: what can be done inside an account. */
export const camActions: readonly AnyAction[] = [
  createAccessKey,
  deleteAccessKey,
  getSecurityLastUsed,
  listAccessKeys,
  updateAccessKey,
  getAccountSummary,
  getUserAppId,
  deleteRolePermissionsBoundary,
  deleteUserPermissionsBoundary,
  getRolePermissionBoundary,
  getUserPermissionBoundary,
  putRolePermissionsBoundary,
  putUserPermissionsBoundary,
  changePassword,
  addCamUserToGroup,
  createCamGroup,
  deleteCamGroup,
  getCamGroup,
  listGroupsForUser,
  listCamGroups,
  listUsersForGroup,
  removeCamUserFromGroup,
  updateCamGroup,
  createVirtualMfaDevice,
  deleteVirtualMfaDevice,
  describeSafeAuthFlag,
  disableVirtualMfaDevice,
  enableVirtualMfaDevice,
  attachGroupPolicy,
  attachRolePolicy,
  attachUserPolicy,
  createPolicyVersion,
  createCamPolicy,
  deletePolicyVersion,
  deleteCamPolicy,
  detachGroupPolicy,
  detachRolePolicy,
  detachUserPolicy,
  getPolicyVersion,
  getCamPolicy,
  listAttachedGroupPolicies,
  listAttachedRolePolicies,
  listAttachedUserPolicies,
  listEntitiesForPolicy,
  listCamPolicies,
  listPolicyVersions,
  setDefaultPolicyVersion,
  updateCamPolicy,
  createRole,
  deleteRole,
  describeRoleList,
  getRole,
  tagRole,
  updateAssumeRolePolicy,
  updateRoleConsoleLogin,
  updateRoleDescription,
  updateRoleSessionDuration,
  createSamlProvider,
  deleteSamlProvider,
  getSamlProvider,
  listSamlProviders,
  updateSamlProvider,
  createServiceLinkedRole,
  describeServiceRoleGrant,
  grantServiceRole,
  passRole,
  createUserSamlConfig,
  describeUserSamlConfig,
  disableUserSso,
  updateUserSamlConfig,
  addCamUser,
  deleteCamUser,
  getCamUser,
  listCamUsers,
  updateCamUser,
];
