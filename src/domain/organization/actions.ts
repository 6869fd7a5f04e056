import type { AnyAction } from '../../action/define-action.ts';
import { createOrganizationMember } from './accounts/create-organization-member.ts';
import { describeAccount } from './accounts/describe-account.ts';
import { describeOrganizationMembers } from './accounts/describe-organization-members.ts';
import { getOrganizationMember } from './accounts/get-organization-member.ts';
import { openAccount } from './accounts/open-account.ts';
import { registerOrganizationMember } from './accounts/register-organization-member.ts';
import { updateOrganizationMember } from './accounts/update-organization-member.ts';
import { describeOrganizationChanges } from './changes/describe-organization-changes.ts';
import { addOrganizationNode } from './departments/add-organization-node.ts';
import { deleteOrganizationNodes } from './departments/delete-organization-nodes.ts';
import { describeOrganizationNodePaths } from './departments/describe-organization-node-paths.ts';
import { describeOrganizationNodes } from './departments/describe-organization-nodes.ts';
import { describeOrganizationTree } from './departments/describe-organization-tree.ts';
import { moveOrganizationNodeMembers } from './departments/move-organization-node-members.ts';
import { updateOrganizationNode } from './departments/update-organization-node.ts';
import { addOrganizationMemberEmail } from './email-bindings/add-organization-member-email.ts';
import { bindOrganizationMemberEmail } from './email-bindings/bind-organization-member-email.ts';
import { describeOrganizationMemberEmailBind } from './email-bindings/describe-organization-member-email-bind.ts';
import { acceptOrganizationPermissionChange } from './finance-changes/accept-organization-permission-change.ts';
import { cancelOrganizationPermissionChange } from './finance-changes/cancel-organization-permission-change.ts';
import { denyOrganizationPermissionChange } from './finance-changes/deny-organization-permission-change.ts';
import { describeOrganizationPermissionChanges } from './finance-changes/describe-organization-permission-changes.ts';
import { acceptOrganizationInvitation } from './invitations/accept-organization-invitation.ts';
import { cancelOrganizationInvitation } from './invitations/cancel-organization-invitation.ts';
import { denyOrganizationInvitation } from './invitations/deny-organization-invitation.ts';
import { inviteOrganizationMember } from './invitations/invite-organization-member.ts';
import { listOrganizationInvitations } from './invitations/list-organization-invitations.ts';
import { approveOrganizationMemberCreation } from './member-creations/approve-organization-member-creation.ts';
import { cancelOrganizationMemberCreation } from './member-creations/cancel-organization-member-creation.ts';
import { describeOrganizationMemberCreations } from './member-creations/describe-organization-member-creations.ts';
import { rejectOrganizationMemberCreation } from './member-creations/reject-organization-member-creation.ts';
import { bindOrganizationMemberAuthAccount } from './member-logins/authorizations/bind-organization-member-auth-account.ts';
import { bindOrganizationPolicySubAccount } from './member-logins/authorizations/bind-organization-policy-sub-account.ts';
import { cancelOrganizationMemberAuthAccount } from './member-logins/authorizations/cancel-organization-member-auth-account.ts';
import { cancelOrganizationPolicySubAccount } from './member-logins/authorizations/cancel-organization-policy-sub-account.ts';
import { createOrganizationMemberPolicy } from './member-logins/authorizations/create-organization-member-policy.ts';
import { createOrganizationMembersPolicy } from './member-logins/authorizations/create-organization-members-policy.ts';
import { deleteOrganizationMembersPolicy } from './member-logins/authorizations/delete-organization-members-policy.ts';
import { describeOrganizationMemberAuthAccounts } from './member-logins/authorizations/describe-organization-member-auth-accounts.ts';
import { describeOrganizationMemberPolicies } from './member-logins/authorizations/describe-organization-member-policies.ts';
import { describeOrganizationMembersAuthPolicy } from './member-logins/authorizations/describe-organization-members-auth-policy.ts';
import { listMemberAuthorizations } from './member-logins/authorizations/list-member-authorizations.ts';
import { listOrganizationSubAccounts } from './member-logins/authorizations/list-organization-sub-accounts.ts';
import { updateOrganizationMembersPolicy } from './member-logins/authorizations/update-organization-members-policy.ts';
import { createMemberContact } from './member-logins/contacts/create-member-contact.ts';
import { deleteMemberContact } from './member-logins/contacts/delete-member-contact.ts';
import { listMemberContacts } from './member-logins/contacts/list-member-contacts.ts';
import { listMembersContacts } from './member-logins/contacts/list-members-contacts.ts';
import { updateMemberContact } from './member-logins/contacts/update-member-contact.ts';
import { verifyMemberContact } from './member-logins/contacts/verify-member-contact.ts';
import { createOrgServiceAssign } from './member-logins/delegated-administrators/create-org-service-assign.ts';
import { deleteOrgServiceAssign } from './member-logins/delegated-administrators/delete-org-service-assign.ts';
import { listOrgServiceAssignMember } from './member-logins/delegated-administrators/list-org-service-assign-member.ts';
import { listOrganizationService } from './member-logins/delegated-administrators/list-organization-service.ts';
import { createOrganizationIdentity } from './member-logins/login-permissions/create-organization-identity.ts';
import { deleteOrganizationIdentity } from './member-logins/login-permissions/delete-organization-identity.ts';
import { listOrganizationIdentity } from './member-logins/login-permissions/list-organization-identity.ts';
import { updateOrganizationIdentity } from './member-logins/login-permissions/update-organization-identity.ts';
import { createOrganizationMemberAuthIdentity } from './member-logins/member-permissions/create-organization-member-auth-identity.ts';
import { deleteOrganizationMemberAuthIdentity } from './member-logins/member-permissions/delete-organization-member-auth-identity.ts';
import { deleteOrganizationMembersAuthIdentities } from './member-logins/member-permissions/delete-organization-members-auth-identities.ts';
import { deployLoginPermission } from './member-logins/member-permissions/deploy-login-permission.ts';
import { describeOrganizationMemberAuthIdentities } from './member-logins/member-permissions/describe-organization-member-auth-identities.ts';
import { listCommonMemberAuthIdentities } from './member-logins/member-permissions/list-common-member-auth-identities.ts';
import { listMembersAuthIdentities } from './member-logins/member-permissions/list-members-auth-identities.ts';
import { checkOrganizationMemberRemoval } from './membership/check-organization-member-removal.ts';
import { deleteOrganizationMembers } from './membership/delete-organization-members.ts';
import { quitOrganization } from './membership/quit-organization.ts';
import { createOrganization } from './organizations/create-organization.ts';
import { deleteOrganization } from './organizations/delete-organization.ts';
import { describeOrganization } from './organizations/describe-organization.ts';
import { describeOrganizationLimits } from './organizations/describe-organization-limits.ts';
import { updateOrganization } from './organizations/update-organization.ts';
import { attachPolicies } from './service-control-policies/attach-policies.ts';
import { attachPolicy } from './service-control-policies/attach-policy.ts';
import { createPolicy } from './service-control-policies/create-policy.ts';
import { deletePolicy } from './service-control-policies/delete-policy.ts';
import { describePolicy } from './service-control-policies/describe-policy.ts';
import { describePolicyConfig } from './service-control-policies/describe-policy-config.ts';
import { describePolicyTarget } from './service-control-policies/describe-policy-target.ts';
import { detachPolicy } from './service-control-policies/detach-policy.ts';
import { disablePolicyType } from './service-control-policies/disable-policy-type.ts';
import { enablePolicyType } from './service-control-policies/enable-policy-type.ts';
import { listPolicies } from './service-control-policies/list-policies.ts';
import { listPoliciesForTarget } from './service-control-policies/list-policies-for-target.ts';
import { listPolicyTargets } from './service-control-policies/list-policy-targets.ts';
import { listTargetsForPolicy } from './service-control-policies/list-targets-for-policy.ts';
import { updatePolicy } from './service-control-policies/update-policy.ts';
import { createOrganizationAuthNode } from './verified-entities/create-organization-auth-node.ts';
import { deleteOrganizationAuthNode } from './verified-entities/delete-organization-auth-node.ts';
import { describeOrganizationAuthNode } from './verified-entities/describe-organization-auth-node.ts';
import { updateOrganizationAuthNode } from './verified-entities/update-organization-auth-node.ts';

