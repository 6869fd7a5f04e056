import { escapeAttribute, escapeText } from '../xml/write-xml.ts';
import {
  assertionNamespace,
  bearerMethod,
  protocolNamespace,
  statusSuccess,
  unspecifiedNameId,
} from './names.ts';
import { type Signer, writeSignature } from './signature/write-signature.ts';

/** What one unsolicited response says (reference: role SSO and user SSO of the cloud sites). */
export interface ResponseContent {
  responseId: string;
  assertionId: string;
  issuer: string;
  /** Where it is posted: Destination and Recipient. */
  acsUrl: string;
  audience: string;
  nameId: string;
  /** In the order in which they are written. */
  attributes: readonly { name: string; values: readonly string[] }[];
  issuedAt: Date;
  validSeconds: number;
}

/** How far the clock of the other side may be behind ours. */
const notBeforeSeconds = 120;

/**
 * Writes a response whose assertion is signed, RSA-SHA256, exclusive C14N, enveloped, and returns its
 * base64. The assertion is written in canonical form from the start, so signing is one digest and one
 * signature.
 */
export function issueResponse(content: ResponseContent, signer: Signer): string {
  const issued = toDateTime(content.issuedAt);
  const issuer = `<saml:Issuer xmlns:saml="${assertionNamespace}">${escapeText(content.issuer)}</saml:Issuer>`;
  const [head, tail] = writeAssertion(content);
  const signature = writeSignature(head + tail, content.assertionId, signer);
  const xml =
    `<samlp:Response xmlns:samlp="${protocolNamespace}" Destination="${escapeAttribute(content.acsUrl)}" ID="${content.responseId}" IssueInstant="${issued}" Version="2.0">` +
    `${issuer}<samlp:Status><samlp:StatusCode Value="${statusSuccess}"></samlp:StatusCode></samlp:Status>` +
    `${head}${signature}${tail}</samlp:Response>`;
  return Buffer.from(xml, 'utf8').toString('base64');
}

/** The assertion in canonical form, in two parts: the signature goes between them, after the Issuer. */
function writeAssertion(content: ResponseContent): [head: string, tail: string] {
  const issued = toDateTime(content.issuedAt);
  const notBefore = toDateTime(addSeconds(content.issuedAt, -notBeforeSeconds));
  const notOnOrAfter = toDateTime(addSeconds(content.issuedAt, content.validSeconds));
  const head =
    `<saml:Assertion xmlns:saml="${assertionNamespace}" ID="${content.assertionId}" IssueInstant="${issued}" Version="2.0">` +
    `<saml:Issuer>${escapeText(content.issuer)}</saml:Issuer>`;
  const tail =
    `<saml:Subject><saml:NameID Format="${unspecifiedNameId}">${escapeText(content.nameId)}</saml:NameID>` +
    `<saml:SubjectConfirmation Method="${bearerMethod}"><saml:SubjectConfirmationData NotOnOrAfter="${notOnOrAfter}" Recipient="${escapeAttribute(content.acsUrl)}"></saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject>` +
    `<saml:Conditions NotBefore="${notBefore}" NotOnOrAfter="${notOnOrAfter}"><saml:AudienceRestriction><saml:Audience>${escapeText(content.audience)}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
    writeAttributes(content.attributes) +
    `<saml:AuthnStatement AuthnInstant="${issued}" SessionIndex="${content.assertionId}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>` +
    '</saml:Assertion>';
  return [head, tail];
}

function writeAttributes(attributes: ResponseContent['attributes']): string {
  if (attributes.length === 0) return '';
  const written = attributes.map(({ name, values }) => {
    const texts = values.map((value) => `<saml:AttributeValue>${escapeText(value)}</saml:AttributeValue>`);
    return `<saml:Attribute Name="${escapeAttribute(name)}">${texts.join('')}</saml:Attribute>`;
  });
  return `<saml:AttributeStatement>${written.join('')}</saml:AttributeStatement>`;
}

const addSeconds = (instant: Date, seconds: number): Date => new Date(instant.getTime() + seconds * 1000);

/** xs:dateTime in UTC without fractions, which some service providers cannot read. */
const toDateTime = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`;
