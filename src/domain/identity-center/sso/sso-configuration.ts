import { z } from 'zod';

const certificate = z.object({
  certificateId: z.string(),
  pem: z.string(),
  subject: z.string(),
  fingerprint: z.string(),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  /** What metadata brought, newer metadata takes away; what a person added, a person removes. */
  source: z.enum(['metadata', 'manual']),
});
export type TrustedCertificate = z.infer<typeof certificate>;

/** All that a space knows of the company's identity provider. Empty texts are not known yet. */
export const ssoConfiguration = z.object({
  isEnabled: z.boolean(),
  entityId: z.string(),
  loginUrl: z.string(),
  /** Where logout requests go; empty when the identity provider has no single logout. */
  logoutUrl: z.string(),
  /** Where logout responses go, when that is another place. */
  logoutResponseUrl: z.string(),
  logoutBinding: z.enum(['redirect', 'post']),
  certificates: z.array(certificate),
  /** Where the metadata is read again from time to time; empty when it is not. */
  metadataUrl: z.string(),
  /** Whether a login may begin at the identity provider. */
  allowsIdpInitiated: z.boolean(),
  /** Whether assertions encrypted with AES-CBC count. */
  allowsCbc: z.boolean(),
});
export type SsoConfiguration = z.infer<typeof ssoConfiguration>;

export const emptyConfiguration: SsoConfiguration = {
  isEnabled: false,
  entityId: '',
  loginUrl: '',
  logoutUrl: '',
  logoutResponseUrl: '',
  logoutBinding: 'redirect',
  certificates: [],
  metadataUrl: '',
  allowsIdpInitiated: false,
  allowsCbc: false,
};

/** How many keys an identity provider may have at once. */
export const certificateLimit = 10;

/** What is still missing before anybody can log in. */
export const missingParts = ({ entityId, loginUrl, certificates }: SsoConfiguration) =>
  [
    entityId === '' && ('entityId' as const),
    loginUrl === '' && ('loginUrl' as const),
    certificates.length === 0 && ('certificates' as const),
  ].filter((part) => part !== false);

export const ssoChange = z.object({
  field: z.string(),
  from: z.string(),
  to: z.string(),
});
export type SsoChange = z.infer<typeof ssoChange>;

const texts = [
  'entityId',
  'loginUrl',
  'logoutUrl',
  'logoutResponseUrl',
  'logoutBinding',
  'metadataUrl',
] as const;
const switches = ['isEnabled', 'allowsIdpInitiated', 'allowsCbc'] as const;

const nameOf = ({ subject, fingerprint }: TrustedCertificate) => `${subject} · ${fingerprint}`;

/** For the audit trail: the certificates by their names alone. */
export const withCertificateNames = (configuration: SsoConfiguration) => ({
  ...configuration,
  certificates: configuration.certificates.map(nameOf),
});

/** What a person would see change, in words that can be compared: certificates by subject and fingerprint. */
export function changesBetween(before: SsoConfiguration, after: SsoConfiguration): SsoChange[] {
  const without = (one: SsoConfiguration, other: SsoConfiguration) =>
    one.certificates.filter(({ fingerprint }) =>
      other.certificates.every((each) => each.fingerprint !== fingerprint),
    );
  return [
    ...switches
      .filter((field) => before[field] !== after[field])
      .map((field) => ({ field, from: String(before[field]), to: String(after[field]) })),
    ...texts
      .filter((field) => before[field] !== after[field])
      .map((field) => ({ field, from: before[field], to: after[field] })),
    ...without(before, after).map((each) => ({ field: 'certificate', from: nameOf(each), to: '' })),
    ...without(after, before).map((each) => ({ field: 'certificate', from: '', to: nameOf(each) })),
  ];
}
