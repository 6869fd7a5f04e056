import { describe, expect, it } from 'vitest';
import { emptyConfiguration } from '../../../../src/domain/identity-center/sso/sso-configuration.ts';
import {
  toTrustedCertificate,
  withCertificate,
  withoutCertificate,
} from '../../../../src/domain/identity-center/sso/trusted-certificate.ts';
import { bare, makeCertificate } from './certificates.ts';
import { means } from './means.ts';

const pem = await makeCertificate({ subject: 'CN=idp.example.com, O=Northwind' });

describe('a trusted certificate', () => {
  it.each([
    ['PEM', pem],
    ['PEM with the line ends of Windows', `\r\n${pem.replaceAll('\n', '\r\n')}\r\n`],
    ['PEM below the words of openssl', `subject=CN = idp.example.com\n${pem}`],
    ['base64 of DER in one line', bare(pem)],
    ['base64 of DER in lines', pem.split('\n').slice(1, -1).join('\n')],
  ])('is read from %s', (_form, text) => {
    expect(toTrustedCertificate(text, 'manual', means())).toEqual({
      certificateId: 'idp-c-1',
      pem: pem.trim(),
      subject: 'CN=idp.example.com, O=Northwind',
      fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
      notBefore: '2026-01-01T00:00:00.000Z',
      notAfter: '2036-01-01T00:00:00.000Z',
      source: 'manual',
    });
  });

  it.each(['EC P-256', 'EC P-384', 'RSA 2048'] as const)('may have a key of %s', async (key) => {
    const text = await makeCertificate({ key });

    expect(toTrustedCertificate(text, 'manual', means()).pem).toBe(text.trim());
  });

  it('counts until the second in which it ends, and may begin later', async () => {
    const until = '2026-07-29T16:09:10Z';
    const future = await makeCertificate({ from: '2027-01-01T00:00:00Z' });

    expect(toTrustedCertificate(await makeCertificate({ until }), 'manual', means()).notAfter).toBe(
      '2026-07-29T16:09:10.000Z',
    );
    expect(toTrustedCertificate(future, 'manual', means()).notBefore).toBe('2027-01-01T00:00:00.000Z');
  });

  it('says of a private key what it is, and repeats nothing of it', async () => {
    const text = `-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----`;

    expect(() => toTrustedCertificate(text, 'manual', means())).toThrow(/^This is a private key\./);
    expect(() => toTrustedCertificate(text, 'manual', means())).not.toThrow(/c2VjcmV0/);
  });

  it('is added and removed without touching the configuration it was added to', () => {
    const certificate = toTrustedCertificate(pem, 'manual', means());
    const one = withCertificate(emptyConfiguration, certificate);

    expect(withoutCertificate(one, certificate.certificateId)).toEqual(emptyConfiguration);
    expect(one.certificates).toEqual([certificate]);
    expect(emptyConfiguration.certificates).toEqual([]);
  });
});
