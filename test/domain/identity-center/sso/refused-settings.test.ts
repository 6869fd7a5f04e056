import { beforeAll, describe, expect, it } from 'vitest';
import { addExternalSamlIdpCertificate } from '../../../../src/domain/identity-center/sso/add-external-saml-idp-certificate.ts';
import { impostor, testIdentityProvider } from '../../../support/identity-provider.ts';
import { trustIdentityProvider } from '../../../support/northwind.ts';
import { bare, makeCertificate, makeCertificates } from './certificates.ts';
import { encode, writeLogoutService, writeMetadata } from './metadata.ts';
import { everythingStored, type NorthwindSso, openNorthwind } from './northwind-sso.ts';

const [good, expired, weak, exotic] = await Promise.all([
  makeCertificate(),
  makeCertificate({ until: '2026-07-29T16:09:08Z' }),
  makeCertificate({ key: 'RSA 1024' }),
  makeCertificate({ key: 'Ed25519' }),
]);
const certificates = [good];
const { keyPair: stolen } = await impostor();
const metadata = writeMetadata({ certificates });
const inEntities = (...entities: string[]) =>
  `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${entities.join('')}</md:EntitiesDescriptor>`;
const role = /<md:IDPSSODescriptor.*<\/md:IDPSSODescriptor>/;

