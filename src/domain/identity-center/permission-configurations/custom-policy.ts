import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import { requirePolicy } from '../../policy/index.ts';

export const customPolicyLimit = 1;
const customPolicyNameCharacters = 32;

/** A policy that is written by hand and belongs to its configuration alone. */
export const customPolicy = z.object({ policyName: z.string(), policyDocument: z.string() });
export type CustomPolicy = z.infer<typeof customPolicy>;

/** What CAM would take, and nothing else: a name, and a document without a problem. */
export function requireCustomPolicy({ policyName, policyDocument }: CustomPolicy): CustomPolicy {
  if (policyName.length > customPolicyNameCharacters) throw customPolicyNameTooLong();
  if (!/^[A-Za-z0-9+=,.@_-]+$/.test(policyName)) throw customPolicyNameNotValid(policyName);
  if (policyDocument.trim() === '') throw customPolicyEmpty();
  requirePolicy(policyDocument, 'permission');
  return { policyName, policyDocument };
}

export const tooManyCustomPolicies = () =>
  new DomainError(
    'limit-exceeded',
    'CustomPolicyOverUpperLimit',
    `A permission configuration may have ${customPolicyLimit} custom policy at most.`,
    { details: { limit: customPolicyLimit } },
  );

export const customPolicyNameTaken = (name: string) =>
  new DomainError(
    'conflict',
    'PolicyNameAlreadyExists',
    `The permission configuration already has a policy named "${name}".`,
    { details: { name } },
  );

export const notCustomPolicy = (name: string) =>
  new DomainError('invalid-input', 'PolicyTypeError', `"${name}" is a preset policy; nobody edits it.`, {
    details: { name },
  });

const customPolicyNameTooLong = () =>
  new DomainError(
    'invalid-input',
    'PolicyNameSizeOverUpperLimit',
    `A custom policy's name has ${customPolicyNameCharacters} characters at most.`,
    { details: { limit: customPolicyNameCharacters } },
  );

const customPolicyNameNotValid = (name: string) =>
  new DomainError(
    'invalid-input',
    'CustomPolicyNameNotValid',
    `"${name}" is no name of a policy: use letters, digits and +=,.@_-`,
    { details: { name } },
  );

const customPolicyEmpty = () =>
  new DomainError('invalid-input', 'PolicyDocumentEmpty', 'A custom policy needs a document.');
