/** What other domains may use of CAM: the objects inside accounts, and the rules over them. */

export * as accessKeys from './access-keys/access-key-queries.ts';
export { findKeySigner, type KeySigner } from './access-keys/key-signer.ts';
export * as accountLock from './account-lock-queries.ts';
export {
  type ConsoleSignIn,
  checkConsolePassword,
  type SignInObstacle,
} from './console-passwords/check-console-password.ts';
export { recordSignIn } from './console-passwords/console-password-queries.ts';
export * as givenObjects from './given-objects/given-object-queries.ts';
export { countAttempt, forgetAttempts } from './guesses/attempts.ts';
export { findOwnSubject, tooManyGuesses } from './guesses/own-subject.ts';
export { checkMfaCode } from './mfa/check-mfa-code.ts';
export { type DescribedPolicy, describeHeldPolicies } from './permissions/describe-held-policies.ts';
export type { Holder } from './permissions/held-policy-queries.ts';
export { type IdentityPolicies, policiesOf } from './permissions/policies-of.ts';
export { tooManyAttachments } from './policies/attach-policy.ts';
export * as attachments from './policies/attachment-queries.ts';
export { tooManyPolicies } from './policies/custom-policy.ts';
export * as customPolicies from './policies/policy-queries.ts';
export * as policyVersions from './policies/policy-version-queries.ts';
export {
  findPresetPolicy,
  findPresetPolicyByName,
  type PresetPolicy,
  policyNotFound,
} from './policies/preset-policy.ts';
export { quotas } from './quotas.ts';
export { type Role, readRoleAttribute, roleArn } from './roles/role.ts';
export * as roles from './roles/role-queries.ts';
export {
  type TrustPolicy,
  trustAccount,
  trustSamlProvider,
  trustService,
} from './roles/trust-policy.ts';
export { rootEmail, rootPassword } from './root-users/root-user.ts';
export * as rootUsers from './root-users/root-user-queries.ts';
export { samlProviderArn } from './saml-providers/saml-provider.ts';
export * as samlProviders from './saml-providers/saml-provider-queries.ts';
export { ensureServiceLinkedRole } from './service-roles/put-service-linked-role.ts';
export { removeServiceLinkedRole } from './service-roles/remove-service-linked-role.ts';
export { identityCenterService } from './service-roles/service-role.ts';
export * as userSso from './user-sso/user-sso-queries.ts';
export { camUserArn, camUserNotFound } from './users/cam-user.ts';
export * as camUsers from './users/cam-user-queries.ts';
export { removeCamUser } from './users/remove-cam-user.ts';
