// tsyringe, inside @peculiar/x509, refuses to load without it.
import 'reflect-metadata';
import { constants, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { cryptoProvider, X509CertificateGenerator } from '@peculiar/x509';
import { beforeAll, describe, expect, it } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { addExternalSamlIdpCertificate } from '../../../../src/domain/identity-center/sso/add-external-saml-idp-certificate.ts';
import { activateSamlSigningKey } from '../../../../src/domain/identity-center/sso/keys/activate-saml-signing-key.ts';
import { prepareSamlSigningKey } from '../../../../src/domain/identity-center/sso/keys/prepare-saml-signing-key.ts';
import { encode, impostor, type ResponseParts } from '../../../support/identity-provider.ts';
import { newWorld, type World } from '../../../support/world.ts';
import { type Company, foundCompany } from './company.ts';
import { encryptFor } from './encrypted-assertion.ts';

const rsaPss = 'http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1';
const ecdsa = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

describe('with the second opinion of node-saml', () => {
  let world: World;
  let northwind: Company;
  let ecKey: KeyObject;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    const { certificate, privateKey } = await ecKeyPair();
    ecKey = privateKey;
    await world.execute(addExternalSamlIdpCertificate, northwind.administrator, {
      zoneId: northwind.zoneId,
      x509Certificate: certificate,
    });
    world.settings.samlSecondOpinion = true;
  });

  const verdictOn = async (changes: Partial<ResponseParts>, write = (xml: string) => xml) => {
    const { requestId, browserSecret } = await northwind.start();
    const xml = write(northwind.idp.write(northwind.parts(requestId, 'alice', changes)));
    return northwind.verdictOn(encode(xml), browserSecret);
  };

  it.each<[string, Partial<ResponseParts>]>([
    ['a signed assertion', { sign: 'assertion' }],
    ['a signed response', { sign: 'response' }],
    ['both signed', { sign: 'both' }],
    ['SHA-512', { signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512' }],
    ['RSA-PSS and SHA-256', { signatureAlgorithm: 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1' }],
    ['an end of the session', { sessionNotOnOrAfter: '2026-07-29T18:00:00Z' }],
  ])('a login with %s passes', async (_what, changes) => {
    expect(await verdictOn(changes)).toBe('accepted alice');
  });

  it.each<ResponseParts['sign']>(['assertion', 'response', 'both'])(
    'a login with an encrypted assertion passes, signed: %s',
    async (signed) => {
      const { requestId, browserSecret } = await northwind.start();
      const parts = northwind.parts(requestId);
      const isInside = signed !== 'response';
      const plain = northwind.idp.write({ ...parts, sign: isInside ? 'assertion' : 'nothing' });
      const encrypted = await encryptFor(northwind, plain);
      const xml = signed === 'assertion' ? encrypted : northwind.idp.sign(encrypted, parts.id);

      expect(await northwind.verdictOn(encode(xml), browserSecret)).toBe('accepted alice');
    },
  );

  it('a login that is encrypted for a key of ours that has been replaced passes', async () => {
    const { requestId, browserSecret } = await northwind.start();
    const xml = await encryptFor(northwind, northwind.idp.write(northwind.parts(requestId)));
    const { zoneId, administrator } = northwind;
    await world.execute(prepareSamlSigningKey, administrator, { zoneId });
    await world.execute(activateSamlSigningKey, administrator, { zoneId });

    expect(await northwind.verdictOn(encode(xml), browserSecret)).toBe('accepted alice');
  });

  it('a login that begins at the identity provider passes', async () => {
    await northwind.change({ allowsIdpInitiated: true });

    expect(await northwind.verdictOn(northwind.respond(undefined))).toBe('accepted alice');
  });

  it('what we refuse is refused for our own reason', async () => {
    const stranger = await impostor();
    const { requestId, browserSecret } = await northwind.start();

    expect(await northwind.verdictOn(stranger.respond(northwind.parts(requestId)), browserSecret)).toBe(
      'refused signature-invalid',
    );
    expect(await verdictOn({ notOnOrAfter: '2026-07-29T16:00:00Z' })).toBe('refused expired');
    expect(await verdictOn({ nameId: 'nobody' })).toBe('refused user-unknown');
  });

  it.each([
    ['RSA-PSS and SHA-384', rsaPss],
    ['ECDSA', ecdsa],
  ])(
    'a response signed by %s, which node-saml does not know, is refused and uses nothing up',
    async (_, by) => {
      const { requestId, browserSecret } = await northwind.start();
      const parts = northwind.parts(requestId);
      const unsigned = northwind.idp.write({ ...parts, sign: 'nothing' });
      const key = by === ecdsa ? ecKey : createPrivateKey(northwind.idp.keyPair.privateKey);
      const response = encode(signBy(unsigned, parts.assertionId, by, key));

      expect(await northwind.verdictOn(response, browserSecret)).toBe('refused second-opinion-differs');
      expect(await northwind.latestAttempt()).toMatchObject({
        expected: `"alice" by "${northwind.idp.entityId}"`,
      });

      world.settings.samlSecondOpinion = false;
      expect(await northwind.verdictOn(response, browserSecret)).toBe('accepted alice');
      world.settings.samlSecondOpinion = true;
    },
  );
});

const signers: Record<string, (data: string, key: KeyObject) => Buffer> = {
  [rsaPss]: (data, key) =>
    sign('sha384', Buffer.from(data), {
      key,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    }),
  [ecdsa]: (data, key) => sign('sha256', Buffer.from(data), { key, dsaEncoding: 'ieee-p1363' }),
};

/** Signs by an algorithm that xml-crypto does not bring along. */
function signBy(xml: string, id: string, algorithm: string, key: KeyObject): string {
  const signer = new SignedXml({
    privateKey: 'unused',
    signatureAlgorithm: algorithm,
    canonicalizationAlgorithm: exclusive,
  });
  signer.SignatureAlgorithms[algorithm] = class {
    getSignature = (signedInfo: string) => signers[algorithm]?.(signedInfo, key).toString('base64') ?? '';
    verifySignature = () => false;
    getAlgorithmName = () => algorithm;
  } as never;
  signer.addReference({
    xpath: `//*[@ID='${id}']`,
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive],
  });
  const reference = `//*[@ID='${id}']/*[local-name()='Issuer']`;
  signer.computeSignature(xml, { prefix: 'ds', location: { reference, action: 'after' } });
  return signer.getSignedXml();
}

async function ecKeyPair(): Promise<{ privateKey: KeyObject; certificate: string }> {
  cryptoProvider.set(crypto);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const certificate = await X509CertificateGenerator.create({
    serialNumber: '0b',
    subject: 'CN=idp.example.com',
    issuer: 'CN=idp.example.com',
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2036-01-01T00:00:00Z'),
    signingKey: await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']),
    publicKey: await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify']),
    signingAlgorithm: algorithm,
  });
  return { privateKey, certificate: certificate.toString('pem') };
}
