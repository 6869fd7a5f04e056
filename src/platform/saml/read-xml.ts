import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import { checkOutline, notXml } from './xml-outline.ts';

/**
 * Reads XML that came from outside. Its outline is checked on the text, before a document is built: document
 * types and processing instructions can make parsers disagree or read files, and deep nesting costs quadratic
 * time further on.
 */
export function readXml(xml: string): Document {
  checkOutline(xml);
  try {
    const document = new DOMParser({ onError }).parseFromString(xml, 'text/xml');
    if (document.documentElement) return document;
  } catch (error) {
    throw notXml((error as Error).message);
  }
  throw notXml('no element');
}

const onError = (_level: string, message: string): never => {
  throw new Error(message);
};

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
