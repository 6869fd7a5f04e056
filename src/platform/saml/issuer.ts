import { attributeOf, elementsOf, textOf, type XmlElement } from '../xml/element.ts';
import { entityNameId } from './names.ts';
import { SamlRefusal } from './refusal.ts';

/** Exactly one Issuer that is the identity provider, letter by letter (saml-profiles §4.1.4.2, saml-core §8.3.6). */
export function requireIssuer(issuers: readonly XmlElement[], entityId: string, of: string): void {
  const [issuer] = issuers;
  const format = attributeOf(issuer, 'Format') ?? entityNameId;
  const isPlain = issuers.length === 1 && format === entityNameId && elementsOf(issuer).length === 0;
  if (isPlain && textOf(issuer) === entityId) return;
  const found = issuers.map((each) => `${textOf(each)}${format === entityNameId ? '' : ` (${format})`}`);
  throw new SamlRefusal('issuer-mismatch', `${of} by ${found.join(', ') || 'nobody'}`, entityId);
}
