import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import { SamlRefusal } from './refusal.ts';

const maximumDepth = 40;
const maximumTags = 5_000;

/**
 * Reads XML that came from outside. Document types, processing instructions and deep nesting are refused
 * on the text, before a document is built: the first two can make parsers disagree or read files, the last
 * costs quadratic time further on.
 */
export function readXml(xml: string): Document {
  refuseForbiddenConstructs(xml);
  refuseDeepNesting(xml);
  try {
    const document = new DOMParser({ onError }).parseFromString(xml, 'text/xml');
    if (document.documentElement) return document;
  } catch (error) {
    throw new SamlRefusal('not-xml', (error as Error).message, 'a well-formed XML document');
  }
  throw new SamlRefusal('not-xml', 'no element', 'a well-formed XML document');
}

const onError = (_level: string, message: string): never => {
  throw new Error(message);
};

function refuseForbiddenConstructs(xml: string): void {
  const body = xml.replace(/^\uFEFF?\s*<\?xml\s[^>]*?\?>/, '');
  const forbidden = /<!DOCTYPE|<!ENTITY|<\?/i.exec(body);
  if (forbidden) {
    throw new SamlRefusal(
      'forbidden-construct',
      forbidden[0],
      'no document type and no processing instruction',
    );
  }
}

function refuseDeepNesting(xml: string): void {
  let depth = 0;
  let tags = 0;
  for (const [, closing, selfClosing] of xml.matchAll(/<(\/)?[A-Za-z_][^<>]*?(\/)?>/g)) {
    tags += 1;
    if (closing) depth -= 1;
    else if (!selfClosing) depth += 1;
    if (depth > maximumDepth || tags > maximumTags) {
      throw new SamlRefusal(
        'forbidden-construct',
        `depth ${depth}, ${tags} tags`,
        `depth ${maximumDepth}, ${maximumTags} tags`,
      );
    }
  }
}

/** The child elements of that name and namespace; children only, never descendants. */
export function childrenOf(parent: Element | undefined, namespace: string, name: string): Element[] {
  return Array.from(parent?.childNodes ?? []).filter(
    (node): node is Element =>
      node.nodeType === 1 && node.namespaceURI === namespace && node.localName === name,
  );
}

export const childOf = (parent: Element | undefined, namespace: string, name: string): Element | undefined =>
  childrenOf(parent, namespace, name)[0];

/** The whole text of an element. A comment inside does not cut it short. */
export const textOf = (element: Element | undefined): string => element?.textContent ?? '';

/** An attribute without namespace, or undefined when it is absent. */
export const attributeOf = (element: Element | undefined, name: string): string | undefined =>
  element?.hasAttribute(name) ? (element.getAttribute(name) ?? undefined) : undefined;