/** Table of contents: departments, accounts, limits, login permissions. */
export const organizationActions: readonly AnyAction[] = [
  createOrganizationMember,
  describeAccount,
  describeOrganizationMembers,
  getOrganizationMember,
  openAccount,
  registerOrganizationMember,
  updateOrganizationMember,
  describeOrganizationChanges,
  addOrganizationNode,
  deleteOrganizationNodes,
  describeOrganizationNodePaths,
  describeOrganizationNodes,
  describeOrganizationTree,
  moveOrganizationNodeMembers,
  updateOrganizationNode,
  addOrganizationMemberEmail,
  bindOrganizationMemberEmail,
  describeOrganizationMemberEmailBind,
  acceptOrganizationPermissionChange,
  cancelOrganizationPermissionChange,
  denyOrganizationPermissionChange,
  describeOrganizationPermissionChanges,
  acceptOrganizationInvitation,
  cancelOrganizationInvitation,
  denyOrganizationInvitation,
  inviteOrganizationMember,
  listOrganizationInvitations,
  approveOrganizationMemberCreation,
  cancelOrganizationMemberCreation,
  describeOrganizationMemberCreations,
  rejectOrganizationMemberCreation,
  bindOrganizationMemberAuthAccount,
  bindOrganizationPolicySubAccount,
  cancelOrganizationMemberAuthAccount,
  cancelOrganizationPolicySubAccount,
  createOrganizationMemberPolicy,
  createOrganizationMembersPolicy,
  deleteOrganizationMembersPolicy,
  describeOrganizationMemberAuthAccounts,
  describeOrganizationMemberPolicies,
  describeOrganizationMembersAuthPolicy,
  listMemberAuthorizations,
  listOrganizationSubAccounts,
  updateOrganizationMembersPolicy,
  createMemberContact,
  deleteMemberContact,
  listMemberContacts,
  listMembersContacts,
  updateMemberContact,
  verifyMemberContact,
  createOrgServiceAssign,
  deleteOrgServiceAssign,
  listOrgServiceAssignMember,
  listOrganizationService,
  createOrganizationIdentity,
  deleteOrganizationIdentity,
  listOrganizationIdentity,
  updateOrganizationIdentity,
  createOrganizationMemberAuthIdentity,
  deleteOrganizationMemberAuthIdentity,
  deleteOrganizationMembersAuthIdentities,
  deployLoginPermission,
  describeOrganizationMemberAuthIdentities,
  listCommonMemberAuthIdentities,
  listMembersAuthIdentities,
  checkOrganizationMemberRemoval,
  deleteOrganizationMembers,
  quitOrganization,
  createOrganization,
  deleteOrganization,
  describeOrganizationLimits,
  describeOrganization,
  updateOrganization,
  attachPolicies,
  attachPolicy,
  createPolicy,
  deletePolicy,
  describePolicyConfig,
  describePolicyTarget,
  describePolicy,
  detachPolicy,
  disablePolicyType,
  enablePolicyType,
  listPoliciesForTarget,
  listPolicies,
  listPolicyTargets,
  listTargetsForPolicy,
  updatePolicy,
  createOrganizationAuthNode,
  deleteOrganizationAuthNode,
  describeOrganizationAuthNode,
  updateOrganizationAuthNode,
];
