/** What other domains may use of CAM: the objects inside accounts, and the rules over them. */
export * as attachments from './policies/attachment-queries.ts';
export {
  findPresetPolicy,
  findPresetPolicyByName,
  type PresetPolicy,
  policyNotFound,
} from './policies/preset-policy.ts';
export { readRoleAttribute, roleArn } from './roles/role.ts';
export * as roles from './roles/role-queries.ts';
export { type TrustPolicy, trustSamlProvider, trusts } from './roles/trust-policy.ts';
export { rootEmail, rootPassword, signInRefused } from './root-users/root-user.ts';
export * as rootUsers from './root-users/root-user-queries.ts';
export { samlProviderArn } from './saml-providers/saml-provider.ts';
export * as samlProviders from './saml-providers/saml-provider-queries.ts';
export * as userSso from './user-sso/user-sso-queries.ts';
export { camUserArn } from './users/cam-user.ts';
export * as camUsers from './users/cam-user-queries.ts';
