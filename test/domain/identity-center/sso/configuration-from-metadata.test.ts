import { describe, expect, it } from 'vitest';
import { withMetadata } from '../../../../src/domain/identity-center/sso/configuration-from-metadata.ts';
import {
  emptyConfiguration,
  type SsoConfiguration,
} from '../../../../src/domain/identity-center/sso/sso-configuration.ts';
import {
  toTrustedCertificate,
  withCertificate,
} from '../../../../src/domain/identity-center/sso/trusted-certificate.ts';
import { makeCertificate, makeCertificates } from './certificates.ts';
import { means } from './means.ts';
import { writeLogoutService, writeMetadata } from './metadata.ts';

const [first = '', second = '', third = ''] = await makeCertificates(3);
const pems = ({ certificates }: SsoConfiguration) => certificates.map(({ pem }) => `${pem}\n`);
const trim = (...texts: string[]) => texts.map((text) => `${text.trim()}\n`);
const read = (metadata: string, present: SsoConfiguration = emptyConfiguration) =>
  withMetadata(present, metadata, means());

describe('what metadata makes of the settings', () => {
  it('is all that it says, and single sign-on stays off', () => {
    const services = writeLogoutService('https://idp.example.com/slo', 'https://idp.example.com/done');

    expect(read(writeMetadata({ certificates: [first, second], services }))).toEqual({
      ...emptyConfiguration,
      entityId: 'https://idp.example.com/metadata',
      loginUrl: 'https://idp.example.com/sso',
      logoutUrl: 'https://idp.example.com/slo',
      logoutResponseUrl: 'https://idp.example.com/done',
      certificates: [
        expect.objectContaining({ certificateId: 'idp-c-1', source: 'metadata' }),
        expect.objectContaining({ certificateId: 'idp-c-2', source: 'metadata' }),
      ],
    });
  });

  it('leaves our own choices as they are', () => {
    const chosen = {
      ...emptyConfiguration,
      isEnabled: true,
      allowsIdpInitiated: true,
      allowsCbc: true,
      metadataUrl: 'https://idp.example.com/metadata.xml',
    };

    expect(read(writeMetadata({ certificates: [first] }), chosen)).toMatchObject({
      isEnabled: true,
      allowsIdpInitiated: true,
      allowsCbc: true,
      metadataUrl: 'https://idp.example.com/metadata.xml',
    });
  });

  it('forgets the logout address that it no longer has', () => {
    const services = writeLogoutService('https://idp.example.com/slo', 'https://idp.example.com/done');
    const before = read(writeMetadata({ certificates: [first], services }));

    expect(read(writeMetadata({ certificates: [first] }), before)).toMatchObject({
      logoutUrl: '',
      logoutResponseUrl: '',
    });
  });

  it('holds only the valid one of two certificates when the other has expired', async () => {
    const expired = await makeCertificate({ until: '2026-07-29T16:09:08Z' });

    expect(pems(read(writeMetadata({ certificates: [expired, first] })))).toEqual(trim(first));
    expect(() => read(writeMetadata({ certificates: [expired] }))).toThrow('expired at');
  });

  it('trusts no longer what earlier metadata brought, and still what a person added', () => {
    const before = read(writeMetadata({ certificates: [first] }));
    const extended = withCertificate(before, toTrustedCertificate(second, 'manual', means()));
    const after = read(writeMetadata({ certificates: [third] }), extended);

    expect(pems(after)).toEqual(trim(third, second));
    expect(after.certificates.map(({ source }) => source)).toEqual(['metadata', 'manual']);
  });

  it('keeps a known certificate under its id, and as added by whoever added it', () => {
    const manual = { ...toTrustedCertificate(first, 'manual', means()), certificateId: 'idp-c-known' };
    const after = read(
      writeMetadata({ certificates: [first, first] }),
      withCertificate(emptyConfiguration, manual),
    );

    expect(after.certificates).toEqual([manual]);
    expect(read(writeMetadata({ certificates: [second] }), after).certificates).toHaveLength(2);
  });

  it('has no room for the certificates of the document when people filled it', async () => {
    const added = await makeCertificates(9);
    const full = added.reduce(
      (present, pem) => withCertificate(present, toTrustedCertificate(pem, 'manual', means())),
      emptyConfiguration,
    );

    expect(read(writeMetadata({ certificates: [first] }), full).certificates).toHaveLength(10);
    expect(() => read(writeMetadata({ certificates: [first, second] }), full)).toThrow(
      'There would be 11 signing certificates; 10 are allowed.',
    );
  });

  it.each([
    ['with a byte order mark', (document: string) => `\uFEFF${document}`],
    ['with its XML declaration', (document: string) => `<?xml version="1.0"?>\r\n${document}\r\n`],
    [
      'valid for one more second',
      (document: string) => document.replace(' entityID', ' validUntil="2026-07-29T16:09:10Z" entityID'),
    ],
    [
      'with a login address on this machine',
      (document: string) => document.replace('https://idp.example.com/sso', 'http://localhost:8080/sso'),
    ],
    [
      'with a logout address that nobody can open',
      (document: string) =>
        document.replace('<md:Single', `${writeLogoutService('javascript:alert(1)', '')}<md:Single`),
    ],
  ])('is read from a document %s', (_what, change) => {
    const read_ = read(change(writeMetadata({ certificates: [first] })));

    expect(read_).toMatchObject({ entityId: 'https://idp.example.com/metadata', logoutUrl: '' });
  });

  it('leaves the settings it was given untouched', () => {
    const before = structuredClone(emptyConfiguration);
    read(writeMetadata({ certificates: [first] }));

    expect(emptyConfiguration).toEqual(before);
  });
});
