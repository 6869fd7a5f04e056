import { findPresetPolicy, presetPolicies } from '../../../domain/cam/policies/preset-policy.ts';
import type { OrganizationIdentity } from '../../../domain/organization/member-logins/login-permissions/organization-identity.ts';
import { chosenNumbers } from './chosen.ts';

const custom = 1;
const preset = 2;

/** Every policy that a login permission may be made of, with what it is for. */
export const presetChoices = () =>
  presetPolicies
    .filter(({ isServiceLinked }) => !isServiceLinked)
    .map(({ policyId, policyName, description }) => ({ policyId, policyName, description }));

/** The policies of the form: boxes for presets, and a text that may be empty. */
export function policiesOf(body: Record<string, unknown>) {
  const presets = chosenNumbers(body.policyIds).map((policyId) => ({ policyId, policyType: preset }));
  const policyDocument = typeof body.customPolicy === 'string' ? body.customPolicy.trim() : '';
  if (policyDocument === '') return presets;
  const policyName = typeof body.customPolicyName === 'string' ? body.customPolicyName.trim() : '';
  return [...presets, { policyType: custom, policyName, policyDocument }];
}

/** What the form's fields hold before anybody types. */
export const valuesOf = ({ description, presets, customPolicy }: ReturnType<typeof toPermission>) => ({
  description,
  policyIds: presets.map(({ policyId }) => String(policyId)),
  customPolicyName: customPolicy?.policyName ?? '',
  customPolicy: customPolicy?.policyDocument ?? '',
});

/** The product's words for the API's. */
export function toPermission(identity: OrganizationIdentity) {
  const { identityId: id, identityAliasName: name, identityPolicy, identityType, ...rest } = identity;
  const isCustom = identityType === 2;
  return {
    ...rest,
    id,
    name,
    isCustom,
    href: `/console/organization/login-permissions/${id}`,
    presets: identityPolicy
      .filter(({ policyType }) => policyType === preset)
      .map(({ policyId = 0, policyName = '' }) => ({
        policyId,
        policyName,
        document: JSON.stringify(findPresetPolicy(policyId)?.document ?? {}, null, 2),
      })),
    customPolicy: identityPolicy
      .filter(({ policyType }) => policyType === custom)
      .map(({ policyName = '', policyDocument = '' }) => ({ policyName, policyDocument }))[0],
  };
}
