import { DomainError } from '../../../action/domain-error.ts';
import type { RandomSource } from '../../../platform/random.ts';
import {
  type IdentityProviderMetadata,
  MetadataProblem,
  readIdentityProviderMetadata,
} from '../../../platform/saml/identity-provider-metadata.ts';
import { requireSecureAddress } from './secure-address.ts';
import type { SsoConfiguration, TrustedCertificate } from './sso-configuration.ts';
import { metadataInvalid } from './sso-refusals.ts';
import { toTrustedCertificate, withCertificates } from './trusted-certificate.ts';

interface Means {
  now: Date;
  random: Pick<RandomSource, 'id'>;
}

/**
 * What the configuration becomes when this document holds: the identity provider's addresses and keys are the
 * document's; certificates that a person added and our own choices stay.
 */
export function withMetadata(
  configuration: SsoConfiguration,
  document: string,
  means: Means,
): SsoConfiguration {
  const metadata = readMetadata(document);
  if (metadata.validUntil && !(metadata.validUntil > means.now)) {
    const validUntil = Number.isNaN(metadata.validUntil.getTime())
      ? 'no time'
      : metadata.validUntil.toISOString();
    const message = `The metadata was valid until ${validUntil}.`;
    throw metadataInvalid(new MetadataProblem('MetadataExpired', message, { validUntil }));
  }
  for (const address of [metadata.loginUrl, metadata.logoutUrl, metadata.logoutResponseUrl]) {
    if (address) requireSecureAddress('metadata', address);
  }
  const { entityId, loginUrl, logoutUrl, logoutResponseUrl, logoutBinding } = metadata;
  const changed = { ...configuration, entityId, loginUrl, logoutUrl, logoutResponseUrl, logoutBinding };
  // A key that was trusted for one company's identity provider is not to sign for another.
  const isAnother = configuration.entityId !== '' && configuration.entityId !== entityId;
  const present = isAnother ? { ...configuration, certificates: [] } : configuration;
  return withCertificates(changed, mergeCertificates(present, readCertificates(metadata, means)));
}

function readMetadata(document: string): IdentityProviderMetadata {
  try {
    return readIdentityProviderMetadata(document);
  } catch (error) {
    if (error instanceof MetadataProblem) throw metadataInvalid(error);
    throw error;
  }
}

/** An expired certificate beside a valid one is the one that was replaced; alone it is a refusal. */
function readCertificates({ certificates }: IdentityProviderMetadata, means: Means): TrustedCertificate[] {
  const valid: TrustedCertificate[] = [];
  let expired: DomainError | undefined;
  for (const pem of certificates) {
    try {
      valid.push(toTrustedCertificate(pem, 'metadata', means));
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'X509CertificateExpired')) throw error;
      expired = error;
    }
  }
  if (valid.length === 0 && expired) throw expired;
  return valid;
}

/** Certificates that are known keep their id and who brought them. */
function mergeCertificates(
  { certificates }: SsoConfiguration,
  read: TrustedCertificate[],
): TrustedCertificate[] {
  const byFingerprint = new Map(certificates.map((certificate) => [certificate.fingerprint, certificate]));
  const manual = certificates.filter(({ source }) => source === 'manual');
  const kept = read.map((certificate) => byFingerprint.get(certificate.fingerprint) ?? certificate);
  return [...new Set([...kept, ...manual])];
}
