import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { impostor } from '../../support/identity-provider.ts';
import { inclusive, sha256 } from './algorithms.ts';
import { certify } from './certificates.ts';
import { aliceLogsIn, type Login, verdictOn } from './login.ts';
import { type Recipe, signElement, signedAssertion, usualRecipe } from './signer.ts';

const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const more2007 = 'http://www.w3.org/2007/05/xmldsig-more#';

describe('a response is accepted', () => {
  let login: Login;
  beforeEach(async () => {
    login = await aliceLogsIn();
  });
  const sign = (changes: Partial<Recipe>): string => signedAssertion(login, changes);
  const trust = (publicKey: KeyObject) => {
    login.expected.certificates = [certify(publicKey)];
  };

  it.each(['rsa-sha256', 'rsa-sha384', 'rsa-sha512'])('that is signed by %s', (name) => {
    expect(verdictOn(sign({ signatureMethod: `${more}${name}` }), login.expected)).toBe('accepted alice');
  });

  it.each(['sha256-rsa-MGF1', 'sha384-rsa-MGF1', 'sha512-rsa-MGF1'])('that is signed by %s', (name) => {
    expect(verdictOn(sign({ signatureMethod: `${more2007}${name}` }), login.expected)).toBe('accepted alice');
  });

  it('that is signed by RSA-PSS with a key for nothing else', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
    trust(publicKey);

    const xml = sign({ key: privateKey, signatureMethod: `${more2007}sha256-rsa-MGF1` });
    expect(verdictOn(xml, login.expected)).toBe('accepted alice');
  });

  it.each([
    ['P-256', 'ecdsa-sha256'],
    ['P-384', 'ecdsa-sha384'],
    ['P-521', 'ecdsa-sha512'],
    ['P-256', 'ecdsa-sha512'],
  ])('that is signed by a key on %s with %s', (namedCurve, name) => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
    trust(publicKey);

    const xml = sign({ key: privateKey, signatureMethod: `${more}${name}` });
    expect(verdictOn(xml, login.expected)).toBe('accepted alice');
  });

  it.each([sha256, `${more}sha384`, 'http://www.w3.org/2001/04/xmlenc#sha512'])(
    'whose digest is by %s',
    (digestMethod) => {
      expect(verdictOn(sign({ digestMethod }), login.expected)).toBe('accepted alice');
    },
  );

  it('whose canonicalization would keep comments, when there are none', () => {
    const forms = ['http://www.w3.org/2001/10/xml-exc-c14n#WithComments', `${inclusive}#WithComments`];
    for (const form of forms) {
      expect(verdictOn(sign({ contentForm: form, signedInfoForm: form }), login.expected)).toBe(
        'accepted alice',
      );
    }
  });

  it('whose only transform is the enveloped signature: canonical XML follows of itself', () => {
    const edit = (signedInfo: string) =>
      signedInfo.replace(/<ds:Transform Algorithm="[^"]*REC-xml-c14n[^"]*"><\/ds:Transform>/, '');
    const xml = sign({ contentForm: inclusive, edit });

    expect(xml.match(/<ds:Transform /g)).toHaveLength(1);
    expect(verdictOn(xml, login.expected)).toBe('accepted alice');
  });

  it('whose prefix list names the default namespace', () => {
    const { idp, good, expected } = login;
    const unsigned = idp
      .write({ ...good, sign: 'nothing' })
      .replace('<samlp:Response', '<samlp:Response xmlns="urn:d"');
    const xml = signElement(unsigned, good.assertionId, {
      ...usualRecipe(idp.keyPair),
      contentPrefixes: '#default saml',
      // xml-crypto does not know #default.
      correct: (canonical) => canonical.replace('<saml:Assertion', '<saml:Assertion xmlns="urn:d"'),
    });

    expect(verdictOn(xml, expected)).toBe('accepted alice');
  });

  it('that is signed by any of several certificates, and by none that is not among them', async () => {
    const other = await impostor();
    const certificates = [other.keyPair.certificate, ...login.expected.certificates];

    expect(verdictOn(sign({}), { ...login.expected, certificates })).toBe('accepted alice');
    expect(verdictOn(sign({}), { ...login.expected, certificates: certificates.slice(0, 1) })).toBe(
      'refused signature-invalid',
    );
    expect(verdictOn(sign({}), { ...login.expected, certificates: [] })).toBe('refused signature-invalid');
  });

  it('whose signature value and digest are broken into lines', () => {
    const xml = sign({
      edit: (signedInfo) => signedInfo.replace(/(<ds:DigestValue>.{20})/, '\n $1\r\n\t'),
    }).replace(
      /<ds:SignatureValue>([^<]*)/,
      (_, value: string) => `<ds:SignatureValue>\n${value.replaceAll(/.{76}/g, '$&\r\n')}\n`,
    );

    expect(verdictOn(xml, login.expected)).toBe('accepted alice');
  });
});
