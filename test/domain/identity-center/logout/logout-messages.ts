import { createSign, type KeyLike } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

export const logoutUrlOfProvider = 'https://idp.example.com/slo';
export const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

/** Everything a logout request says; tests change one thing at a time. */
export interface LogoutRequestParts {
  id: string;
  version: string;
  issueInstant: string;
  notOnOrAfter: string | undefined;
  destination: string | undefined;
  issuer: string | undefined;
  /** XML: the element that names the person. */
  name: string;
  sessionIndexes: string[];
}

const namespaces =
  'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';
const attribute = (name: string, value: string | undefined): string =>
  value === undefined ? '' : ` ${name}="${value}"`;
const issuerElement = (issuer: string | undefined): string =>
  issuer === undefined ? '' : `<saml:Issuer>${issuer}</saml:Issuer>`;

export const writeLogoutRequest = (parts: LogoutRequestParts): string =>
  `<samlp:LogoutRequest ${namespaces} ID="${parts.id}" Version="${parts.version}" IssueInstant="${parts.issueInstant}"` +
  `${attribute('NotOnOrAfter', parts.notOnOrAfter)}${attribute('Destination', parts.destination)}>` +
  issuerElement(parts.issuer) +
  parts.name +
  parts.sessionIndexes.map((index) => `<samlp:SessionIndex>${index}</samlp:SessionIndex>`).join('') +
  '</samlp:LogoutRequest>';

export interface LogoutResponseParts {
  id: string;
  issueInstant: string;
  destination: string;
  issuer: string;
  inResponseTo: string;
  status: string;
}

export const writeLogoutResponse = (parts: LogoutResponseParts): string =>
  `<samlp:LogoutResponse ${namespaces} ID="${parts.id}" Version="2.0" IssueInstant="${parts.issueInstant}"` +
  ` Destination="${parts.destination}" InResponseTo="${parts.inResponseTo}">${issuerElement(parts.issuer)}` +
  `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${parts.status}"/></samlp:Status></samlp:LogoutResponse>`;

export const deflate = (xml: string | Buffer): string => deflateRawSync(xml).toString('base64');

interface Signing {
  field?: 'SAMLRequest' | 'SAMLResponse';
  relayState?: string;
  algorithm?: string;
  /** How the algorithm is done. */
  signBy?: (data: string) => Buffer;
  /** How a value is written into the query. */
  encode?: (value: string) => string;
}

/** A query that is signed as saml-bindings §3.4.4.1 has it. */
export function signedQuery(message: string, key: KeyLike, signing: Signing = {}): string {
  const { field = 'SAMLRequest', relayState, algorithm = rsaSha256, encode = encodeURIComponent } = signing;
  const signed = [
    `${field}=${encode(message)}`,
    ...(relayState === undefined ? [] : [`RelayState=${encode(relayState)}`]),
    `SigAlg=${encode(algorithm)}`,
  ].join('&');
  const signature = signing.signBy?.(signed) ?? createSign('sha256').update(signed).sign(key);
  return `${signed}&Signature=${encode(signature.toString('base64'))}`;
}

/** The XML that an address carries. */
export function messageIn(url: string, field: 'SAMLRequest' | 'SAMLResponse'): string {
  const message = new URL(url).searchParams.get(field) ?? '';
  return inflateRawSync(Buffer.from(message, 'base64')).toString('utf8');
}
