import { encode } from '../test/support/identity-provider.ts';
import { acsUrl } from './company.ts';

/** A form field that nobody has signed and that is made to cost whoever reads it. */
export interface HostileResponse {
  name: string;
  encoded: string;
  /** The same idea in less, for readers that the whole of it would keep busy for minutes. */
  small?: string;
}

const size = 48 * 1024;

const repeat = (piece: (place: number) => string, bytes = size): string => {
  let text = '';
  for (let place = 0; text.length < bytes; place += 1) text += piece(place);
  return text;
};

const head = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r" Version="2.0" IssueInstant="2026-01-01T00:00:00Z" Destination="${acsUrl}"><saml:Issuer>https://idp.example.com/metadata</saml:Issuer><samlp:Extensions>`;
const tail = `</samlp:Extensions><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:Response>`;
const inside = (content: string): string => encode(head + content + tail);

/** Looks signed, so that its content may be brought into canonical form before the signature proves wrong. */
function lookingSigned(declarations: string, content: string): string {
  const algorithms = {
    exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
    enveloped: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
    signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
  };
  const signature =
    `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${algorithms.exclusive}"/><ds:SignatureMethod Algorithm="${algorithms.signature}"/>` +
    `<ds:Reference URI="#_a"><ds:Transforms><ds:Transform Algorithm="${algorithms.enveloped}"/><ds:Transform Algorithm="${algorithms.exclusive}"/></ds:Transforms><ds:DigestMethod Algorithm="${algorithms.digest}"/><ds:DigestValue>AAAA</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature>`;
  return encode(
    `${head}${tail.replace('</samlp:Response>', '')}<saml:Assertion ${declarations} ID="_a" Version="2.0" IssueInstant="2026-01-01T00:00:00Z"><saml:Issuer>https://idp.example.com/metadata</saml:Issuer>${signature}${content}</saml:Assertion></samlp:Response>`,
  );
}

const levels = Math.floor(size / '<a></a>'.length);
const someNamespaces = repeat((place) => ` xmlns:n${place}="u:${place}"`, 900);

export const hostileResponses: HostileResponse[] = [
  {
    name: 'nested, without ends',
    encoded: encode(head + repeat(() => '<a>')),
    small: encode(head + repeat(() => '<a>', size / 4)),
  },
  { name: 'nested', encoded: inside('<a>'.repeat(levels) + '</a>'.repeat(levels)) },
  { name: 'siblings', encoded: inside(repeat(() => '<a/>')) },
  {
    name: 'siblings, looking signed',
    encoded: lookingSigned(
      someNamespaces,
      repeat(() => '<n0:a/>'),
    ),
  },
  { name: 'attributes', encoded: inside(`<a${repeat((place) => ` a${place}=""`)}/>`) },
  {
    name: 'attributes everywhere',
    encoded: inside(repeat(() => `<a${repeat((at) => ` a${at}=""`, 400)}/>`)),
  },
  { name: 'namespaces', encoded: inside(`<a${repeat((place) => ` xmlns:n${place}="u:${place}"`)}/>`) },
  { name: 'namespaces everywhere', encoded: inside(repeat(() => `<a${someNamespaces}/>`)) },
  { name: 'a long name', encoded: inside(`<${repeat(() => 'a')}/>`) },
  { name: 'long names', encoded: inside(repeat((place) => `<a${'b'.repeat(240)}${place}/>`)) },
  { name: 'a long text', encoded: inside(repeat(() => 'a')) },
  { name: 'character references', encoded: inside(repeat(() => '&#x26;')) },
  { name: 'entities', encoded: inside(repeat(() => '&amp;')) },
  {
    name: 'entities of its own',
    encoded: encode(
      `<!DOCTYPE a [${repeat((at) => `<!ENTITY e${at} "&e${at - 1};&e${at - 1};">`)}]><a>&e9;</a>`,
    ),
  },
  { name: 'comments', encoded: inside(repeat(() => '<!---->')) },
  { name: 'sections of text', encoded: inside(repeat(() => '<![CDATA[]]>')) },
  { name: 'base64 without end', encoded: 'PHNhbWxw'.repeat(size) },
  { name: 'no base64', encoded: repeat(() => '%3C\u0000é') },
];
