import {
  attributeOf,
  childOf,
  childrenOf,
  elementsOf,
  isElement,
  textOf,
  type XmlElement,
} from '../../xml/element.ts';
import { requireIssuer } from '../issuer.ts';
import { assertionNamespace, protocolNamespace, statusSuccess } from '../names.ts';
import { requireVersion } from '../read-response.ts';
import { SamlRefusal } from '../refusal.ts';
import { type Instant, readInstant, requireNotBefore, requireNotOnOrAfter } from '../time-rules.ts';

interface LogoutExpectations extends Instant {
  entityId: string;
  logoutUrl: string;
}

export interface ReadLogoutRequest {
  requestId: string;
  nameId: string;
  /** Empty: all sessions of that name. */
  sessionIndexes: string[];
  /** Until when it could be presented again. */
  usableUntil: Date;
}

/** A request that says no end of its own counts this long. */
const defaultValidSeconds = 300;

/** saml-core §3.7.1, saml-profiles §4.4.4.1. */
export function readLogoutRequest(request: XmlElement, expected: LogoutExpectations): ReadLogoutRequest {
  requireMessage(request, 'LogoutRequest', expected);
  requireIssuer(childrenOf(request, assertionNamespace, 'Issuer'), expected.entityId, 'logout request');
  const issueInstant = attributeOf(request, 'IssueInstant') ?? '';
  requireNotBefore(issueInstant, expected, 'LogoutRequest IssueInstant');
  const issued = readInstant(issueInstant, 'IssueInstant');
  const standardEnd = new Date(issued.getTime() + defaultValidSeconds * 1000).toISOString();
  const usableUntil = requireNotOnOrAfter(
    attributeOf(request, 'NotOnOrAfter') ?? standardEnd,
    expected,
    'LogoutRequest',
  ) as Date;
  const [nameId, ...more] = childrenOf(request, assertionNamespace, 'NameID');
  if (!nameId || more.length > 0 || elementsOf(nameId).length > 0 || textOf(nameId) === '') {
    throw new SamlRefusal('name-id-missing', `${more.length + (nameId ? 1 : 0)} NameIDs`, 'one NameID');
  }
  return {
    requestId: attributeOf(request, 'ID') ?? '',
    nameId: textOf(nameId),
    sessionIndexes: childrenOf(request, protocolNamespace, 'SessionIndex').map(textOf),
    usableUntil,
  };
}

/** saml-core §3.7.2: which request of ours it answers, and whether everybody is logged out. */
export function readLogoutResponse(response: XmlElement, expected: LogoutExpectations) {
  requireMessage(response, 'LogoutResponse', expected);
  requireIssuer(childrenOf(response, assertionNamespace, 'Issuer'), expected.entityId, 'logout response');
  const status = childOf(response, protocolNamespace, 'Status');
  const code = attributeOf(childOf(status, protocolNamespace, 'StatusCode'), 'Value');
  return { inResponseTo: attributeOf(response, 'InResponseTo') ?? '', isSuccess: code === statusSuccess };
}

function requireMessage(message: XmlElement, name: string, { logoutUrl }: LogoutExpectations): void {
  if (!isElement(message, protocolNamespace, name)) {
    throw new SamlRefusal('not-a-response', message.name, `samlp:${name}`);
  }
  requireVersion(message);
  // saml-bindings §3.4.5.2: a signed message names where it is to be delivered.
  const destination = attributeOf(message, 'Destination');
  if (destination !== logoutUrl) {
    throw new SamlRefusal('destination-mismatch', destination ?? 'no Destination', logoutUrl);
  }
}
