import { attributeOf, childOf, childrenOf, type XmlElement } from '../xml/element.ts';
import type { Expectations } from './expectations.ts';
import { assertionNamespace, bearerMethod } from './names.ts';
import { SamlRefusal } from './refusal.ts';
import { endOfTime, requireNotBefore, requireNotOnOrAfter } from './time-rules.ts';

type ConfirmationExpectations = Pick<Expectations, 'acsUrl' | 'inResponseTo' | 'now' | 'clockSkewSeconds'>;

export interface Confirmation {
  inResponseTo: string | undefined;
  /** Until when the assertion could be presented again, clock skew included. */
  usableUntil: Date;
}

/**
 * One bearer confirmation must satisfy every rule at once (saml-profiles §4.1.4.2–3); the refusal names what
 * the last one broke.
 */
export function requireBearerConfirmation(
  subject: XmlElement | undefined,
  expected: ConfirmationExpectations,
): Confirmation {
  const bearers = childrenOf(subject, assertionNamespace, 'SubjectConfirmation').filter(
    (confirmation) => attributeOf(confirmation, 'Method') === bearerMethod,
  );
  let refusal: SamlRefusal | undefined;
  for (const bearer of bearers) {
    try {
      const { inResponseTo, usableUntil } = readConfirmation(dataOf(bearer), expected);
      return { inResponseTo, usableUntil: latestOf(bearers, usableUntil, expected) };
    } catch (error) {
      if (!(error instanceof SamlRefusal)) throw error;
      refusal = error;
    }
  }
  throw refusal ?? new SamlRefusal('confirmation-missing', 'no bearer confirmation', 'one that holds');
}

const dataOf = (bearer: XmlElement): XmlElement | undefined =>
  childOf(bearer, assertionNamespace, 'SubjectConfirmationData');

/** By another confirmation the assertion might be presented again for longer. */
function latestOf(
  bearers: readonly XmlElement[],
  usableUntil: Date,
  expected: ConfirmationExpectations,
): Date {
  if (bearers.length === 1) return usableUntil;
  const ends = bearers.flatMap((bearer) => {
    const text = attributeOf(dataOf(bearer), 'NotOnOrAfter');
    const end = text === undefined ? Number.NaN : Date.parse(text) + expected.clockSkewSeconds * 1000;
    return Number.isNaN(end) ? [] : [end];
  });
  return new Date(Math.min(endOfTime, Math.max(usableUntil.getTime(), ...ends)));
}

function readConfirmation(data: XmlElement | undefined, expected: ConfirmationExpectations): Confirmation {
  const where = 'SubjectConfirmationData';
  const recipient = attributeOf(data, 'Recipient');
  if (recipient !== expected.acsUrl) {
    throw new SamlRefusal('recipient-mismatch', recipient ?? 'no Recipient', expected.acsUrl);
  }
  const usableUntil = requireNotOnOrAfter(attributeOf(data, 'NotOnOrAfter'), expected, where);
  if (!usableUntil) {
    throw new SamlRefusal('expired', 'no NotOnOrAfter in the confirmation', 'a time in the future');
  }
  requireNotBefore(attributeOf(data, 'NotBefore'), expected, where);

  const inResponseTo = attributeOf(data, 'InResponseTo');
  requireAnswer(inResponseTo, expected.inResponseTo);
  return { inResponseTo, usableUntil };
}

function requireAnswer(inResponseTo: string | undefined, expected: Expectations['inResponseTo']): void {
  if (expected === 'forbidden' && inResponseTo !== undefined) {
    throw new SamlRefusal('in-response-to-unexpected', inResponseTo, 'no InResponseTo: nothing was asked');
  }
  if (inResponseTo === '' || (expected === 'required' && !inResponseTo)) {
    throw new SamlRefusal('in-response-to-missing', 'no InResponseTo', 'the answer to a request of ours');
  }
}