const documents: [string, string, string][] = [
  ['text that is no XML', 'hello', 'MetadataNotXml'],
  ['XML that is not closed', metadata.replace('</md:EntityDescriptor>', ''), 'MetadataNotXml'],
  ['a document type', `<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>${metadata}`, 'MetadataNotXml'],
  ['several identity providers', inEntities(metadata, metadata), 'MetadataNotOneEntity'],
  ['one identity provider in a list', inEntities(metadata), 'MetadataNotOneEntity'],
  ['a service provider', metadata.replaceAll('IDPSSO', 'SPSSO'), 'MetadataNotOneProvider'],
  ['two roles of one', metadata.replace(role, '$&$&'), 'MetadataNotOneProvider'],
  ['SAML 1.1', metadata.replace('SAML:2.0:protocol', 'SAML:1.1:protocol'), 'MetadataNotOneProvider'],
  ['no entity ID', metadata.replace(/ entityID="[^"]*"/, ''), 'MetadataWithoutEntityId'],
  [
    'an end that is over',
    writeMetadata({ certificates, attributes: ' validUntil="2026-07-29T16:09:09Z"' }),
    'MetadataExpired',
  ],
  [
    'an end that is no time',
    writeMetadata({ certificates, attributes: ' validUntil="tomorrow"' }),
    'MetadataExpired',
  ],
  ['no certificate', writeMetadata({ certificates: [] }), 'MetadataWithoutCertificate'],
  ['an expired certificate', writeMetadata({ certificates: [expired] }), 'X509CertificateExpired'],
  ['a certificate that is none', writeMetadata({ certificates: ['AAAA'] }), 'MetadataCertificateUnreadable'],
  ['a short key', writeMetadata({ certificates: [good, weak] }), 'X509CertificateKeyUnsuitable'],
  [
    'eleven certificates',
    writeMetadata({ certificates: await makeCertificates(11) }),
    'X509CertificateLimitExceeded',
  ],
  ['only HTTP-POST', metadata.replace('HTTP-Redirect', 'HTTP-POST'), 'MetadataWithoutLoginUrl'],
  [
    'a login address that is a script',
    writeMetadata({ certificates, loginUrl: 'javascript:alert(1)' }),
    'MetadataWithoutLoginUrl',
  ],
  [
    'a login address in the clear',
    writeMetadata({ certificates, loginUrl: 'http://idp.example.com/' }),
    'AddressNotSecure',
  ],
  [
    'a login address with a password',
    writeMetadata({ certificates, loginUrl: 'https://a:b@idp.example.com/' }),
    'AddressNotSecure',
  ],
  [
    'logout in the clear',
    writeMetadata({ certificates, services: writeLogoutService('http://idp.example.com/slo', '') }),
    'AddressNotSecure',
  ],
];

const broken: [string, string, string][] = [
  ['has expired', expired, 'X509CertificateExpired'],
  ['has an RSA key of 1024 bits', weak, 'X509CertificateKeyUnsuitable'],
  ['has a kind of key that nobody verifies', exotic, 'X509CertificateKeyUnsuitable'],
  ['is garbage', 'MIIgarbage', 'X509CertificateParsingFailed'],
  ['is nothing but white space', ' \n ', 'X509CertificateParsingFailed'],
  [
    'is armour around nothing',
    '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----',
    'X509CertificateParsingFailed',
  ],
  ['is cut off', bare(good).slice(0, -40), 'X509CertificateParsingFailed'],
  ['is a private key', stolen.privateKey, 'X509CertificateParsingFailed'],
  ['comes with its private key', stolen.certificate + stolen.privateKey, 'X509CertificateParsingFailed'],
];

describe('working settings, and those that are prepared,', () => {
  let sso: NorthwindSso;
  beforeAll(async () => {
    sso = await openNorthwind();
    await trustIdentityProvider(sso.world, sso.administrator, sso.zoneId, await testIdentityProvider());
    await sso.propose({ allowsCbc: true });
  });

  const add = (x509Certificate: string) =>
    sso.world.execute(addExternalSamlIdpCertificate, sso.administrator, {
      zoneId: sso.zoneId,
      x509Certificate,
    });
  /** What has to go wrong, and to leave nothing behind: no revision, no candidate, no line in the audit trail. */
  async function expectRefusal(change: () => Promise<unknown>, code: unknown) {
    const before = await everythingStored(sso.world);
    const refusal = await change().then(
      () => 'nothing was refused',
      (error) => error,
    );
    expect(refusal).toMatchObject({ name: 'DomainError', code });
    expect(refusal.message).not.toContain(bare(stolen.privateKey).slice(0, 60));
    expect(await everythingStored(sso.world)).toEqual(before);
  }

  it.each(documents)('stay as they are when the metadata has %s', async (_what, document, code) => {
    await expectRefusal(() => sso.set({ encodedMetadataDocument: encode(document) }), code);
    await expectRefusal(() => sso.propose({ metadata: document }), code);
  });

  it.each(broken)('stay as they are when a certificate %s', async (_what, text, code) => {
    await expectRefusal(() => sso.set({ x509Certificate: text }), code);
    await expectRefusal(() => sso.propose({ addCertificate: text }), code);
    await expectRefusal(() => add(text), code);
  });

  it('stay as they are when an address is none to trust', async () => {
    for (const address of [
      'http://idp.example.com/sso',
      'javascript:alert(1)',
      'https://a:b@idp.example.com',
    ]) {
      await expectRefusal(() => sso.set({ loginUrl: address }), 'AddressNotSecure');
      for (const field of ['loginUrl', 'logoutUrl', 'metadataUrl']) {
        await expectRefusal(() => sso.propose({ [field]: address }), 'AddressNotSecure');
      }
    }
  });

  it('stay as they are when the metadata is not base64', async () => {
    for (const text of ['!!!!', '\u{1F600}', metadata]) {
      await expectRefusal(() => sso.set({ encodedMetadataDocument: text }), expect.any(String));
    }
  });

  it('stay as they are when one of several values is bad', async () => {
    const encodedMetadataDocument = encode(metadata);
    await expectRefusal(
      () => sso.set({ encodedMetadataDocument, x509Certificate: 'x' }),
      'X509CertificateParsingFailed',
    );
    await expectRefusal(
      () => sso.set({ entityId: 'https://other.example.com', loginUrl: 'x' }),
      'AddressNotSecure',
    );
    await expectRefusal(() => sso.propose({ allowsCbc: true, metadata: 'x' }), 'MetadataNotXml');
    await expectRefusal(
      () => sso.propose({ isEnabled: false, removeCertificateId: 'x' }),
      'X509CertificateNotFound',
    );
  });

  it('stay as they are when a value holds what no database stores', async () => {
    await expectRefusal(() => sso.set({ entityId: 'https://idp\0' }), 'InvalidParameterValue');
    await expectRefusal(() => sso.propose({ entityId: 'https://idp\ud800' }), 'InvalidParameterValue');
  });

  it('stay as they are when more is given than there is room for', async () => {
    await expectRefusal(() => sso.set({ entityId: 'x'.repeat(1025) }), 'InvalidParameterValue');
    await expectRefusal(
      () => sso.set({ encodedMetadataDocument: 'A'.repeat(700_001) }),
      'InvalidParameterValue',
    );
    await expectRefusal(() => sso.propose({ metadata: 'x'.repeat(500_001) }), 'InvalidParameterValue');
    await expectRefusal(() => sso.propose({ addCertificate: 'x'.repeat(20_001) }), 'InvalidParameterValue');
  });
});
