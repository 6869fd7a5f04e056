import type { Transaction } from '../../../platform/database/database.ts';
import { findPresetPolicy } from '../policies/preset-policy.ts';
import { type Holder, listHeld } from './held-policy-queries.ts';

/** A policy that says what somebody may do, and how they came by it. */
export interface DescribedPolicy {
  policyId: number;
  policyName: string;
  description: string;
  document: unknown;
  via: 'own' | 'group' | 'boundary';
  groupName: string | null;
}

/** For people to read: each policy with its document, as often as somebody has it. */
export async function describeHeldPolicies(
  db: Transaction,
  uin: number,
  holder: Holder,
): Promise<DescribedPolicy[]> {
  const held = await listHeld(db, uin, holder);
  return held.flatMap(({ policyId, via, ...policy }) => {
    if (policyId === null || via === null) return [];
    const preset = findPresetPolicy(policyId);
    return {
      policyId,
      policyName: preset?.policyName ?? policy.policyName ?? String(policyId),
      description: preset?.description ?? policy.description ?? '',
      document: preset?.document ?? (JSON.parse(policy.document ?? 'null') as unknown),
      via,
      groupName: policy.groupName,
    };
  });
}
