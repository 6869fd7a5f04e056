import { createPrivateKey, createPublicKey } from 'node:crypto';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { encrypt } from 'xml-encryption';
import type { Expectations } from '../../../src/platform/saml/expectations.ts';
import type { KeyPair } from '../../../src/platform/saml/key-pair.ts';
import { SamlRefusal } from '../../../src/platform/saml/refusal.ts';
import { verifyResponse } from '../../../src/platform/saml/verify-response.ts';
import {
  encode,
  impostor,
  type ResponseParts,
  type TestIdentityProvider,
  testIdentityProvider,
  writeAssertion,
} from '../../support/identity-provider.ts';

const now = new Date('2026-07-29T16:09:09Z');
const entityId = 'https://login.example.com/saml/northwind/metadata';
const acsUrl = 'https://login.example.com/saml/northwind/acs';

describe('verifyResponse', () => {
  let idp: TestIdentityProvider;
  let good: ResponseParts;
  let expected: Expectations;
  beforeEach(async () => {
    idp = await testIdentityProvider();
    good = idp.parts({ entityId, acsUrl, now, nameId: 'alice', inResponseTo: '_request' });
    expected = {
      entityId: idp.entityId,
      certificates: [idp.keyPair.certificate],
      audience: entityId,
      acsUrl,
      inResponseTo: 'required',
      now,
      clockSkewSeconds: 60,
      maximumBytes: 262_144,
    };
  });

  const verify = (changes: Partial<ResponseParts> = {}) =>
    verifyResponse(idp.respond({ ...good, ...changes }), expected);
  const refusalOf = (verification: () => unknown): SamlRefusal => {
    try {
      verification();
    } catch (error) {
      expect(error).toBeInstanceOf(SamlRefusal);
      return error as SamlRefusal;
    }
    throw new Error('The response was accepted.');
  };

  it.each(['assertion', 'response', 'both'] as const)(
    'accepts a response whose %s is signed',
    async (sign) => {
      expect(verify({ sign })).toMatchObject({
        nameId: 'alice',
        issuer: idp.entityId,
        inResponseTo: '_request',
        sessionIndex: '_session',
        usableUntil: new Date('2026-07-29T16:15:09Z'),
      });
    },
  );

  describe('of an encrypted assertion', () => {
    async function encrypted(parts: ResponseParts, recipient: KeyPair): Promise<string> {
      const xml = idp.write(parts);
      const [assertion = ''] = /<saml:Assertion.*<\/saml:Assertion>/.exec(xml) ?? [];
      const options = {
        rsa_pub: createPublicKey(recipient.certificate).export({ type: 'spki', format: 'pem' }).toString(),
        pem: recipient.certificate,
        encryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
        keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
      } as const;
      const data = await promisify(encrypt)(assertion, options);
      return encode(xml.replace(assertion, `<saml:EncryptedAssertion>${data}</saml:EncryptedAssertion>`));
    }

    it('accepts what was encrypted for us', async () => {
      const { keyPair } = await impostor();
      expected.decryptionKeys = () => [createPrivateKey(keyPair.privateKey)];

      expect(verifyResponse(await encrypted(good, keyPair), expected).nameId).toBe('alice');
    });

    it('refuses what was encrypted for somebody else, and what is encrypted but not signed', async () => {
      const { keyPair } = await impostor();
      expected.decryptionKeys = () => [createPrivateKey(keyPair.privateKey)];
      const forSomebodyElse = await encrypted(good, idp.keyPair);
      const unsigned = await encrypted({ ...good, sign: 'nothing' }, keyPair);

      expect(refusalOf(() => verifyResponse(forSomebodyElse, expected)).reason).toBe('decryption-failed');
      expect(refusalOf(() => verifyResponse(unsigned, expected)).reason).toBe('signature-missing');
    });
  });

  it('accepts any of several certificates, for the days in which the identity provider changes its key', async () => {
    const { keyPair } = await impostor();
    expected.certificates = [keyPair.certificate, idp.keyPair.certificate];

    expect(verify().nameId).toBe('alice');
  });

  const refused: [string, Partial<ResponseParts>, string][] = [
    ['no signature at all', { sign: 'nothing' }, 'signature-missing'],
    [
      'SHA-1 in the signature',
      { signatureAlgorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' },
      'algorithm-not-allowed',
    ],
    [
      'SHA-1 in the digest',
      { digestAlgorithm: 'http://www.w3.org/2000/09/xmldsig#sha1' },
      'algorithm-not-allowed',
    ],
    ['another issuer of the assertion', { assertionIssuer: 'https://evil.example.com' }, 'issuer-mismatch'],
    ['another issuer of the response', { responseIssuer: 'https://evil.example.com' }, 'issuer-mismatch'],
    ['another audience', { audience: 'https://other.example.com' }, 'audience-mismatch'],
    ['an audience that only begins alike', { audience: `${entityId}.evil` }, 'audience-mismatch'],
    ['another destination', { destination: 'https://other.example.com/acs' }, 'destination-mismatch'],
    ['another recipient', { recipient: 'https://other.example.com/acs' }, 'recipient-mismatch'],
    [
      'a confirmation that is no bearer',
      { confirmationMethod: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches' },
      'confirmation-missing',
    ],
    [
      'a status that is no success',
      { status: 'urn:oasis:names:tc:SAML:2.0:status:Responder' },
      'status-not-success',
    ],
    [
      'no InResponseTo',
      { inResponseTo: undefined, confirmationInResponseTo: undefined },
      'in-response-to-missing',
    ],
    [
      'a response for another request than its assertion',
      { inResponseTo: '_other' },
      'in-response-to-unexpected',
    ],
    ['no name', { nameId: '' }, 'name-id-missing'],
    ['no statement that anybody logged in', { hasAuthnStatement: false }, 'authn-statement-missing'],
    ['an end that is over', { notOnOrAfter: '2026-07-29T16:08:09Z' }, 'expired'],
    ['a beginning that is still to come', { notBefore: '2026-07-29T16:10:10Z' }, 'not-yet-valid'],
    ['a time that is none', { notOnOrAfter: 'tomorrow' }, 'time-invalid'],
    ['a day that no calendar has', { notOnOrAfter: '2026-11-31T16:12:09Z' }, 'time-invalid'],
    ['a time without its zone', { notOnOrAfter: '2026-07-29T16:12:09' }, 'time-invalid'],
    [
      'a session that ended before it began',
      { sessionNotOnOrAfter: '2026-07-29T15:00:00Z' },
      'session-expired',
    ],
  ];
  it.each(refused)('refuses %s', async (_what, changes, reason) => {
    const refusal = refusalOf(() => verify(changes));

    expect(refusal.reason).toBe(reason);
    expect(refusal.found).not.toBe('');
    expect(refusal.expected).not.toBe('');
  });

  it('allows for clocks that differ by the skew, and not by a second more', async () => {
    expect(verify({ notOnOrAfter: '2026-07-29T16:08:10Z' }).nameId).toBe('alice');
    expect(verify({ notBefore: '2026-07-29T16:10:09Z' }).nameId).toBe('alice');
    expect(refusalOf(() => verify({ notOnOrAfter: '2026-07-29T16:08:09Z' })).reason).toBe('expired');
  });

  it('refuses the right words signed with another key', async () => {
    const other = await impostor();

    expect(refusalOf(() => verifyResponse(other.respond(good), expected)).reason).toBe('signature-invalid');
  });

  it('refuses a name that was changed after signing', async () => {
    const xml = idp.write(good).replace('>alice<', '>admin<');

    expect(refusalOf(() => verifyResponse(encode(xml), expected)).reason).toBe('digest-mismatch');
  });

  it('refuses a name with a comment in it, which readers would cut at different places', () => {
    const xml = idp.write({ ...good, nameId: 'admin.evil' }).replace('admin.evil', 'admin<!-- -->.evil');

    expect(refusalOf(() => verifyResponse(encode(xml), expected)).reason).toBe('forbidden-construct');
  });

  it('refuses a second assertion beside the signed one, before and after it', async () => {
    const forged = writeAssertion({ ...good, assertionId: '_forged', nameId: 'admin' });
    const signed = idp.write(good);
    const before = signed.replace('<saml:Assertion', `${forged}<saml:Assertion`);
    const after = signed.replace('</samlp:Response>', `${forged}</samlp:Response>`);

    expect(refusalOf(() => verifyResponse(encode(before), expected)).reason).toBe('assertion-count');
    expect(refusalOf(() => verifyResponse(encode(after), expected)).reason).toBe('assertion-count');
  });

  it.each([
    ['Extensions', 'assertion-count'],
    ['Status', 'unexpected-element'],
  ])(
    'refuses a signed assertion that was moved into %s, with a forged one in its place',
    async (place, reason) => {
      const signed = idp.write(good);
      const [original = ''] = /<saml:Assertion.*<\/saml:Assertion>/.exec(signed) ?? [];
      const forged = writeAssertion({ ...good, assertionId: '_forged', nameId: 'admin' });
      const hidden = `<samlp:${place}>${original}</samlp:${place}>`;
      const xml = signed
        .replace(original, '')
        .replace('</samlp:Response>', `${hidden}${forged}</samlp:Response>`);

      expect(refusalOf(() => verifyResponse(encode(xml), expected)).reason).toBe(reason);
    },
  );

  it('refuses a forged assertion that wraps the signed one in its signature', async () => {
    const signed = idp.write(good);
    const [original = ''] = /<saml:Assertion.*<\/saml:Assertion>/.exec(signed) ?? [];
    const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/.exec(original) ?? [];
    const bare = original.replace(signature, '');
    const wrapped = signature.replace('</ds:Signature>', `<ds:Object>${bare}</ds:Object></ds:Signature>`);
    const forged = writeAssertion({ ...good, assertionId: '_forged', nameId: 'admin' });
    const xml = signed.replace(original, forged.replace('</saml:Issuer>', `</saml:Issuer>${wrapped}`));

    refusalOf(() => verifyResponse(encode(xml), expected));
  });

  it.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY e "x">]>'],
    ['a processing instruction', '<?xml-stylesheet href="x"?>'],
  ])('refuses %s before a document is built', async (_what, construct) => {
    expect(refusalOf(() => verifyResponse(encode(construct + idp.write(good)), expected)).reason).toBe(
      'forbidden-construct',
    );
  });

  it.each([
    ['plain', '<a>', '</a>'],
    ['with ends of tags in attributes', '<a b="/>">', '</a>'],
    ['with comments between', '<a><!-- </a> -->', '</a>'],
    ['with text that looks like tags', '<a><![CDATA[</a>]]>', '</a>'],
  ])('refuses deep nesting, %s', async (_what, opening, closing) => {
    const bomb = `${opening.repeat(3000)}${closing.repeat(3000)}`;

    expect(refusalOf(() => verifyResponse(encode(bomb), expected)).reason).toBe('forbidden-construct');
  });

  it.each(['<a "', '<!--', '<![CDATA[', "<a b='", '<', '<a/><'])(
    'refuses %j over and over',
    async (piece) => {
      const refusal = refusalOf(() =>
        verifyResponse(encode(piece.repeat(Math.floor(200_000 / piece.length))), expected),
      );

      expect(['not-xml', 'forbidden-construct']).toContain(refusal.reason);
    },
  );

  it.each([
    ['not base64', '%%%%', 'not-base64'],
    ['empty', '', 'not-base64'],
    ['not XML', encode('hello'), 'not-xml'],
    ['not UTF-8', Buffer.from([0x3c, 0xff, 0xfe, 0x3e]).toString('base64'), 'not-xml'],
    ['not closed', encode('<a><b></a>'), 'not-xml'],
    ['another document', encode('<a/>'), 'not-a-response'],
    ['too large', encode(`<a>${'x'.repeat(300_000)}</a>`), 'too-large'],
  ])('refuses a message that is %s', async (_what, message, reason) => {
    expect(refusalOf(() => verifyResponse(message, expected)).reason).toBe(reason);
  });

  it('refuses an answer where nobody asked', async () => {
    expected.inResponseTo = 'forbidden';

    expect(refusalOf(() => verify()).reason).toBe('in-response-to-unexpected');
    expect(
      verify({ inResponseTo: undefined, confirmationInResponseTo: undefined }).inResponseTo,
    ).toBeUndefined();
  });
});
