import type { QualifiedName } from './qualified-name.ts';

/** A prefix and the namespace it stands for; the empty prefix is the default namespace. */
export interface Binding {
  prefix: string;
  namespace: string;
}

export interface XmlAttribute {
  /** As written, prefix included. */
  name: string;
  prefix: string;
  localName: string;
  /** Empty for an attribute without prefix. */
  namespace: string;
  value: string;
}

/** An element as the parser read it. Children are elements and texts; comments leave nothing behind. */
export class XmlElement {
  /** As written, prefix included. */
  readonly name: string;
  readonly prefix: string;
  readonly localName: string;
  readonly namespace: string;
  /** Without namespace declarations. */
  readonly attributes: readonly XmlAttribute[];
  readonly declarations: readonly Binding[];
  readonly parent: XmlElement | undefined;
  readonly children: (XmlElement | string)[] = [];

  constructor(
    { name, prefix, localName }: QualifiedName,
    namespace: string,
    attributes: readonly XmlAttribute[],
    declarations: readonly Binding[],
    parent: XmlElement | undefined,
  ) {
    this.name = name;
    this.prefix = prefix;
    this.localName = localName;
    this.namespace = namespace;
    this.attributes = attributes;
    this.declarations = declarations;
    this.parent = parent;
  }
}

export const isElement = (element: XmlElement | undefined, namespace: string, localName: string): boolean =>
  element?.localName === localName && element.namespace === namespace;

export function elementsOf(parent: XmlElement | undefined): XmlElement[] {
  const elements: XmlElement[] = [];
  if (parent) for (const child of parent.children) if (typeof child !== 'string') elements.push(child);
  return elements;
}

/** The child elements of that name and namespace; children only, never descendants. */
export function childrenOf(
  parent: XmlElement | undefined,
  namespace: string,
  localName: string,
): XmlElement[] {
  const found: XmlElement[] = [];
  if (!parent) return found;
  for (const child of parent.children) {
    if (typeof child !== 'string' && isElement(child, namespace, localName)) found.push(child);
  }
  return found;
}

/** The first child element of that name and namespace. */
export function childOf(
  parent: XmlElement | undefined,
  namespace: string,
  localName: string,
): XmlElement | undefined {
  if (!parent) return undefined;
  for (const child of parent.children) {
    if (typeof child !== 'string' && isElement(child, namespace, localName)) return child;
  }
  return undefined;
}

/** The whole text of an element and of what is in it; empty when there is none. */
export function textOf(element: XmlElement | undefined): string {
  let text = '';
  if (element)
    for (const child of element.children) text += typeof child === 'string' ? child : textOf(child);
  return text;
}

/** An attribute without namespace, or undefined when it is absent. */
export function attributeOf(element: XmlElement | undefined, localName: string): string | undefined {
  if (!element) return undefined;
  for (const attribute of element.attributes) {
    if (attribute.localName === localName && attribute.prefix === '') return attribute.value;
  }
  return undefined;
}

/** What every prefix means inside the element; inner declarations win (xml-names §6.1). */
export function namespacesInScope(element: XmlElement | undefined): Map<string, string> {
  if (!element) return new Map();
  const bindings = namespacesInScope(element.parent);
  for (const { prefix, namespace } of element.declarations) bindings.set(prefix, namespace);
  return bindings;
}
