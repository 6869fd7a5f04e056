import { SignedXml } from 'xml-crypto';
import { writeIdentityProviderMetadata } from '../../src/platform/saml/identity-provider-metadata.ts';
import { generateSamlKeyPair, type KeyPair } from '../../src/platform/saml/key-pair.ts';

/** Everything a response says; tests change one thing at a time. */
export interface ResponseParts {
  id: string;
  destination: string;
  inResponseTo: string | undefined;
  responseIssuer: string;
  status: string;
  assertionId: string;
  assertionIssuer: string;
  nameId: string;
  recipient: string;
  confirmationMethod: string;
  confirmationInResponseTo: string | undefined;
  notBefore: string;
  notOnOrAfter: string;
  audience: string;
  sessionNotOnOrAfter: string | undefined;
  hasAuthnStatement: boolean;
  sign: 'assertion' | 'response' | 'both' | 'nothing';
  signatureAlgorithm: string;
  digestAlgorithm: string;
}

const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** A company's identity provider for tests: writes responses in plain text and signs them with xml-crypto. */
export class TestIdentityProvider {
  readonly entityId: string;
  readonly loginUrl: string;
  readonly keyPair: KeyPair;
  #count = 0;

  constructor(keyPair: KeyPair, entityId = 'https://idp.example.com/metadata') {
    this.keyPair = keyPair;
    this.entityId = entityId;
    this.loginUrl = 'https://idp.example.com/sso';
  }

  get metadata(): string {
    return writeIdentityProviderMetadata(this.entityId, this.loginUrl, this.keyPair.certificate);
  }

  /** What a well-behaved response for that service provider says at that time. */
  parts(to: {
    entityId: string;
    acsUrl: string;
    now: Date;
    nameId: string;
    inResponseTo?: string | undefined;
  }): ResponseParts {
    this.#count += 1;
    return {
      id: `_response-${this.#count}`,
      destination: to.acsUrl,
      inResponseTo: to.inResponseTo,
      responseIssuer: this.entityId,
      status: 'urn:oasis:names:tc:SAML:2.0:status:Success',
      assertionId: `_assertion-${this.#count}`,
      assertionIssuer: this.entityId,
      nameId: to.nameId,
      recipient: to.acsUrl,
      confirmationMethod: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
      confirmationInResponseTo: to.inResponseTo,
      notBefore: at(to.now, -30),
      notOnOrAfter: at(to.now, 300),
      audience: to.entityId,
      sessionNotOnOrAfter: undefined,
      hasAuthnStatement: true,
      sign: 'assertion',
      signatureAlgorithm: rsaSha256,
      digestAlgorithm: sha256,
    };
  }

  /** The XML of the response, signed as the parts say. */
  write(parts: ResponseParts): string {
    let xml = writeResponse(parts);
    if (parts.sign === 'assertion' || parts.sign === 'both') xml = this.sign(xml, parts.assertionId, parts);
    if (parts.sign === 'response' || parts.sign === 'both') xml = this.sign(xml, parts.id, parts);
    return xml;
  }

  respond(parts: ResponseParts): string {
    return encode(this.write(parts));
  }

  /** Signs the element of that ID, after its Issuer. */
  sign(xml: string, id: string, { signatureAlgorithm = rsaSha256, digestAlgorithm = sha256 } = {}): string {
    const signer = new SignedXml({
      privateKey: this.keyPair.privateKey,
      publicCert: this.keyPair.certificate,
      signatureAlgorithm,
      canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
    });
    signer.addReference({
      xpath: `//*[@ID='${id}']`,
      digestAlgorithm,
      transforms: [
        'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
        'http://www.w3.org/2001/10/xml-exc-c14n#',
      ],
    });
    signer.computeSignature(xml, {
      prefix: 'ds',
      location: { reference: `//*[@ID='${id}']/*[local-name()='Issuer']`, action: 'after' },
    });
    return signer.getSignedXml();
  }
}

export const encode = (xml: string): string => Buffer.from(xml, 'utf8').toString('base64');

/** Keys are made once per test worker: an RSA key takes a tenth of a second. */
const keyPairs: Promise<[KeyPair, KeyPair]> = Promise.all([
  makeKeyPair('idp.example.com'),
  makeKeyPair('somebody else'),
]);

function makeKeyPair(name: string): Promise<KeyPair> {
  return generateSamlKeyPair(name, '0a', new Date('2026-01-01T00:00:00Z'));
}

export async function testIdentityProvider(entityId?: string): Promise<TestIdentityProvider> {
  return new TestIdentityProvider((await keyPairs)[0], entityId);
}

/** Says it is the same identity provider, but holds another key. */
export async function impostor(): Promise<TestIdentityProvider> {
  return new TestIdentityProvider((await keyPairs)[1]);
}

const at = (now: Date, seconds: number): string =>
  `${new Date(now.getTime() + seconds * 1000).toISOString().slice(0, 19)}Z`;

const attribute = (name: string, value: string | undefined): string =>
  value === undefined ? '' : ` ${name}="${value}"`;

function writeResponse(parts: ResponseParts): string {
  return (
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${parts.id}" Version="2.0" IssueInstant="${parts.notBefore}"` +
    `${attribute('Destination', parts.destination)}${attribute('InResponseTo', parts.inResponseTo)}>` +
    `<saml:Issuer>${parts.responseIssuer}</saml:Issuer>` +
    `<samlp:Status><samlp:StatusCode Value="${parts.status}"/></samlp:Status>` +
    `${writeAssertion(parts)}</samlp:Response>`
  );
}

export function writeAssertion(parts: ResponseParts): string {
  return (
    `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${parts.assertionId}" Version="2.0" IssueInstant="${parts.notBefore}">` +
    `<saml:Issuer>${parts.assertionIssuer}</saml:Issuer>` +
    `<saml:Subject><saml:NameID>${parts.nameId}</saml:NameID><saml:SubjectConfirmation Method="${parts.confirmationMethod}">` +
    `<saml:SubjectConfirmationData Recipient="${parts.recipient}" NotOnOrAfter="${parts.notOnOrAfter}"${attribute('InResponseTo', parts.confirmationInResponseTo)}/>` +
    `</saml:SubjectConfirmation></saml:Subject>` +
    `<saml:Conditions NotBefore="${parts.notBefore}" NotOnOrAfter="${parts.notOnOrAfter}"><saml:AudienceRestriction><saml:Audience>${parts.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
    (parts.hasAuthnStatement
      ? `<saml:AuthnStatement AuthnInstant="${parts.notBefore}" SessionIndex="_session"${attribute('SessionNotOnOrAfter', parts.sessionNotOnOrAfter)}><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`
      : '') +
    `</saml:Assertion>`
  );
}
