import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { findPresetPolicyByName } from '../../cam/index.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { changeConfiguration } from './change-configuration.ts';
import type { ConfigurationContent } from './configuration-content.ts';
import { notCustomPolicy } from './custom-policy.ts';
import { policyNotInConfiguration } from './permission-configuration.ts';

export const updateCustomPolicyForRoleConfiguration = defineAction({
  id: 'organization:UpdateCustomPolicyForRoleConfiguration',
  summary: 'Replace the text of the custom policy of a permission configuration.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({
    zoneId: z.string(),
    roleConfigurationId: z.string(),
    customPolicyName: z.string(),
    newCustomPolicyDocument: z.string().max(61_440).default(''),
  }),
  output: z.object({}),

  async run(context, { zoneId, roleConfigurationId: id, ...policy }) {
    const { spaceId } = await getOwnSpace(context.db, context.actor, zoneId);
    await changeConfiguration(context, spaceId, id, (present) =>
      withText(present, policy.customPolicyName, policy.newCustomPolicyDocument),
    );
    return {};
  },
});

function withText(present: ConfigurationContent, name: string, policyDocument: string): ConfigurationContent {
  if (!present.customPolicies.some(({ policyName }) => policyName === name)) {
    const preset = findPresetPolicyByName(name);
    throw preset && present.policyIds.includes(preset.policyId)
      ? notCustomPolicy(name)
      : policyNotInConfiguration(name);
  }
  return {
    ...present,
    customPolicies: present.customPolicies.map((policy) =>
      policy.policyName === name ? { ...policy, policyDocument } : policy,
    ),
  };
}
