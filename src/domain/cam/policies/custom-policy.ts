import { z } from 'zod';
import type { Principal } from '../../../action/actor.ts';
import { DomainError } from '../../../action/domain-error.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { managerOf } from '../given-objects/manager.ts';
import { isOrganizationName } from '../given-objects/reserved-name.ts';
import { quotas } from '../quotas.ts';
import { camResource } from '../resource-name.ts';
import * as policies from './policy-queries.ts';
import { findPresetPolicy, findPresetPolicyByName, policyNotFound } from './preset-policy.ts';

/** A policy that an account wrote for itself. Its documents are its versions, of which one is in force. */
export interface CustomPolicy {
  policyId: number;
  policyName: string;
  description: string;
  defaultVersion: number;
  /** Numbers are not used again, so that a record of "version 3" stays true. */
  lastVersion: number;
  spaceId: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export const policyName = z
  .string()
  .regex(/^[A-Za-z0-9+=,.@_-]{1,128}$/, 'Use 1 to 128 letters, digits and + = , . @ - _.');

export const policyResource = (uin: number, policyId: number | '*'): string =>
  camResource(uin, `policyid/${policyId}`);

interface PolicyReference {
  policyId?: number | undefined;
  policyName?: string | undefined;
}

/** What policies call the policy that an input means. */
export async function policyReferenceResource(
  { policyId, policyName: name }: PolicyReference,
  { uin }: Principal,
  db: Transaction,
): Promise<string> {
  const named = name === undefined ? undefined : await policies.findByName(db, uin, name);
  return policyResource(uin, policyId ?? named?.policyId ?? '*');
}

/** A custom policy that may be changed by hand. Preset policies are nobody's to change. */
export async function getOwnPolicy(db: Transaction, uin: number, policyId: number): Promise<CustomPolicy> {
  const preset = findPresetPolicy(policyId);
  if (preset) throw presetPolicyFixed(preset.policyName);
  const policy = await policies.find(db, uin, policyId);
  if (!policy) throw policyNotFound(policyId);
  if (policy.spaceId !== null) throw policyLocked(policy.policyName, policy.spaceId);
  return policy;
}

/** A policy by its id or, where the API lets it, by its name. */
export async function policyIdOf(
  db: Transaction,
  uin: number,
  { policyId, policyName: name }: PolicyReference,
): Promise<number> {
  if (policyId !== undefined) return policyId;
  if (name === undefined) throw policyMissing();
  const preset = findPresetPolicyByName(name);
  if (preset) return preset.policyId;
  const custom = await policies.findByName(db, uin, name);
  if (!custom) throw policyNotFound(name);
  return custom.policyId;
}

export function requireFreePolicyName(name: string): void {
  if (isOrganizationName(name)) throw policyNameReserved(name);
}

const policyNameReserved = (name: string) =>
  new DomainError(
    'invalid-input',
    'PolicyNameError',
    `The policy name "${name}" is reserved for deployments.`,
    { details: { name }, fields: { policyName: 'This name is reserved.' } },
  );

export const policyNameTaken = (name: string) =>
  new DomainError('conflict', 'PolicyNameInUse', `There is a policy named "${name}" already.`, {
    details: { name },
    fields: { policyName: 'This name is taken.' },
  });

export const tooManyPolicies = () =>
  new DomainError(
    'limit-exceeded',
    'PolicyFull',
    `An account may have ${quotas.policies} custom policies at most.`,
    // The organization's policies are refused by the same code, in other words.
    { details: { limit: quotas.policies, context: 'cam' } },
  );

export const tooManyVersions = () =>
  new DomainError(
    'limit-exceeded',
    'PolicyVersionFull',
    `A policy may have ${quotas.policyVersions} versions at most. Delete one first.`,
    { details: { limit: quotas.policyVersions } },
  );

export const versionNotFound = (version: number) =>
  new DomainError('not-found', 'PolicyVersionNotExist', `The policy has no version ${version}.`, {
    details: { version },
  });

export const versionInForce = (version: number) =>
  new DomainError(
    'failed-precondition',
    'PolicyVersionAlreadyDefault',
    `Version ${version} is the one in force. Make another one the default first.`,
    { details: { version } },
  );

export const policyIsBoundary = (name: string) =>
  new DomainError(
    'failed-precondition',
    'PolicyInUseAsBoundary',
    `"${name}" is the permission boundary of a user or role. Deleting it would widen what they may do.`,
    { details: { name } },
  );

const presetPolicyFixed = (name: string) =>
  new DomainError(
    'failed-precondition',
    'PresetPolicyFixed',
    `"${name}" is a preset policy. It cannot be edited or deleted.`,
    { details: { name } },
  );

export function policyLocked(name: string, owner: string): DomainError {
  const { words, details } = managerOf(owner);
  return new DomainError(
    'failed-precondition',
    'CicPolicyOperationDenied',
    `The policy "${name}" is managed by ${words} and can only be changed there.`,
    { details: { name, ...details } },
  );
}

const policyMissing = () =>
  new DomainError('invalid-input', 'PolicyMissing', 'Say by id or by name which policy is meant.');
