import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';

/**
 * A ceiling over what accounts may do: it grants nothing, it only lets through. The system's own are made by the
 * product and never change; custom ones are written by the organization's administrators.
 */
export interface ServiceControlPolicy {
  policyId: number;
  kind: 'system' | 'custom';
  name: string;
  description: string;
  /** JSON, as it was written. */
  document: string;
  createdAt: Date;
  updatedAt: Date;
  /** How many departments and members it is bound to. */
  bindings: number;
}

/** No figures are published for service control policies; these two are those of CAM's custom policies. */
export const customPolicies = 1500;
export const policiesPerTarget = 200;
const descriptionBytes = 300;

/** Bound to every department and member from the beginning, so that nothing is denied before somebody denies it. */
export const fullQcloudAccess = {
  name: 'FullQcloudAccess',
  description: 'Allows every action on every resource.',
  document: JSON.stringify(
    { version: '2.0', statement: [{ effect: 'allow', action: ['*'], resource: ['*'] }] },
    null,
    2,
  ),
};

/** The API has kinds of organization policies by name; this product has one. */
export const policyType = z.enum(['SERVICE_CONTROL_POLICY']);

export const policyName = z
  .string()
  .regex(/^[\p{L}\p{N}_]{1,128}$/u, 'Use 1 to 128 letters, digits and underscores.');

export const policyDescription = z
  .string()
  .refine((text) => Buffer.byteLength(text) <= descriptionBytes, 'Use at most 300 bytes.');

/** How the API numbers the kinds. */
export const kindNumbers = { custom: 1, system: 2 } as const;

export function requireCustom(policy: ServiceControlPolicy): void {
  if (policy.kind === 'system') throw systemPolicyFixed(policy.name);
}

export function requireUnbound(policy: ServiceControlPolicy): void {
  if (policy.bindings > 0) throw policyInUse(policy);
}

export const policyNotFound = (policyId: number) =>
  new DomainError('not-found', 'PolicyNotExist', `There is no service control policy ${policyId}.`, {
    details: { policyId },
  });

export const policyNameInUse = (name: string) =>
  new DomainError(
    'conflict',
    'PolicyNameInUse',
    `The organization already has a service control policy named "${name}".`,
    { details: { name } },
  );

export const tooManyPolicies = () =>
  new DomainError(
    'limit-exceeded',
    'PolicyFull',
    `An organization may have ${customPolicies} custom service control policies at most.`,
    { details: { limit: customPolicies } },
  );

const policyInUse = ({ name, bindings }: ServiceControlPolicy) =>
  new DomainError(
    'failed-precondition',
    'OrganizationPolicyInUsed',
    `The policy "${name}" is bound to ${bindings} departments and members; unbind it first.`,
    { details: { name, count: bindings } },
  );

const systemPolicyFixed = (name: string) =>
  new DomainError(
    'failed-precondition',
    'SystemPolicyFixed',
    `"${name}" is a system policy; it can be neither changed nor deleted.`,
    { details: { name } },
  );
