import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import * as accountLock from '../account-lock-queries.ts';
import { policyLocked } from '../policies/custom-policy.ts';
import * as policies from '../policies/policy-queries.ts';
import * as versions from '../policies/policy-version-queries.ts';
import { findPresetPolicy, policyNotFound } from '../policies/preset-policy.ts';

/** A policy as the most that somebody may do, as the API shows it. */
export const permissionBoundary = z.object({
  policyId: z.int(),
  policyName: z.string(),
  policyDocument: z.string(),
  /** 1 custom, 2 preset. */
  policyType: z.union([z.literal(1), z.literal(2)]),
  createMode: z.literal(2),
});

/**
 * Holds that a policy can be a boundary: any that exists, except those for services' own roles. Nobody deletes it
 * meanwhile.
 */
export async function requireBoundaryPolicy(db: Transaction, uin: number, policyId: number): Promise<void> {
  await accountLock.lock(db, uin);
  const preset = findPresetPolicy(policyId);
  if (preset?.isServiceLinked) throw serviceLinkedBoundary(preset.policyName);
  if (preset) return;
  const custom = await policies.find(db, uin, policyId);
  if (!custom) throw policyNotFound(policyId);
  // It goes with the organization, and would take along what its user or role may do.
  if (custom.spaceId !== null) throw policyLocked(custom.policyName, custom.spaceId);
}

export async function showBoundary(
  db: Transaction,
  uin: number,
  policyId: number | null,
): Promise<z.infer<typeof permissionBoundary>> {
  if (policyId === null) throw noBoundary();
  const preset = findPresetPolicy(policyId);
  if (preset) {
    const { policyName, document } = preset;
    const policyDocument = JSON.stringify(document, null, 2);
    return { policyId, policyName, policyDocument, policyType: 2, createMode: 2 };
  }
  const custom = await policies.find(db, uin, policyId);
  const version = custom && (await versions.find(db, uin, policyId, custom.defaultVersion));
  if (!version) throw noBoundary();
  const { policyName } = custom;
  return { policyId, policyName, policyDocument: version.document, policyType: 1, createMode: 2 };
}

const serviceLinkedBoundary = (policy: string) =>
  new DomainError(
    'failed-precondition',
    'ServiceLinkedPolicyCantInPermissionBoundary',
    `"${policy}" is for the role of its service alone, so it is nobody's boundary.`,
    { details: { policy } },
  );

export const serviceLinkedRoleUnbounded = (role: string) =>
  new DomainError(
    'failed-precondition',
    'ServiceLinkedRoleCantUsePermissionBoundary',
    `"${role}" belongs to a service and has no permission boundary.`,
    { details: { role } },
  );

const noBoundary = () =>
  new DomainError('not-found', 'PermissionBoundaryNotExist', 'There is no permission boundary.');
