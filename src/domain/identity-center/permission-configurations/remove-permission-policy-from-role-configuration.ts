import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { findPresetPolicyByName } from '../../cam/index.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { changeConfiguration } from './change-configuration.ts';
import type { ConfigurationContent } from './configuration-content.ts';
import { policyNotInConfiguration } from './permission-configuration.ts';

export const removePermissionPolicyFromRoleConfiguration = defineAction({
  id: 'organization:RemovePermissionPolicyFromRoleConfiguration',
  summary: 'Take one policy out of a permission configuration; its deployments then require redeployment.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({
    zoneId: z.string(),
    roleConfigurationId: z.string(),
    rolePolicyType: z.enum(['System', 'Custom']),
    rolePolicyName: z.string().default(''),
    rolePolicyId: z.int().default(0),
  }),
  output: z.object({}),

  async run(context, { zoneId, roleConfigurationId: id, ...policy }) {
    const { spaceId } = await getOwnSpace(context.db, context.actor, zoneId);
    await changeConfiguration(context, spaceId, id, (present) =>
      policy.rolePolicyType === 'System'
        ? withoutPreset(present, policy.rolePolicyId || policy.rolePolicyName)
        : withoutCustomPolicy(present, policy.rolePolicyName),
    );
    return {};
  },
});

function withoutPreset(present: ConfigurationContent, policy: number | string): ConfigurationContent {
  const gone = typeof policy === 'number' ? policy : findPresetPolicyByName(policy)?.policyId;
  const policyIds = present.policyIds.filter((policyId) => policyId !== gone);
  if (policyIds.length === present.policyIds.length) throw policyNotInConfiguration(policy);
  return { ...present, policyIds };
}

function withoutCustomPolicy(present: ConfigurationContent, name: string): ConfigurationContent {
  const customPolicies = present.customPolicies.filter(({ policyName }) => policyName !== name);
  if (customPolicies.length === present.customPolicies.length) throw policyNotInConfiguration(name);
  return { ...present, customPolicies };
}
