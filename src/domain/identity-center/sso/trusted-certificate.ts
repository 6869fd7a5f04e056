import { DomainError } from '../../../action/domain-error.ts';
import type { RandomSource } from '../../../platform/random.ts';
import { readCertificate } from '../../../platform/saml/key-pair.ts';
import { certificateLimit, type SsoConfiguration, type TrustedCertificate } from './sso-configuration.ts';
import {
  certificateAlreadyThere,
  certificateNotFound,
  lastCertificate,
  tooManyCertificates,
} from './sso-refusals.ts';

const invalid = (code: string, message: string, details: Record<string, string>) =>
  new DomainError('invalid-input', code, message, { details, fields: { addCertificate: message } });

interface Means {
  now: Date;
  random: Pick<RandomSource, 'id'>;
}

/** Reads a certificate that somebody wants to trust: PEM, or base64 of DER. Refuses what has expired or is too weak. */
export function toTrustedCertificate(
  text: string,
  source: TrustedCertificate['source'],
  { now, random }: Means,
): TrustedCertificate {
  const { key, ...facts } = read(text);
  const notAfter = facts.notAfter.toISOString();
  if (facts.notAfter <= now) {
    const message = `The certificate "${facts.subject}" expired at ${notAfter}.`;
    throw invalid('X509CertificateExpired', message, { subject: facts.subject, notAfter });
  }
  if (!key.isSuitable) {
    const message = `The certificate has the key ${key.name}; RSA of 2048 bits and more or EC P-256 to P-521 are expected.`;
    throw invalid('X509CertificateKeyUnsuitable', message, { key: key.name });
  }
  return {
    certificateId: random.id('idp-c'),
    ...facts,
    notBefore: facts.notBefore.toISOString(),
    notAfter,
    source,
  };
}

function read(text: string) {
  const found = text.trim();
  if (/PRIVATE KEY/.test(found)) {
    const message = 'This is a private key. It belongs to the identity provider alone; give its certificate.';
    throw invalid('X509CertificateParsingFailed', message, { found: 'PRIVATE KEY' });
  }
  try {
    return readCertificate(found);
  } catch {
    const message = `This is no X.509 certificate: "${found.slice(0, 40)}".`;
    throw invalid('X509CertificateParsingFailed', message, { found: found.slice(0, 40) });
  }
}

/** The configuration with one more certificate. */
export function withCertificate(
  configuration: SsoConfiguration,
  added: TrustedCertificate,
): SsoConfiguration {
  if (configuration.certificates.some(({ fingerprint }) => fingerprint === added.fingerprint)) {
    throw certificateAlreadyThere(added.fingerprint);
  }
  return withCertificates(configuration, [...configuration.certificates, added]);
}

export function withCertificates(
  configuration: SsoConfiguration,
  certificates: TrustedCertificate[],
): SsoConfiguration {
  if (certificates.length > certificateLimit)
    throw tooManyCertificates(certificates.length, certificateLimit);
  return { ...configuration, certificates };
}

/** The configuration with one certificate less. */
export function withoutCertificate(configuration: SsoConfiguration, certificateId: string): SsoConfiguration {
  const certificates = configuration.certificates.filter((each) => each.certificateId !== certificateId);
  if (certificates.length === configuration.certificates.length) throw certificateNotFound(certificateId);
  if (certificates.length === 0 && configuration.isEnabled) throw lastCertificate();
  return { ...configuration, certificates };
}
