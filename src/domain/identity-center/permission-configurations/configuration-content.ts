import { z } from 'zod';
import { findPresetPolicy } from '../../cam/index.ts';
import {
  customPolicy,
  customPolicyLimit,
  customPolicyNameTaken,
  requireCustomPolicy,
  tooManyCustomPolicies,
} from './custom-policy.ts';
import {
  description,
  relayState,
  sessionSeconds,
  systemPolicyLimit,
  tooManyPolicies,
} from './permission-configuration.ts';
import { requirePresetId } from './preset-reference.ts';

/** All that a permission configuration says, as one value: what a version keeps and an edit changes. */
export const configurationContent = z.object({
  description,
  sessionDuration: sessionSeconds,
  relayState,
  policyIds: z.array(z.int()),
  customPolicies: z.array(customPolicy),
});
export type ConfigurationContent = z.infer<typeof configurationContent>;

/** In order, without repetition, within the limits, and made of nothing but policies that there are. */
export function requireContent(content: ConfigurationContent): ConfigurationContent {
  const policyIds = [...new Set(content.policyIds.map(requirePresetId))].sort((one, other) => one - other);
  if (policyIds.length > systemPolicyLimit) throw tooManyPolicies();
  if (content.customPolicies.length > customPolicyLimit) throw tooManyCustomPolicies();
  const customPolicies = content.customPolicies.map(requireCustomPolicy);
  const presetNames = new Set(policyIds.map((policyId) => findPresetPolicy(policyId)?.policyName));
  const taken = customPolicies.find(({ policyName }) => presetNames.has(policyName));
  if (taken) throw customPolicyNameTaken(taken.policyName);
  return { ...content, policyIds, customPolicies };
}

/** One line of the difference between two versions; absent is null. */
export const contentChange = z.object({
  field: z.enum(['description', 'sessionDuration', 'relayState', 'presetPolicy', 'customPolicy']),
  /** The policy's name. */
  name: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type ContentChange = z.infer<typeof contentChange>;

export function differenceBetween(
  before: ConfigurationContent | undefined,
  after: ConfigurationContent,
): ContentChange[] {
  return [
    ...plain('description', before?.description ?? '', after.description),
    ...plain('sessionDuration', before?.sessionDuration ?? '', after.sessionDuration),
    ...plain('relayState', before?.relayState ?? '', after.relayState),
    ...named('presetPolicy', presetsOf(before), presetsOf(after)),
    ...named('customPolicy', customsOf(before), customsOf(after)),
  ];
}

/** The relay state is said at each login; everything else is what roles were deployed with. */
export const requiresRedeployment = (changes: readonly ContentChange[]): boolean =>
  changes.some(({ field }) => field !== 'relayState');

const plain = (
  field: 'description' | 'sessionDuration' | 'relayState',
  from: string | number,
  to: string | number,
): ContentChange[] =>
  from === to ? [] : [{ field, name: '', from: String(from) || null, to: String(to) || null }];

function named(
  field: 'presetPolicy' | 'customPolicy',
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): ContentChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names
    .map((name) => ({ field, name, from: before.get(name) ?? null, to: after.get(name) ?? null }))
    .filter(({ from, to }) => from !== to);
}

const presetsOf = (content: ConfigurationContent | undefined): Map<string, string> =>
  new Map(
    (content?.policyIds ?? []).map((policyId) => {
      const name = findPresetPolicy(policyId)?.policyName ?? String(policyId);
      return [name, name];
    }),
  );

const customsOf = (content: ConfigurationContent | undefined): Map<string, string> =>
  new Map(
    (content?.customPolicies ?? []).map(({ policyName, policyDocument }) => [policyName, policyDocument]),
  );
