import { DomainError } from '../../../action/domain-error.ts';
import type { MetadataProblem } from '../../../platform/saml/identity-provider-metadata.ts';

/** The company's identity provider, as the space trusts it. */
export interface IdentityProvider {
  entityId: string;
  loginUrl: string;
  metadataDocument: string;
  isEnabled: boolean;
}

export interface IdentityProviderCertificate {
  certificateId: string;
  /** PEM. */
  certificate: string;
  subject: string;
  fingerprint: string;
  notBefore: Date;
  notAfter: Date;
}

/** How many keys an identity provider may have at once. */
export const certificateLimit = 10;

export const metadataInvalid = ({ code, message, details }: MetadataProblem) =>
  new DomainError('invalid-input', code, message, { details, fields: { metadata: message } });

export const identityProviderMissing = () =>
  new DomainError(
    'failed-precondition',
    'SAMLIdentityProviderNotFound',
    'The space has no complete identity provider yet.',
  );
