import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { encrypt } from 'xml-encryption';
import { impostor } from '../../support/identity-provider.ts';
import { encryptAssertion, type Lock, usualLock } from './encrypted.ts';
import { aliceLogsIn, type Login, verdictOn } from './login.ts';
import { signElement, usualRecipe } from './signer.ts';
import { assertionIn } from './surgery.ts';

describe('an encrypted assertion is accepted', () => {
  let login: Login;
  let recipient: KeyObject;
  let certificate: string;
  beforeEach(async () => {
    const { keyPair } = await impostor();
    login = await aliceLogsIn(createPrivateKey(keyPair.privateKey));
    recipient = createPublicKey(keyPair.certificate);
    certificate = keyPair.certificate;
  });
  const verdict = (changes: Partial<Lock>, allowsCbc = false) => {
    const xml = encryptAssertion(login.idp.write(login.good), { ...usualLock(recipient), ...changes });
    return verdictOn(xml, { ...login.expected, allowsCbc });
  };

  it.each(['aes128-gcm', 'aes192-gcm', 'aes256-gcm'])('by %s', (cipher) => {
    expect(verdict({ cipher })).toBe('accepted alice');
  });

  it.each(['aes128-cbc', 'aes192-cbc', 'aes256-cbc'])('by %s, where the settings allow it', (cipher) => {
    expect(verdict({ cipher }, true)).toBe('accepted alice');
    expect(verdict({ cipher }, false)).toBe('refused algorithm-not-allowed');
  });

  it.each<[Lock['transport'], Lock['digest'], Lock['mask']]>([
    ['rsa-oaep-mgf1p', undefined, undefined],
    ['rsa-oaep-mgf1p', 'sha1', undefined],
    ['rsa-oaep-mgf1p', 'sha256', undefined],
    ['rsa-oaep-mgf1p', 'sha384', undefined],
    ['rsa-oaep-mgf1p', 'sha512', undefined],
    ['rsa-oaep', undefined, undefined],
    ['rsa-oaep', 'sha1', 'sha1'],
    ['rsa-oaep', 'sha256', undefined],
    ['rsa-oaep', 'sha256', 'sha256'],
    ['rsa-oaep', 'sha1', 'sha256'],
    ['rsa-oaep', 'sha256', 'sha1'],
    ['rsa-oaep', 'sha384', 'sha384'],
    ['rsa-oaep', 'sha512', 'sha512'],
  ])('with a key by %s, digest %s, mask %s', (transport, digest, mask) => {
    expect(verdict({ transport, digest, mask })).toBe('accepted alice');
  });

  it.each(['sha1', 'sha256', 'sha512'])(
    'by xml-encryption, which means %s for label and mask alike',
    async (digest) => {
      const xml = login.idp.write(login.good);
      const options = {
        rsa_pub: recipient.export({ type: 'spki', format: 'pem' }).toString(),
        pem: certificate,
        encryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes128-gcm',
        keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
        keyEncryptionDigest: digest,
      } as const;
      const data = await promisify(encrypt)(assertionIn(xml), options);
      // It has a name of its own for the digest.
      const named = data.replace(/2000\/09\/xmldsig#(?=sha(256|512))/, '2001/04/xmlenc#');
      const encrypted = `<saml:EncryptedAssertion>${named}</saml:EncryptedAssertion>`;

      expect(
        verdictOn(
          xml.replace(assertionIn(xml), () => encrypted),
          login.expected,
        ),
      ).toBe('accepted alice');
    },
  );

  it('whose key stands beside it', () => {
    expect(verdict({ keyBeside: true })).toBe('accepted alice');
  });

  it('by any of our keys, next, current or retired', () => {
    const current = login.expected.decryptionKeys?.() ?? [];
    const next = createPrivateKey(login.idp.keyPair.privateKey);
    login.expected.decryptionKeys = () => [next, ...current];

    expect(verdict({})).toBe('accepted alice');
    expect(verdict({ recipient: createPublicKey(next) })).toBe('accepted alice');
    login.expected.decryptionKeys = () => [next];
    expect(verdict({})).toBe('refused decryption-failed');
  });

  it('whichever is signed: the assertion before, the response after, or both', () => {
    const { idp, good, expected } = login;
    const recipe = usualRecipe(idp.keyPair);
    const unsigned = idp.write({ ...good, sign: 'nothing' });
    const inside = encryptAssertion(signElement(unsigned, good.assertionId, recipe), usualLock(recipient));
    const outside = signElement(encryptAssertion(unsigned, usualLock(recipient)), good.id, recipe);

    expect(verdictOn(inside, expected)).toBe('accepted alice');
    expect(verdictOn(outside, expected)).toBe('accepted alice');
    expect(verdictOn(signElement(inside, good.id, recipe), expected)).toBe('accepted alice');
    expect(verdictOn(encryptAssertion(unsigned, usualLock(recipient)), expected)).toBe(
      'refused signature-missing',
    );
  });

  it('that uses the prefixes of what is around it', () => {
    const { idp, good, expected } = login;
    const unsigned = idp
      .write({ ...good, sign: 'nothing' })
      .replace(/(<saml:Assertion) xmlns:saml="[^"]*"/, '$1');
    const signed = signElement(unsigned, good.assertionId, usualRecipe(idp.keyPair));

    expect(verdictOn(encryptAssertion(signed, usualLock(recipient)), expected)).toBe('accepted alice');
  });
});
