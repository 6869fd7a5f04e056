import { constants, createHmac, createPrivateKey, createSign, sign, X509Certificate } from 'node:crypto';
import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import { describe, expect, it } from 'vitest';
import { readSignedLogout } from '../../../src/platform/saml/logout/receive-logout.ts';
import { type Delivery, deliver } from '../../../src/platform/saml/logout/send-logout.ts';
import { writeLogoutRequest } from '../../../src/platform/saml/logout/write-logout.ts';
import { SamlRefusal } from '../../../src/platform/saml/refusal.ts';
import { deflate, rsaSha256, signedQuery } from '../../domain/identity-center/logout/logout-messages.ts';
import { impostor, testIdentityProvider } from '../../support/identity-provider.ts';

const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const { keyPair } = await testIdentityProvider();
const { keyPair: otherKeyPair } = await impostor();
const key = createPrivateKey(keyPair.privateKey);
const message =
  '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0"/>';
const deflated = deflate(message);

/** `SAMLRequest` and the RelayState, or `refused` with the reason. */
function read(query: string, certificates = [keyPair.certificate]): string {
  try {
    const { field, relayState } = readSignedLogout({ binding: 'redirect', query }, certificates, 65_536);
    return `${field} ${relayState}`;
  } catch (error) {
    if (error instanceof SamlRefusal) return `refused ${error.reason}`;
    throw error;
  }
}

const lowerCase = (value: string) =>
  encodeURIComponent(value).replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
