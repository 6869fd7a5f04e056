import { attributeOf, childrenOf, elementsOf, textOf, type XmlElement } from '../xml/element.ts';
import type { Expectations } from './expectations.ts';
import { assertionNamespace } from './names.ts';
import { SamlRefusal } from './refusal.ts';
import { requireNotBefore, requireNotOnOrAfter } from './time-rules.ts';

/** Conditions of saml-core §2.5.1 that we keep anyway: every assertion counts once and goes no further. */
const knownConditions = ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction'];

/** Both times must hold, all audience restrictions must name us, and no condition may be unknown. */
export function requireConditions(
  assertion: XmlElement,
  expected: Pick<Expectations, 'audience' | 'now' | 'clockSkewSeconds'>,
): void {
  const [conditions, ...more] = childrenOf(assertion, assertionNamespace, 'Conditions');
  if (more.length > 0) throw new SamlRefusal('unexpected-element', 'two Conditions', 'one');
  requireNotBefore(attributeOf(conditions, 'NotBefore'), expected, 'Conditions');
  requireNotOnOrAfter(attributeOf(conditions, 'NotOnOrAfter'), expected, 'Conditions');
  requireKnown(conditions);

  const restrictions = childrenOf(conditions, assertionNamespace, 'AudienceRestriction').map((restriction) =>
    childrenOf(restriction, assertionNamespace, 'Audience').map(textOf),
  );
  const isNamed = restrictions.every((audiences) => audiences.includes(expected.audience));
  if (restrictions.length > 0 && isNamed) return;
  const found = restrictions.flat().join(', ') || 'no Audience';
  throw new SamlRefusal('audience-mismatch', found, expected.audience);
}

/** saml-core §2.5.1.1: an assertion with a condition that is not understood is not valid. */
function requireKnown(conditions: XmlElement | undefined): void {
  for (const condition of elementsOf(conditions)) {
    const isKnown =
      condition.namespace === assertionNamespace && knownConditions.includes(condition.localName);
    if (!isKnown) throw new SamlRefusal('condition-unknown', condition.name, knownConditions.join(', '));
  }
}
