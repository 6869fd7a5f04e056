import type { Element } from '@xmldom/xmldom';
import type { Expectations } from './expectations.ts';
import { assertionNamespace, bearerMethod } from './names.ts';
import { attributeOf, childOf, childrenOf, textOf } from './read-xml.ts';
import { SamlRefusal } from './refusal.ts';
import { requireNotBefore, requireNotOnOrAfter } from './time-rules.ts';

/** What an identity provider has proved. Texts are exactly as they were signed. */
export interface VerifiedAssertion {
  assertionId: string;
  issuer: string;
  nameId: string;
  /** The request of ours that it answers; undefined when the identity provider spoke first. */
  inResponseTo: string | undefined;
  /** Until when it could be presented again, clock skew included. */
  usableUntil: Date;
  sessionIndex: string | undefined;
  /** The identity provider's wish for when our session ends. */
  sessionNotOnOrAfter: Date | undefined;
  attributes: Record<string, string[]>;
}

type AssertionExpectations = Pick<
  Expectations,
  'entityId' | 'audience' | 'acsUrl' | 'inResponseTo' | 'now' | 'clockSkewSeconds'
>;

/** Reads a verified assertion and holds it against the rules of saml-profiles §4.1.4.3, one by one. */
export function readAssertion(assertion: Element, expected: AssertionExpectations): VerifiedAssertion {
  requireIssuer(assertion, expected);
  const subject = childOf(assertion, assertionNamespace, 'Subject');
  const nameId = textOf(childOf(subject, assertionNamespace, 'NameID'));
  if (nameId === '') throw new SamlRefusal('name-id-missing', 'no NameID', 'a NameID with the user name');

  const confirmation = requireBearerConfirmation(subject, expected);
  requireConditions(assertion, expected);
  const statement = requireAuthnStatement(assertion, expected);

  return {
    assertionId: attributeOf(assertion, 'ID') ?? '',
    issuer: expected.entityId,
    nameId,
    inResponseTo: confirmation.inResponseTo,
    usableUntil: confirmation.usableUntil,
    sessionIndex: attributeOf(statement, 'SessionIndex'),
    sessionNotOnOrAfter: toDate(attributeOf(statement, 'SessionNotOnOrAfter')),
    attributes: attributesOf(assertion),
  };
}

function requireIssuer(assertion: Element, expected: AssertionExpectations): void {
  if (assertion.namespaceURI !== assertionNamespace || assertion.localName !== 'Assertion') {
    throw new SamlRefusal('assertion-count', assertion.nodeName, 'saml:Assertion');
  }
  if (!attributeOf(assertion, 'ID'))
    throw new SamlRefusal('assertion-count', 'an assertion without ID', 'an ID');
  const issuer = textOf(childOf(assertion, assertionNamespace, 'Issuer'));
  if (issuer !== expected.entityId)
    throw new SamlRefusal('issuer-mismatch', issuer || 'no Issuer', expected.entityId);
}

/** One bearer confirmation must satisfy every rule at once; the refusal names what the last one broke. */
function requireBearerConfirmation(subject: Element | undefined, expected: AssertionExpectations) {
  const bearers = childrenOf(subject, assertionNamespace, 'SubjectConfirmation').filter(
    (confirmation) => attributeOf(confirmation, 'Method') === bearerMethod,
  );
  let refusal = new SamlRefusal(
    'confirmation-missing',
    `${bearers.length} bearer confirmations`,
    'one that holds',
  );
  for (const bearer of bearers) {
    try {
      return readConfirmation(childOf(bearer, assertionNamespace, 'SubjectConfirmationData'), expected);
    } catch (error) {
      if (!(error instanceof SamlRefusal)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

function readConfirmation(data: Element | undefined, expected: AssertionExpectations) {
  const recipient = attributeOf(data, 'Recipient');
  if (recipient !== expected.acsUrl) {
    throw new SamlRefusal('recipient-mismatch', recipient ?? 'no Recipient', expected.acsUrl);
  }
  const usableUntil = requireNotOnOrAfter(
    attributeOf(data, 'NotOnOrAfter'),
    expected,
    'SubjectConfirmationData',
  );
  if (!usableUntil)
    throw new SamlRefusal('expired', 'no NotOnOrAfter in the confirmation', 'a time in the future');
  requireNotBefore(attributeOf(data, 'NotBefore'), expected, 'SubjectConfirmationData');

  const inResponseTo = attributeOf(data, 'InResponseTo');
  if (expected.inResponseTo === 'required' && !inResponseTo) {
    throw new SamlRefusal('in-response-to-missing', 'no InResponseTo', 'the answer to a request of ours');
  }
  if (expected.inResponseTo === 'forbidden' && inResponseTo !== undefined) {
    throw new SamlRefusal('in-response-to-unexpected', inResponseTo, 'no InResponseTo: nothing was asked');
  }
  return { inResponseTo, usableUntil };
}

/** saml-core §2.5.1: all audience restrictions must name us, and both times must hold. */
function requireConditions(assertion: Element, expected: AssertionExpectations): void {
  const conditions = childOf(assertion, assertionNamespace, 'Conditions');
  requireNotBefore(attributeOf(conditions, 'NotBefore'), expected, 'Conditions');
  requireNotOnOrAfter(attributeOf(conditions, 'NotOnOrAfter'), expected, 'Conditions');

  const restrictions = childrenOf(conditions, assertionNamespace, 'AudienceRestriction').map((restriction) =>
    childrenOf(restriction, assertionNamespace, 'Audience').map(textOf),
  );
  const named =
    restrictions.length > 0 && restrictions.every((audiences) => audiences.includes(expected.audience));
  if (!named) {
    throw new SamlRefusal(
      'audience-mismatch',
      restrictions.flat().join(', ') || 'no Audience',
      expected.audience,
    );
  }
}

function requireAuthnStatement(assertion: Element, expected: AssertionExpectations): Element {
  const statement = childOf(assertion, assertionNamespace, 'AuthnStatement');
  if (!statement) throw new SamlRefusal('authn-statement-missing', 'no AuthnStatement', 'one AuthnStatement');
  requireNotOnOrAfter(attributeOf(statement, 'SessionNotOnOrAfter'), expected, 'AuthnStatement');
  return statement;
}

function attributesOf(assertion: Element): Record<string, string[]> {
  const attributes: Record<string, string[]> = Object.create(null);
  for (const statement of childrenOf(assertion, assertionNamespace, 'AttributeStatement')) {
    for (const attribute of childrenOf(statement, assertionNamespace, 'Attribute')) {
      const name = attributeOf(attribute, 'Name') ?? '';
      const values = childrenOf(attribute, assertionNamespace, 'AttributeValue').map(textOf);
      attributes[name] = [...(attributes[name] ?? []), ...values];
    }
  }
  return attributes;
}

const toDate = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);
