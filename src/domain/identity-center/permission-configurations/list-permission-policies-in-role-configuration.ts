import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { findPresetPolicy } from '../../cam/index.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { configurationNotFound } from './permission-configuration.ts';
import * as configurations from './permission-configuration-queries.ts';

export const listPermissionPoliciesInRoleConfiguration = defineAction({
  id: 'organization:ListPermissionPoliciesInRoleConfiguration',
  summary: 'List the policies of a permission configuration.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), roleConfigurationId: z.string() }),
  output: z.object({
    totalCounts: z.int(),
    rolePolicies: z.array(
      z.object({
        rolePolicyId: z.int(),
        rolePolicyName: z.string(),
        rolePolicyType: z.enum(['System', 'Custom']),
        rolePolicyDocument: z.unknown(),
        addTime: z.date(),
      }),
    ),
  }),

  async run({ db, actor }, { zoneId, roleConfigurationId: id }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    if (!(await configurations.find(db, spaceId, id))) throw configurationNotFound(id);
    const attached = await configurations.listPolicies(db, spaceId, id);
    const rolePolicies = attached.map(({ policyId, addTime }) => {
      const preset = findPresetPolicy(policyId);
      return {
        rolePolicyId: policyId,
        rolePolicyName: preset?.policyName ?? String(policyId),
        rolePolicyType: 'System' as const,
        rolePolicyDocument: preset?.document,
        addTime,
      };
    });
    return { totalCounts: rolePolicies.length, rolePolicies };
  },
});
