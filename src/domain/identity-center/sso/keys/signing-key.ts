import { DomainError } from '../../../../action/domain-error.ts';

export const nextKeyExists = () =>
  new DomainError(
    'conflict',
    'NextSigningKeyExists',
    'There is a next key already; activate or remove it first.',
  );

export const nextKeyMissing = () =>
  new DomainError('failed-precondition', 'NextSigningKeyMissing', 'There is no next key to activate.');

export const keyNotRemovable = (keyId: string) =>
  new DomainError('not-found', 'SigningKeyNotRemovable', `There is no key "${keyId}" that is not in use.`, {
    details: { keyId },
  });
