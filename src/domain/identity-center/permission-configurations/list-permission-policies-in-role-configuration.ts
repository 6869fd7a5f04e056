import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { findPresetPolicy } from '../../cam/index.ts';
import { getOwnSpace } from '../space/own-space.ts';
import * as contents from './configuration-content-queries.ts';
import { configurationNotFound } from './permission-configuration.ts';
import * as configurations from './permission-configuration-queries.ts';

const rolePolicyType = z.enum(['System', 'Custom']);

export const listPermissionPoliciesInRoleConfiguration = defineAction({
  id: 'organization:ListPermissionPoliciesInRoleConfiguration',
  summary: 'List the policies of a permission configuration.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    roleConfigurationId: z.string(),
    rolePolicyType: rolePolicyType.optional(),
    filter: z.string().max(256).default(''),
  }),
  output: z.object({
    totalCounts: z.int(),
    rolePolicies: z.array(
      z.object({
        rolePolicyId: z.int(),
        rolePolicyName: z.string(),
        rolePolicyType,
        /** A preset's as the object it is, a custom one as the text that was written. */
        rolePolicyDocument: z.unknown(),
        addTime: z.date(),
      }),
    ),
  }),

  async run({ db, actor }, { zoneId, roleConfigurationId: id, rolePolicyType: type, filter }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    if (!(await configurations.find(db, spaceId, id))) throw configurationNotFound(id);
    const presets = (await configurations.listPolicies(db, spaceId, id)).map(toPreset);
    const customs = (await contents.listCustomPolicies(db, spaceId, id)).map(toCustom);
    const wanted = filter.toLowerCase();
    const rolePolicies = [...presets, ...customs].filter(
      ({ rolePolicyName, rolePolicyType }) =>
        (type === undefined || rolePolicyType === type) && rolePolicyName.toLowerCase().includes(wanted),
    );
    return { totalCounts: rolePolicies.length, rolePolicies };
  },
});

function toPreset({ policyId, addTime }: { policyId: number; addTime: Date }) {
  const preset = findPresetPolicy(policyId);
  return {
    rolePolicyId: policyId,
    rolePolicyName: preset?.policyName ?? String(policyId),
    rolePolicyType: 'System' as const,
    rolePolicyDocument: preset?.document,
    addTime,
  };
}

/** A custom policy has no id of its own in the Cloud API. */
const toCustom = (policy: { policyName: string; policyDocument: string; addTime: Date }) => ({
  rolePolicyId: 0,
  rolePolicyName: policy.policyName,
  rolePolicyType: 'Custom' as const,
  rolePolicyDocument: policy.policyDocument,
  addTime: policy.addTime,
});