const everything = (value: string) =>
  [...Buffer.from(value)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const plus = (value: string) => encodeURIComponent(value).replaceAll('%20', '+');

describe('a logout message in a query', () => {
  it.each([
    ['upper-case percent-encoding', encodeURIComponent],
    ['lower-case percent-encoding, as Entra ID writes it', lowerCase],
    ['everything encoded', everything],
    ['plus signs for blanks', plus],
  ])('is read with %s, because it is signed as it is written', (_how, encode) => {
    const query = signedQuery(deflated, key, { relayState: 'a b:/c', encode });

    expect(read(query)).toBe('SAMLRequest a b:/c');
  });

  it.each([
    ['RSA with SHA-384', `${more}rsa-sha384`, (data: string) => createSign('sha384').update(data).sign(key)],
    ['RSA with SHA-512', `${more}rsa-sha512`, (data: string) => createSign('sha512').update(data).sign(key)],
    [
      'RSA-PSS',
      'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
      (data: string) =>
        sign('sha256', Buffer.from(data), { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
    ],
  ])('is read when it is signed by %s', (_what, algorithm, signBy) => {
    expect(read(signedQuery(deflated, key, { algorithm, signBy }))).toBe('SAMLRequest ');
  });

  it('is read whatever else the query holds, in any order', () => {
    const parts = signedQuery(deflated, key, { relayState: 'x' }).split('&');

    expect(read(['a=1', ...parts.reverse(), 'b', ''].join('&'))).toBe('SAMLRequest x');
  });

  const hmac = (secret: string) => (data: string) => createHmac('sha256', secret).update(data).digest();
  const publicPem = new X509Certificate(keyPair.certificate).publicKey
    .export({ type: 'spki', format: 'pem' })
    .toString();
  const good = signedQuery(deflated, key, { relayState: 'home' });
  const without = (name: string) =>
    good
      .split('&')
      .filter((part) => !part.startsWith(`${name}=`))
      .join('&');

  it.each<[what: string, reason: string, query: string]>([
    ['no signature', 'signature-missing', without('Signature')],
    ['no algorithm', 'signature-missing', without('SigAlg')],
    ['an empty signature', 'signature-missing', `${without('Signature')}&Signature=`],
    ['a signature that is no base64', 'signature-missing', `${without('Signature')}&Signature=%2A`],
    ['another key', 'signature-invalid', signedQuery(deflated, otherKeyPair.privateKey)],
    [
      'SHA-1',
      'algorithm-not-allowed',
      signedQuery(deflated, key, {
        algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
        signBy: (data) => createSign('sha1').update(data).sign(key),
      }),
    ],
    [
      'SHA-1 under another name',
      'signature-invalid',
      signedQuery(deflated, key, { signBy: (data) => createSign('sha1').update(data).sign(key) }),
    ],
    [
      'a certificate for a secret',
      'algorithm-not-allowed',
      signedQuery(deflated, key, { algorithm: `${more}hmac-sha256`, signBy: hmac(keyPair.certificate) }),
    ],
    [
      'a public key for a secret',
      'signature-invalid',
      signedQuery(deflated, key, { signBy: hmac(publicPem) }),
    ],
    ['an elliptic curve that is none', 'signature-invalid', good.replace('rsa-sha256', 'ecdsa-sha256')],
    ['another RelayState', 'signature-invalid', good.replace('home', 'away')],
    ['no RelayState any more', 'signature-invalid', without('RelayState')],
    ['a RelayState that nobody signed', 'signature-invalid', `${signedQuery(deflated, key)}&RelayState=x`],
    ['another encoding than was signed', 'signature-invalid', good.replaceAll('%2F', '%2f')],
    ['a message of another field', 'signature-invalid', good.replace('SAMLRequest', 'SAMLResponse')],
    ['two messages', 'unexpected-element', `${good}&SAMLRequest=${encodeURIComponent(deflated)}`],
    ['a request and an answer', 'unexpected-element', `${good}&SAMLResponse=x`],
    ['two signatures', 'unexpected-element', `${good}&Signature=AAAA`],
    ['two algorithms', 'unexpected-element', `SigAlg=${encodeURIComponent(rsaSha256)}&${good}`],
    ['two RelayStates', 'unexpected-element', `${good}&RelayState=home`],
    ['nothing', 'unexpected-element', ''],
    ['a name that is encoded', 'unexpected-element', good.replace('SAMLRequest', 'SAMLReques%74')],
    ['a broken percent sign', 'not-base64', good.replace(/Signature=.*/, 'Signature=%')],
    ['bytes that are no text', 'not-base64', good.replace(/Signature=.*/, 'Signature=%ff')],
  ])('with %s is refused: %s', (_what, reason, query) => {
    expect(read(query)).toBe(`refused ${reason}`);
  });

  it.each<[what: string, reason: string, content: string]>([
    ['is not compressed', 'not-xml', Buffer.from(message).toString('base64')],
    ['inflates to a hundred megabytes', 'too-large', deflate(Buffer.alloc(110_000_000, ' '))],
    ['inflates to one byte too many', 'too-large', deflate(message + ' '.repeat(65_537 - message.length))],
    ['is cut off', 'not-xml', deflate(message.repeat(9)).slice(0, 40)],
    ['is empty', 'not-xml', ''],
    ['is no UTF-8', 'not-xml', deflate(Buffer.from([0x3c, 0x61, 0xff, 0x2f, 0x3e]))],
    ['is no XML', 'not-xml', deflate('{}')],
    ['has a document type', 'forbidden-construct', deflate(`<!DOCTYPE a>${message}`)],
  ])('that %s is refused, though it is signed: %s', (_what, reason, content) => {
    expect(read(signedQuery(content, key))).toBe(`refused ${reason}`);
  });

  it('that fills its limit to the last byte is read', () => {
    expect(read(signedQuery(deflate(message + ' '.repeat(65_536 - message.length)), key))).toBe(
      'SAMLRequest ',
    );
  });

  it('of 300 KB is refused, and costs no more than its signature', () => {
    const long = `${signedQuery(deflated, otherKeyPair.privateKey)}&RelayState=${'a'.repeat(300_000)}`;
    const many = `${good}&${Array.from({ length: 50_000 }, (_, place) => `p${place}`).join('&')}`;

    expect(read(long)).toBe('refused signature-invalid');
    expect(read(many)).toBe('SAMLRequest home');
  });

  it('is refused when nobody is trusted', () => {
    expect(read(good, [])).toBe('refused signature-invalid');
  });
});

describe('a logout request of ours', () => {
  const signer = { privateKey: key, certificate: keyPair.certificate };
  const request = writeLogoutRequest({
    id: '_request',
    issuer: 'https://login.example.com/saml/a&b/metadata',
    destination: 'https://idp.example.com/slo?a=1&b="2"',
    now: new Date('2026-07-29T16:09:09Z'),
    nameId: 'a&b<c>"d"\'e\' \u{1F600}',
    nameIdAttributes: { SPNameQualifier: 'p\t\n\r&"<>', Format: 'urn:f', NameQualifier: 'q' },
    sessionIndex: '_s&<>"',
    validSeconds: 300,
  });
  const route = { url: 'https://idp.example.com/slo', field: 'SAMLRequest', relayState: '' } as const;
  const peer = new SAML({
    issuer: 'https://idp.example.com/metadata',
    idpIssuer: 'https://login.example.com/saml/a&b/metadata',
    idpCert: keyPair.certificate,
    callbackUrl: 'https://idp.example.com/slo',
    validateInResponseTo: ValidateInResponseTo.never,
    acceptedClockSkewMs: -1,
  });
  const said = { nameID: 'a&b<c>"d"\'e\' \u{1F600}', nameIDFormat: 'urn:f', sessionIndex: '_s&<>"' };

  it('is understood by node-saml in a query, whatever the names hold', async () => {
    const delivery: Delivery = deliver(request, { ...route, binding: 'redirect' }, signer);
    const { search, searchParams } = new URL(delivery.url);
    const { profile } = await peer.validateRedirectAsync(Object.fromEntries(searchParams), search.slice(1));

    expect(profile).toMatchObject(said);
  });

  it('is understood by node-saml in a form, whatever the names hold', async () => {
    const delivery = deliver(request, { ...route, binding: 'post' }, signer);
    const SAMLRequest = delivery.binding === 'post' ? delivery.message : '';

    expect(await peer.validatePostRequestAsync({ SAMLRequest })).toMatchObject({ profile: said });
  });
});
