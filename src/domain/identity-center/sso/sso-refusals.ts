import { DomainError } from '../../../action/domain-error.ts';
import type { MetadataProblem } from '../../../platform/saml/identity-provider-metadata.ts';

export const metadataInvalid = ({ code, message, details }: MetadataProblem) =>
  new DomainError('invalid-input', code, message, { details, fields: { metadata: message } });

export const identityProviderMissing = () =>
  new DomainError(
    'failed-precondition',
    'SAMLIdentityProviderNotFound',
    'The space has no complete identity provider yet.',
  );

export const stillEnabled = () =>
  new DomainError(
    'failed-precondition',
    'SSoStatusEnableNotClearIdentityProvider',
    'Single sign-on is on; switch it off first.',
  );

export const certificateNotFound = (certificateId: string) =>
  new DomainError('not-found', 'X509CertificateNotFound', `There is no certificate "${certificateId}".`, {
    details: { certificateId },
  });

export const lastCertificate = () =>
  new DomainError(
    'failed-precondition',
    'X509CertificateMinimumRequired',
    'It is the only certificate; while single sign-on is on, one must remain.',
  );

export const certificateAlreadyThere = (fingerprint: string) =>
  new DomainError(
    'conflict',
    'X509CertificateAlreadyExist',
    `The certificate ${fingerprint} is trusted already.`,
    {
      details: { fingerprint },
      fields: { addCertificate: 'This certificate is trusted already.' },
    },
  );

export const tooManyCertificates = (count: number, limit: number) =>
  new DomainError(
    'limit-exceeded',
    'X509CertificateLimitExceeded',
    `There would be ${count} signing certificates; ${limit} are allowed.`,
    { details: { count, limit } },
  );

export const candidateMissing = () =>
  new DomainError('not-found', 'SSOCandidateNotFound', 'There are no prepared settings.');

export const revisionNotFound = (revision: number) =>
  new DomainError('not-found', 'SSORevisionNotFound', `There is no revision ${revision} of the settings.`, {
    details: { revision },
  });

export const nothingChanges = () =>
  new DomainError('invalid-input', 'SSOSettingsUnchanged', 'These are the settings that are in use already.');

export const candidateChanged = () =>
  new DomainError(
    'conflict',
    'SSOCandidateChanged',
    'The prepared settings were changed meanwhile; look at them again.',
  );
