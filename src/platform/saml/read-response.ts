import { attributeOf, elementsOf, isElement, type XmlElement } from '../xml/element.ts';
import { assertionNamespace, protocolNamespace, signatureNamespace } from './names.ts';
import { SamlRefusal } from './refusal.ts';

export interface ResponseElements {
  response: XmlElement;
  issuer: XmlElement | undefined;
  status: XmlElement | undefined;
  /** Exactly one of these two is there, unless the status says that there is nothing to assert. */
  assertion: XmlElement | undefined;
  encryptedAssertion: XmlElement | undefined;
}

/**
 * Finds the parts of a response where the standard has them, as children, and refuses any other shape
 * (saml-core §3.3.3). An assertion at any other place, however deep, is one too many.
 */
export function readResponse(response: XmlElement): ResponseElements {
  if (!isElement(response, protocolNamespace, 'Response')) {
    throw new SamlRefusal('not-a-response', `${response.name} in "${response.namespace}"`, 'samlp:Response');
  }
  requireVersion(response);
  const parts = sortChildren(response);
  const count = countAssertions(response);
  if (count > 1 || count !== parts.assertions.length) {
    const found = `${count} assertions, ${parts.assertions.length} of them where they belong`;
    throw new SamlRefusal('assertion-count', found, 'exactly one');
  }
  const [assertion] = parts.assertions;
  const isEncrypted = assertion?.localName === 'EncryptedAssertion';
  return {
    response,
    issuer: parts.issuer,
    status: parts.status,
    assertion: isEncrypted ? undefined : assertion,
    encryptedAssertion: isEncrypted ? assertion : undefined,
  };
}

const longestId = 512;

/** saml-core §3.2.2, §2.3.3. */
export function requireVersion(element: XmlElement): void {
  const version = attributeOf(element, 'Version');
  if (version !== '2.0') throw new SamlRefusal('version-unsupported', version ?? 'no Version', '2.0');
  const { length } = attributeOf(element, 'ID') ?? '';
  if (length > 0 && length <= longestId) return;
  throw new SamlRefusal(
    'unexpected-element',
    `${element.name} with an ID of ${length} characters`,
    `an ID of at most ${longestId}`,
  );
}

function sortChildren(response: XmlElement) {
  const assertions: XmlElement[] = [];
  const single = new Map<string, XmlElement>();
  for (const child of elementsOf(response)) {
    const isAssertion = child.localName === 'Assertion' || child.localName === 'EncryptedAssertion';
    if (isAssertion && child.namespace === assertionNamespace) assertions.push(child);
    else if (namespaceOfSingle[child.localName] !== child.namespace || single.has(child.localName)) {
      throw new SamlRefusal(
        'unexpected-element',
        `${child.name} in the response`,
        'what saml-core §3.3.3 has there',
      );
    } else single.set(child.localName, child);
  }
  return { assertions, issuer: single.get('Issuer'), status: single.get('Status') };
}

/** What a response may hold once besides assertions. */
const namespaceOfSingle: Record<string, string | undefined> = {
  __proto__: null as never,
  Issuer: assertionNamespace,
  Signature: signatureNamespace,
  Extensions: protocolNamespace,
  Status: protocolNamespace,
};

/** All assertions inside, whatever they are in. */
export function countAssertions(element: XmlElement): number {
  let count = 0;
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    const isAssertion = child.localName === 'Assertion' || child.localName === 'EncryptedAssertion';
    if (isAssertion && child.namespace === assertionNamespace) count += 1;
    count += countAssertions(child);
  }
  return count;
}
