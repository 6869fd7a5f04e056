import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { leaveOutWithout } from '../../platform/xml/peer-canonicalizers.ts';
import { impostor } from '../../support/identity-provider.ts';
import { inclusive } from './algorithms.ts';
import { certify } from './certificates.ts';
import { encryptAssertion, type Lock, usualLock } from './encrypted.ts';
import { aliceLogsIn, type Login, verdictOn } from './login.ts';
import { nodeSaml, xmlsec } from './second-opinions.ts';
import { type Recipe, signElement, signedAssertion, usualRecipe } from './signer.ts';

const more = 'http://www.w3.org/2001/04/xmldsig-more#';

/**
 * Where we accept and node-saml does not: it cannot, and the standards are on our side. The other tests of a second
 * opinion leave these out. When a new version can do one of them, that test says so.
 */
describe('node-saml cannot read, and we do,', () => {
  let login: Login;
  let decryptionKey: string;
  let certificate: string;
  beforeEach(async () => {
    // xmldom says aloud what it cannot read.
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { keyPair } = await impostor();
    decryptionKey = keyPair.privateKey;
    certificate = keyPair.certificate;
    login = await aliceLogsIn(createPrivateKey(decryptionKey));
    return () => vi.restoreAllMocks();
  });
  const opinions = async (xml: string) => {
    const [trusted = ''] = login.expected.certificates;
    const theirs = await nodeSaml(trusted, decryptionKey)(xml);
    return [verdictOn(xml, login.expected), theirs.split(' ')[0]];
  };
  const unsigned = () => login.idp.write({ ...login.good, sign: 'nothing' });

  const signedCases: [string, (login: Login) => string][] = [
    [
      'an attribute id of the value of an ID',
      (who) => signedAssertion(who).replace('<samlp:Status>', `<samlp:Status id="${who.good.assertionId}">`),
    ],
    [
      'a signature value in two pieces',
      (who) => signedAssertion(who).replace(/(?<=<ds:SignatureValue>.{40})(.{40})/, '<![CDATA[$1]]>'),
    ],
    [
      'white space in the last of several end tags',
      (who) => signedAssertion(who).replace(/(.*<\/saml:Issuer)>/s, '$1\n>'),
    ],
    [
      'characters that XML 1.1 takes for line ends',
      (who) => {
        who.good.nameId = 'al\u0085i\u2028ce';
        return signedAssertion(who);
      },
    ],
    [
      'xml:lang around what is signed in inclusive form',
      (who) => {
        const xml = who.idp
          .write({ ...who.good, sign: 'nothing' })
          .replace('<saml:Assertion', '<saml:Assertion xml:lang="de"');
        return signElement(xml, who.good.assertionId, {
          ...usualRecipe(who.idp.keyPair),
          signedInfoForm: inclusive,
        });
      },
    ],
    [
      'a prefix list that names the default namespace',
      (who) => {
        const xml = who.idp
          .write({ ...who.good, sign: 'nothing' })
          .replace('<samlp:Response', '<samlp:Response xmlns="urn:d"');
        const correct: Recipe['correct'] = (canonical) =>
          canonical.replace('<saml:Assertion', '<saml:Assertion xmlns="urn:d"');
        return signElement(xml, who.good.assertionId, {
          ...usualRecipe(who.idp.keyPair),
          contentPrefixes: '#default',
          correct,
        });
      },
    ],
    ['RSA with SHA-384', (who) => signedAssertion(who, { signatureMethod: `${more}rsa-sha384` })],
    ['a digest by SHA-384', (who) => signedAssertion(who, { digestMethod: `${more}sha384` })],
    [
      'ECDSA',
      (who) => {
        const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
        who.expected.certificates = [certify(publicKey)];
        return signedAssertion(who, { key: privateKey, signatureMethod: `${more}ecdsa-sha256` });
      },
    ],
  ];
  it.each(signedCases)('%s', async (_what, write) => {
    const xml = write(login);

    expect(await opinions(xml)).toEqual([`accepted ${login.good.nameId}`, 'refused']);
  });

  it.skipIf(leaveOutWithout('xmlsec1')).each(signedCases)('%s, as xmlsec1 does', (_what, write) => {
    const xml = write(login);
    const [trusted = ''] = login.expected.certificates;

    expect(xmlsec([xml], trusted)).toEqual(['OK']);
  });

  it.each<[string, Partial<Lock>]>([
    ['AES-192-GCM', { cipher: 'aes192-gcm' }],
    ['RSA-OAEP with SHA-256', { transport: 'rsa-oaep', digest: 'sha256', mask: 'sha256' }],
    ['RSA-OAEP of the older name with SHA-256', { digest: 'sha256' }],
  ])('an assertion encrypted by %s', async (_what, changes) => {
    const lock = { ...usualLock(createPublicKey(certificate)), ...changes };

    expect(await opinions(encryptAssertion(signedAssertion(login), lock))).toEqual([
      'accepted alice',
      'refused',
    ]);
  });

  it('an encrypted assertion that uses the prefixes of what is around it', async () => {
    const borrowing = unsigned().replace(/(<saml:Assertion) xmlns:saml="[^"]*"/, '$1');
    const signed = signElement(borrowing, login.good.assertionId, usualRecipe(login.idp.keyPair));
    const encrypted = encryptAssertion(signed, usualLock(createPublicKey(certificate)));

    expect(await opinions(encrypted)).toEqual(['accepted alice', 'refused']);
  });
});
