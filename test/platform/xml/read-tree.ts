import type { XmlElement } from '../../../src/platform/xml/element.ts';
import type { Tree } from './tree.ts';

/** What was read, to be spelled again. */
export const readTree = (element: XmlElement): Tree => ({
  prefix: element.prefix,
  localName: element.localName,
  declarations: [...element.declarations],
  attributes: element.attributes.map(({ prefix, localName, value }) => ({ prefix, localName, value })),
  children: element.children.map((child) => (typeof child === 'string' ? child : readTree(child))),
});
