import { escapeAttribute, escapeText } from '../../xml/write-xml.ts';
import { assertionNamespace, protocolNamespace, statusSuccess } from '../names.ts';

/** A message in canonical form, in two parts: an enveloped signature goes between them, after the Issuer. */
export interface LogoutMessage {
  id: string;
  head: string;
  tail: string;
}

interface Common {
  id: string;
  issuer: string;
  destination: string;
  now: Date;
}

interface LogoutRequest extends Common {
  nameId: string;
  nameIdAttributes: Readonly<Record<string, string>>;
  sessionIndex: string | undefined;
  validSeconds: number;
}

/** saml-core §3.7.1. Attributes are in canonical order. */
export function writeLogoutRequest(request: LogoutRequest): LogoutMessage {
  const { id, issuer, destination, now, nameId, sessionIndex } = request;
  const notOnOrAfter = dateTime(new Date(now.getTime() + request.validSeconds * 1000));
  const qualifiers = ['Format', 'NameQualifier', 'SPNameQualifier'].flatMap((name) => {
    const value = request.nameIdAttributes[name];
    return value === undefined ? [] : [` ${name}="${escapeAttribute(value)}"`];
  });
  return {
    id,
    head:
      `<samlp:LogoutRequest xmlns:samlp="${protocolNamespace}" Destination="${escapeAttribute(destination)}" ID="${id}" IssueInstant="${dateTime(now)}" NotOnOrAfter="${notOnOrAfter}" Version="2.0">` +
      issuerElement(issuer),
    tail:
      `<saml:NameID xmlns:saml="${assertionNamespace}"${qualifiers.join('')}>${escapeText(nameId)}</saml:NameID>` +
      (sessionIndex === undefined
        ? ''
        : `<samlp:SessionIndex>${escapeText(sessionIndex)}</samlp:SessionIndex>`) +
      '</samlp:LogoutRequest>',
  };
}

/** saml-core §3.7.2: done as asked. */
export const writeLogoutResponse = ({
  id,
  issuer,
  destination,
  now,
  inResponseTo,
}: Common & { inResponseTo: string }): LogoutMessage => ({
  id,
  head:
    `<samlp:LogoutResponse xmlns:samlp="${protocolNamespace}" Destination="${escapeAttribute(destination)}" ID="${id}" InResponseTo="${escapeAttribute(inResponseTo)}" IssueInstant="${dateTime(now)}" Version="2.0">` +
    issuerElement(issuer),
  tail: `<samlp:Status><samlp:StatusCode Value="${statusSuccess}"></samlp:StatusCode></samlp:Status></samlp:LogoutResponse>`,
});

const issuerElement = (issuer: string): string =>
  `<saml:Issuer xmlns:saml="${assertionNamespace}">${escapeText(issuer)}</saml:Issuer>`;

const dateTime = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`;
