import { attributeOf, childrenOf, elementsOf, isElement, textOf, type XmlElement } from '../xml/element.ts';
import { requireConditions } from './conditions.ts';
import { requireBearerConfirmation } from './confirmation.ts';
import type { Expectations } from './expectations.ts';
import { requireIssuer } from './issuer.ts';
import { assertionNamespace } from './names.ts';
import { requireVersion } from './read-response.ts';
import { SamlRefusal } from './refusal.ts';
import type { SamlStep } from './steps.ts';
import { readInstant, requireNotOnOrAfter } from './time-rules.ts';

/** What an identity provider has proved. Texts are exactly as they were signed. */
export interface VerifiedAssertion {
  assertionId: string;
  issuer: string;
  nameId: string;
  /** Format and qualifiers of the NameID, which a logout request must repeat (saml-core §3.7.1). */
  nameIdAttributes: Record<string, string>;
  /** The request of ours that it answers; undefined when the identity provider spoke first. */
  inResponseTo: string | undefined;
  /** Until when it could be presented again, clock skew included. */
  usableUntil: Date;
  sessionIndex: string | undefined;
  /** The identity provider's wish for when our session ends. */
  sessionNotOnOrAfter: Date | undefined;
  attributes: Record<string, string[]>;
}

/** Reads a verified assertion and holds it against the rules of saml-profiles §4.1.4.3, one by one. */
export function readAssertion(
  assertion: XmlElement,
  expected: Expectations,
  passed: (step: SamlStep) => void,
): VerifiedAssertion {
  requireVersion(assertion);
  requireIssuer(childrenOf(assertion, assertionNamespace, 'Issuer'), expected.entityId, 'assertion');
  const subject = readSubject(assertion);
  const nameId = readNameId(subject);
  passed('assertion');
  const confirmation = requireBearerConfirmation(subject, expected);
  passed('confirmation');
  requireConditions(assertion, expected);
  passed('conditions');
  const session = readSession(assertion, expected);
  passed('authentication');

  return {
    assertionId: attributeOf(assertion, 'ID') ?? '',
    issuer: expected.entityId,
    ...nameId,
    ...confirmation,
    ...session,
    attributes: attributesOf(assertion),
  };
}

function readSubject(assertion: XmlElement): XmlElement | undefined {
  const [subject, ...more] = childrenOf(assertion, assertionNamespace, 'Subject');
  if (more.length > 0) throw new SamlRefusal('unexpected-element', 'two Subjects', 'one');
  return subject;
}

/** A plain NameID and nothing beside it that could name somebody else (saml-core §2.4.1). */
function readNameId(subject: XmlElement | undefined) {
  const [identifier] = elementsOf(subject);
  const others = elementsOf(subject).filter(
    (child) => child !== identifier && child.localName !== 'SubjectConfirmation',
  );
  const isPlain = isElement(identifier, assertionNamespace, 'NameID') && elementsOf(identifier).length === 0;
  const nameId = isPlain ? textOf(identifier) : '';
  if (nameId === '' || others.length > 0) {
    const found = [identifier, ...others].map((child) => child?.name ?? 'no identifier').join(', ');
    throw new SamlRefusal('name-id-missing', found, 'one NameID with the user name');
  }
  const attributes = (identifier as XmlElement).attributes.filter(({ namespace }) => namespace === '');
  return {
    nameId,
    nameIdAttributes: Object.fromEntries(attributes.map(({ localName, value }) => [localName, value])),
  };
}

/** saml-core §2.7.2; saml-profiles §4.1.4.2 demands at least one statement that somebody logged in. */
function readSession(assertion: XmlElement, expected: Expectations) {
  const statements = childrenOf(assertion, assertionNamespace, 'AuthnStatement');
  const [statement] = statements;
  if (!statement) throw new SamlRefusal('authn-statement-missing', 'no AuthnStatement', 'one AuthnStatement');
  readInstant(attributeOf(statement, 'AuthnInstant') ?? '', 'AuthnStatement AuthnInstant');
  const ends = statements.flatMap((each) => {
    const text = attributeOf(each, 'SessionNotOnOrAfter');
    if (text === undefined) return [];
    requireNotOnOrAfter(text, expected, 'AuthnStatement', 'session-expired');
    return [readInstant(text, 'AuthnStatement').getTime()];
  });
  return {
    sessionIndex: attributeOf(statement, 'SessionIndex'),
    sessionNotOnOrAfter: ends.length > 0 ? new Date(Math.min(...ends)) : undefined,
  };
}

function attributesOf(assertion: XmlElement): Record<string, string[]> {
  const attributes: Record<string, string[]> = Object.create(null);
  for (const statement of childrenOf(assertion, assertionNamespace, 'AttributeStatement')) {
    for (const attribute of childrenOf(statement, assertionNamespace, 'Attribute')) {
      const name = attributeOf(attribute, 'Name') ?? '';
      const values = attributes[name] ?? [];
      for (const value of childrenOf(attribute, assertionNamespace, 'AttributeValue'))
        values.push(textOf(value));
      attributes[name] = values;
    }
  }
  return attributes;
}

/** The attribute's values in a response that nobody has verified: only to choose whose keys to verify it with. */
export function peekAttribute(response: XmlElement, attributeName: string): string[] {
  return childrenOf(response, assertionNamespace, 'Assertion').flatMap(
    (assertion) => attributesOf(assertion)[attributeName] ?? [],
  );
}
