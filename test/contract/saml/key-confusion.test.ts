import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { bareCertificate } from '../../../src/platform/saml/key-pair.ts';
import { impostor } from '../../support/identity-provider.ts';
import { rsaSha256, signatureMethods } from './algorithms.ts';
import { certify } from './certificates.ts';
import { aliceLogsIn, type Login, verdictOn } from './login.ts';
import { type Recipe, signedAssertion, usualRecipe } from './signer.ts';

const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const more2007 = 'http://www.w3.org/2007/05/xmldsig-more#';

describe('which key and which algorithm count', () => {
  let login: Login;
  beforeEach(async () => {
    login = await aliceLogsIn();
  });
  const sign = (changes: Partial<Recipe>) => verdictOn(signedAssertion(login, changes), login.expected);
  const trust = (publicKey: KeyObject) => {
    login.expected.certificates = [certify(publicKey)];
  };
  const publicKeyOf = () => createPublicKey(login.idp.keyPair.certificate);

  it.each([
    'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
    'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
    `${more}rsa-md5`,
    `${more}rsa-sha224`,
    `${more}rsa-ripemd160`,
    `${more}ecdsa-sha1`,
    `${more2007}sha1-rsa-MGF1`,
  ])('not %s, though the key is right', (signatureMethod) => {
    const isMac = signatureMethod.includes('hmac');
    const key = isMac ? publicKeyOf() : usualRecipe(login.idp.keyPair).key;
    const signsBy = signatureMethod.includes('ecdsa') ? rsaSha256 : '';

    expect(sign({ signatureMethod, signsBy, key })).toBe('refused algorithm-not-allowed');
  });

  it.each(['hmac-sha256', 'hmac-sha512'])('not %s with the public key for a secret', (name) => {
    expect(sign({ signatureMethod: `${more}${name}`, key: publicKeyOf() })).toBe(
      'refused algorithm-not-allowed',
    );
    expect(sign({ signatureMethod: rsaSha256, signsBy: `${more}${name}`, key: publicKeyOf() })).toBe(
      'refused signature-invalid',
    );
  });

  it.each([
    'none',
    '',
    ' ',
    'rsa-sha256',
    'sha256',
    'RSA-SHA256',
    `${rsaSha256} `,
    rsaSha256.toUpperCase(),
    'http://www.w3.org/2000/09/xmldsig#rsa-sha256',
    'http://www.w3.org/2000/09/xmldsig#dsa-sha1',
    'http://www.w3.org/2009/xmldsig11#dsa-sha256',
    'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519',
    '__proto__',
    'constructor',
  ])('not %j, whatever is signed', (signatureMethod) => {
    expect(sign({ signatureMethod, signsBy: rsaSha256 })).toBe('refused algorithm-not-allowed');
  });

  it.each([
    'http://www.w3.org/2000/09/xmldsig#sha1',
    `${more}md5`,
    `${more}sha224`,
    'http://www.w3.org/2001/04/xmlenc#ripemd160',
  ])('not the digest %s', (digestMethod) => {
    expect(sign({ digestMethod })).toBe('refused algorithm-not-allowed');
  });

  it.each(['', 'sha256', 'http://www.w3.org/2000/09/xmldsig#sha256', 'constructor'])(
    'not the digest %j',
    (name) => {
      const edit: Recipe['edit'] = (info) => info.replace('http://www.w3.org/2001/04/xmlenc#sha256', name);

      expect(sign({ edit })).toBe('refused algorithm-not-allowed');
      expect(sign({ edit: (info) => info.replace(/(?<=<ds:DigestMethod) Algorithm="[^"]*"/, '') })).toBe(
        'refused algorithm-not-allowed',
      );
      expect(sign({ edit: (info) => info.replace(/(?<=<ds:SignatureMethod) Algorithm="[^"]*"/, '') })).toBe(
        'refused algorithm-not-allowed',
      );
    },
  );

  const rsaNames = Object.keys(signatureMethods).filter((name) =>
    /rsa-sha(256|384|512)$|(256|384|512)-rsa-MGF1$/.test(name),
  );
  it.each(rsaNames)('%s, only when it is what was done', (signatureMethod) => {
    expect(sign({ signatureMethod })).toBe('accepted alice');
    for (const signsBy of rsaNames.filter((name) => name !== signatureMethod)) {
      expect(sign({ signatureMethod, signsBy })).toBe('refused signature-invalid');
    }
  });

  it('no RSA-PSS with a salt of another length', () => {
    const signatureMethod = `${more2007}sha256-rsa-MGF1`;

    expect(sign({ signatureMethod, signsBy: 'urn:test:sha256-rsa-MGF1-without-salt' })).toBe(
      'refused signature-invalid',
    );
  });

  it('no RSA key for ECDSA and no ECDSA key for RSA', () => {
    const ecdsa = `${more}ecdsa-sha256`;
    expect(sign({ signatureMethod: ecdsa, signsBy: rsaSha256 })).toBe('refused signature-invalid');

    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    trust(publicKey);
    expect(sign({ signatureMethod: ecdsa, key: privateKey })).toBe('accepted alice');
    expect(sign({ signatureMethod: rsaSha256, signsBy: ecdsa, key: privateKey })).toBe(
      'refused signature-invalid',
    );
    expect(sign({ signatureMethod: `${more2007}sha256-rsa-MGF1`, signsBy: ecdsa, key: privateKey })).toBe(
      'refused signature-invalid',
    );
  });

  it('no ECDSA signature of zeros (CVE-2022-21449), or of another shape', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    trust(publicKey);
    const xml = signedAssertion(login, { signatureMethod: `${more}ecdsa-sha256`, key: privateKey });
    const order = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551';
    const withValue = (value: Buffer) =>
      verdictOn(
        xml.replace(/(?<=<ds:SignatureValue>)[^<]*/, () => value.toString('base64')),
        login.expected,
      );
    const value = Buffer.from(/<ds:SignatureValue>([^<]*)/.exec(xml)?.[1] ?? '', 'base64');

    expect(withValue(value)).toBe('accepted alice');
    expect(withValue(Buffer.alloc(64))).toBe('refused signature-invalid');
    expect(withValue(Buffer.from(order + order, 'hex'))).toBe('refused signature-invalid');
    expect(withValue(Buffer.concat([Buffer.alloc(32), value.subarray(32)]))).toBe(
      'refused signature-invalid',
    );
    expect(
      withValue(Buffer.concat([Buffer.alloc(1), value.subarray(0, 32), Buffer.alloc(1), value.subarray(32)])),
    ).toBe('refused signature-invalid');
    // DER, as others want it.
    expect(withValue(Buffer.from('3006020101020101', 'hex'))).toBe('refused signature-invalid');
  });

  it('no key of another kind', () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    trust(publicKey);

    expect(sign({})).toBe('refused signature-invalid');
  });
});

describe('what a signature says of its key', () => {
  it('is not believed, and does no harm', async () => {
    const login = await aliceLogsIn();
    const { keyPair: attacker } = await impostor();
    const key = createPublicKey(attacker.certificate).export({ format: 'jwk' });
    const base64 = (url = '') => Buffer.from(url, 'base64url').toString('base64');
    const certificate = (pem: string) =>
      `<ds:X509Data><ds:X509Certificate>${bareCertificate(pem)}</ds:X509Certificate></ds:X509Data>`;
    const keyInfos = [
      certificate(attacker.certificate),
      certificate(login.idp.keyPair.certificate),
      certificate(attacker.certificate) + certificate(login.idp.keyPair.certificate),
      `<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${base64(key.n)}</ds:Modulus><ds:Exponent>${base64(key.e)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>`,
      '<ds:RetrievalMethod URI="https://evil.example.com/key" Type="http://www.w3.org/2000/09/xmldsig#rawX509Certificate"/>',
      '<ds:RetrievalMethod URI="#_assertion-1"/>',
      '<ds:KeyName>idp.example.com</ds:KeyName>',
      '<ds:X509Data><ds:X509Certificate>not a certificate</ds:X509Certificate></ds:X509Data>',
    ];

    for (const keyInfo of keyInfos) {
      const forged = signedAssertion(login, { ...usualRecipe(attacker), keyInfo });
      expect(verdictOn(forged, login.expected)).toBe('refused signature-invalid');
      expect(verdictOn(signedAssertion(login, { keyInfo }), login.expected)).toBe('accepted alice');
    }
  });
});
