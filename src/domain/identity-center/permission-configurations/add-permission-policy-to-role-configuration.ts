import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { findPresetPolicy, findPresetPolicyByName, policyNotFound } from '../../cam/index.ts';
import * as deployments from '../deployment/deployment-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { configurationNotFound, systemPolicyLimit, tooManyPolicies } from './permission-configuration.ts';
import * as configurations from './permission-configuration-queries.ts';

export const addPermissionPolicyToRoleConfiguration = defineAction({
  id: 'organization:AddPermissionPolicyToRoleConfiguration',
  summary: 'Add preset policies to a permission configuration; its deployments then require redeployment.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    zoneId: z.string(),
    roleConfigurationId: z.string(),
    rolePolicyType: z.literal('System'),
    rolePolicyNames: z.array(z.string()).max(systemPolicyLimit).default([]),
    rolePolicies: z
      .array(z.object({ policyId: z.int() }))
      .max(systemPolicyLimit)
      .default([]),
  }),
  output: z.object({}),

  async run({ db, actor, now }, { zoneId, roleConfigurationId: id, rolePolicyNames, rolePolicies }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    if (!(await configurations.find(db, spaceId, id))) throw configurationNotFound(id);
    const policyIds = [
      ...rolePolicyNames.map(policyIdByName),
      ...rolePolicies.map(({ policyId }) => knownPolicyId(policyId)),
    ];
    const present = await configurations.listPolicies(db, spaceId, id);
    const together = new Set([...present.map((policy) => policy.policyId), ...policyIds]);
    if (together.size > systemPolicyLimit) throw tooManyPolicies();
    if (together.size === present.length) return {};

    await configurations.addPolicies(db, spaceId, id, policyIds, now);
    await deployments.requireRedeployment(db, spaceId, id, now);
    return {};
  },
});

function policyIdByName(name: string): number {
  const policy = findPresetPolicyByName(name);
  if (!policy || policy.isServiceLinked) throw policyNotFound(name);
  return policy.policyId;
}

function knownPolicyId(policyId: number): number {
  const policy = findPresetPolicy(policyId);
  if (!policy || policy.isServiceLinked) throw policyNotFound(policyId);
  return policyId;
}
