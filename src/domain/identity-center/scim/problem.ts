import { DomainError } from '../../../action/domain-error.ts';

/** Refusals whose code is the protocol's `scimType` (RFC 7644 §3.12); the detail says what was found and what was expected. */
export const invalidFilter = (detail: string) =>
  new DomainError('invalid-input', 'invalidFilter', detail, { details: { detail } });

export const invalidPath = (detail: string) =>
  new DomainError('invalid-input', 'invalidPath', detail, { details: { detail } });

export const invalidSyntax = (detail: string) =>
  new DomainError('invalid-input', 'invalidSyntax', detail, { details: { detail } });

export const invalidValue = (detail: string) =>
  new DomainError('invalid-input', 'invalidValue', detail, { details: { detail } });

export const mutability = (detail: string) =>
  new DomainError('invalid-input', 'mutability', detail, { details: { detail } });

export const noTarget = (detail: string) =>
  new DomainError('invalid-input', 'noTarget', detail, { details: { detail } });

export const tooMany = (detail: string) =>
  new DomainError('invalid-input', 'tooMany', detail, { details: { detail } });

export const versionMismatch = (version: string) =>
  new DomainError(
    'failed-precondition',
    'VersionMismatch',
    `The resource has been changed since; its version is ${version} now. Read it again and repeat the change.`,
    { details: { version } },
  );

export const versionExcluded = (version: string) =>
  new DomainError(
    'failed-precondition',
    'VersionMismatch',
    `The version is ${version}, which If-None-Match excludes.`,
    { details: { version } },
  );

/** A value as a refusal quotes it: never more of it than helps. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
