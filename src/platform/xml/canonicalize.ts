import { escapeAttribute, escapeText } from '../xml/write-xml.ts';
import { type Binding, namespacesInScope, type XmlAttribute, type XmlElement } from './element.ts';
import { xmlNamespace } from './namespaces.ts';

export interface Canonicalization {
  /**
   * Prefixes that are treated as inclusive canonicalization treats them: all of them (xml-c14n), or those of
   * an InclusiveNamespaces list (xml-exc-c14n §3). The default namespace has the empty prefix.
   */
  inclusivePrefixes: 'all' | ReadonlySet<string>;
  /** A child that is left out: the enveloped signature (xmldsig-core §6.6.4). */
  without?: XmlElement | undefined;
}

/**
 * The canonical form of an element and all it holds, without comments: canonical XML 1.0 or exclusive
 * canonical XML 1.0. Takes time linear to what it writes.
 */
export function canonicalize(apex: XmlElement, { inclusivePrefixes, without }: Canonicalization): string {
  return new Canonicalizer(apex, inclusivePrefixes, without).write();
}

class Canonicalizer {
  readonly #apex: XmlElement;
  readonly #inclusive: 'all' | ReadonlySet<string>;
  readonly #without: XmlElement | undefined;
  /** What the output has declared so far, innermost last. */
  readonly #rendered: Binding[] = [];
  readonly #out: string[] = [];

  constructor(apex: XmlElement, inclusive: 'all' | ReadonlySet<string>, without: XmlElement | undefined) {
    this.#apex = apex;
    this.#inclusive = inclusive;
    this.#without = without;
  }

  write(): string {
    this.#element(this.#apex);
    return this.#out.join('');
  }

  #element(element: XmlElement): void {
    const mark = this.#rendered.length;
    this.#out.push('<', element.name);
    this.#namespaces(element);
    this.#attributes(element === this.#apex ? this.#apexAttributes() : element.attributes);
    this.#out.push('>');
    for (const child of element.children) {
      if (typeof child === 'string') this.#out.push(escapeText(child));
      else if (child !== this.#without) this.#element(child);
    }
    this.#out.push('</', element.name, '>');
    this.#rendered.length = mark;
  }

  /** Declares what the element needs and the output does not say yet, in the order of the prefixes. */
  #namespaces(element: XmlElement): void {
    const before = this.#rendered.length;
    if (this.#inclusive !== 'all') this.#usedNamespaces(element);
    if (this.#inclusive === 'all' || this.#inclusive.size > 0) this.#inclusiveNamespaces(element);
    if (this.#rendered.length === before) return;
    const added = this.#rendered.slice(before);
    if (added.length > 1) added.sort((one, other) => compare(one.prefix, other.prefix));
    for (const { prefix, namespace } of added) {
      this.#out.push(prefix === '' ? ' xmlns' : ` xmlns:${prefix}`, '="', escapeAttribute(namespace), '"');
    }
  }

  /** xml-exc-c14n §3: the prefixes of the element and of its attributes. */
  #usedNamespaces(element: XmlElement): void {
    if (element.prefix !== 'xml') this.#render(element.prefix, element.namespace);
    for (const { prefix, namespace } of element.attributes) {
      if (prefix !== '' && prefix !== 'xml') this.#render(prefix, namespace);
    }
  }

  #inclusiveNamespaces(element: XmlElement): void {
    const inclusive = this.#inclusive;
    const declared =
      element === this.#apex
        ? [...namespacesInScope(element)].map(([prefix, namespace]) => ({ prefix, namespace }))
        : element.declarations;
    for (const { prefix, namespace } of declared) {
      if (prefix !== 'xml' && (inclusive === 'all' || inclusive.has(prefix))) this.#render(prefix, namespace);
    }
  }

  #render(prefix: string, namespace: string): void {
    const rendered = this.#rendered;
    for (let place = rendered.length - 1; place >= 0; place -= 1) {
      const binding = rendered[place] as Binding;
      if (binding.prefix !== prefix) continue;
      if (binding.namespace !== namespace) rendered.push({ prefix, namespace });
      return;
    }
    if (prefix !== '' || namespace !== '') rendered.push({ prefix, namespace });
  }

  #attributes(attributes: readonly XmlAttribute[]): void {
    for (const { name, value } of inOrder(attributes))
      this.#out.push(' ', name, '="', escapeAttribute(value), '"');
  }

  /** Inclusive canonical form of a part takes the `xml:` attributes of what was around it (xml-c14n §2.4). */
  #apexAttributes(): readonly XmlAttribute[] {
    if (this.#inclusive !== 'all' || !this.#apex.parent) return this.#apex.attributes;
    const attributes = [...this.#apex.attributes];
    for (let around = this.#apex.parent as XmlElement | undefined; around; around = around.parent) {
      for (const attribute of around.attributes) {
        const isKnown = attributes.some((known) => known.name === attribute.name);
        if (attribute.namespace === xmlNamespace && !isKnown) attributes.push(attribute);
      }
    }
    return attributes;
  }
}

/** By namespace, then by local name; those without namespace come first (xml-c14n §2.2). */
function inOrder(attributes: readonly XmlAttribute[]): readonly XmlAttribute[] {
  for (let place = 1; place < attributes.length; place += 1) {
    if (byName(attributes[place - 1] as XmlAttribute, attributes[place] as XmlAttribute) > 0) {
      return [...attributes].sort(byName);
    }
  }
  return attributes;
}

const byName = (one: XmlAttribute, other: XmlAttribute): number =>
  one.namespace === other.namespace
    ? compare(one.localName, other.localName)
    : compare(one.namespace, other.namespace);

/** By code points, as the standard has it; strings compare by UTF-16 units, which differs above U+FFFF. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  if (/[\ud800-\udfff]/.test(one + other)) return Buffer.compare(Buffer.from(one), Buffer.from(other));
  return one < other ? -1 : 1;
}
