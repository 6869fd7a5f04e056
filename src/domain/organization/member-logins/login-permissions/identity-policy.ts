import { z } from 'zod';
import { DomainError } from '../../../../action/domain-error.ts';
import { findPresetPolicy, findPresetPolicyByName } from '../../../cam/index.ts';
import { requirePolicy } from '../../../policy/index.ts';
import type { LoginPermission } from './login-permission.ts';

/** The one policy of a login permission that is written by hand. */
export interface CustomPolicy {
  policyName: string;
  /** A CAM policy document, as text. */
  policyDocument: string;
}

export const presetPolicyLimit = 30;
export const customPolicyLimit = 1;

/** As the Cloud API names the kinds of policies. */
const custom = 1;
const preset = 2;

/** A policy of a login permission (IdentityPolicy): a preset by id or name, or a custom one by its text. */
export const identityPolicy = z.object({
  policyId: z.int().optional(),
  policyName: z.string().max(128).optional(),
  policyType: z.union([z.literal(custom), z.literal(preset)]).default(preset),
  policyDocument: z.string().max(20_000).optional(),
});
export type IdentityPolicy = z.output<typeof identityPolicy>;

export const identityPolicies = z.array(identityPolicy).min(1, 'Choose at least one policy.').max(200);

/** The policies of a login permission, checked: known presets, one text that CAM would take, not too many. */
export function toPolicies(
  policies: readonly IdentityPolicy[],
): Pick<LoginPermission, 'policyIds' | 'customPolicy'> {
  const presets = policies.filter((policy) => policy.policyType === preset);
  const texts = policies.filter((policy) => policy.policyType === custom);
  if (presets.length > presetPolicyLimit) throw tooManyPresetPolicies();
  if (texts.length > customPolicyLimit) throw tooManyCustomPolicies();
  const policyIds = [...new Set(presets.map(presetPolicyId))];
  return { policyIds, customPolicy: texts[0] ? toCustomPolicy(texts[0]) : null };
}

function presetPolicyId({ policyId, policyName }: IdentityPolicy): number {
  const found =
    policyId === undefined ? findPresetPolicyByName(policyName ?? '') : findPresetPolicy(policyId);
  // What is for the role of a service alone is nobody's to give.
  if (!found || found.isServiceLinked) throw policyNotExist(policyId ?? policyName ?? '');
  return found.policyId;
}

function toCustomPolicy({ policyName = '', policyDocument = '' }: IdentityPolicy): CustomPolicy {
  requirePolicy(policyDocument, 'permission');
  return { policyName, policyDocument };
}

/** What the Cloud API shows of a login permission's policies. */
export const toIdentityPolicies = ({ policyIds, customPolicy }: LoginPermission): IdentityPolicy[] => [
  ...policyIds.map((policyId) => ({
    policyId,
    policyName: findPresetPolicy(policyId)?.policyName ?? '',
    policyType: preset as typeof preset,
  })),
  ...(customPolicy ? [{ ...customPolicy, policyType: custom as typeof custom }] : []),
];

const policyNotExist = (policy: string | number) =>
  new DomainError('not-found', 'PolicyNotExist', `There is no preset policy "${policy}".`, {
    details: { policyId: policy },
  });

const tooManyPresetPolicies = () =>
  new DomainError(
    'limit-exceeded',
    'IdentityPolicyExceedLimit',
    `A login permission may have ${presetPolicyLimit} preset policies at most.`,
    { details: { limit: presetPolicyLimit } },
  );

const tooManyCustomPolicies = () =>
  new DomainError(
    'limit-exceeded',
    'IdentityCustomPolicyExceedLimit',
    `A login permission may have ${customPolicyLimit} custom policy at most.`,
    { details: { limit: customPolicyLimit } },
  );
