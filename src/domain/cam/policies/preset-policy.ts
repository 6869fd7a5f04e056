import { DomainError } from '../../../action/domain-error.ts';
import presets from './preset-policies.json' with { type: 'json' };
import linkedPolicies from './service-linked-policies.json' with { type: 'json' };

/** A policy that the cloud makes and nobody edits. Its id is the same in every account. */
export interface PresetPolicy {
  policyId: number;
  policyName: string;
  description: string;
  document: object;
  /** For the service's own role alone: nobody attaches it, and it is nobody's boundary. */
  isServiceLinked?: boolean;
}

export const presetPolicies: readonly PresetPolicy[] = [...presets, ...linkedPolicies];

const byId = new Map(presetPolicies.map((policy) => [policy.policyId, policy]));
const byName = new Map(presetPolicies.map((policy) => [policy.policyName, policy]));

export const findPresetPolicy = (policyId: number): PresetPolicy | undefined => byId.get(policyId);
export const findPresetPolicyByName = (policyName: string): PresetPolicy | undefined =>
  byName.get(policyName);

export const policyNotFound = (policy: string | number) =>
  new DomainError('not-found', 'PolicyIdNotExist', `There is no policy "${policy}".`, {
    details: { policy },
  });
