import { DomainError } from '../../../action/domain-error.ts';
import presets from './preset-policies.json' with { type: 'json' };

/** A policy that the cloud makes and nobody edits. Its id is the same in every account. */
export interface PresetPolicy {
  policyId: number;
  policyName: string;
  description: string;
  document: object;
}

export const presetPolicies: readonly PresetPolicy[] = presets;

const byId = new Map(presetPolicies.map((policy) => [policy.policyId, policy]));
const byName = new Map(presetPolicies.map((policy) => [policy.policyName, policy]));

export const findPresetPolicy = (policyId: number): PresetPolicy | undefined => byId.get(policyId);
export const findPresetPolicyByName = (policyName: string): PresetPolicy | undefined =>
  byName.get(policyName);

export const policyNotFound = (policy: string | number) =>
  new DomainError('not-found', 'PolicyIdNotExist', `There is no preset policy "${policy}".`, {
    details: { policy },
  });
