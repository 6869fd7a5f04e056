import { findPresetPolicy, findPresetPolicyByName, policyNotFound } from '../../cam/index.ts';

/** What is for the role of a service alone is nobody's to give. */
export function presetIdByName(name: string): number {
  const policy = findPresetPolicyByName(name);
  if (!policy || policy.isServiceLinked) throw policyNotFound(name);
  return policy.policyId;
}

export function requirePresetId(policyId: number): number {
  const policy = findPresetPolicy(policyId);
  if (!policy || policy.isServiceLinked) throw policyNotFound(policyId);
  return policyId;
}
