import { isBlank } from './characters.ts';
import { XmlElement } from './element.ts';
import type { StartTag } from './read-tag.ts';
import { forbidden, notXml, XmlProblem } from './xml-problem.ts';

export interface XmlLimits {
  depth: number;
  elements: number;
}

/** Builds the tree while the parser goes along the text, and keeps the rules that span more than one tag. */
export class TreeBuilder {
  readonly #limits: XmlLimits;
  /** The element that the text stands in, when it was cut out of another document. */
  readonly #within: XmlElement | undefined;
  readonly #ids = new Set<string>();
  readonly #commented = new Set<XmlElement>();
  #depth = 0;
  #elements = 0;
  #root: XmlElement | undefined;
  /** The innermost element that has no end yet. */
  open: XmlElement | undefined;

  constructor(limits: XmlLimits, within: XmlElement | undefined) {
    this.#limits = limits;
    this.#within = within;
  }

  start(tag: StartTag): void {
    const parent = this.open;
    const { name, namespace, attributes, declarations } = tag;
    const element = new XmlElement(name, namespace, attributes, declarations, parent ?? this.#within);
    this.#register(tag);
    if (parent) parent.children.push(element);
    else if (this.#root) throw notXml('a second root element', 'one root element');
    else this.#root = element;
    if (tag.isEmpty) return;
    this.open = element;
    this.#depth += 1;
  }

  /** Counts before anything of a tag is read, so that a hostile document ends early. */
  requireRoom(): void {
    this.#elements += 1;
    const { depth, elements } = this.#limits;
    if (this.#depth < depth && this.#elements <= elements) return;
    const found = `depth ${this.#depth + 1}, ${this.#elements} elements`;
    throw forbidden(found, `at most depth ${depth}, ${elements} elements`);
  }

  end(element: XmlElement): void {
    if (this.#commented.size > 0) this.#requireWholeText(element);
    this.#depth -= 1;
    this.open = this.#depth === 0 ? undefined : element.parent;
  }

  /** Texts that a comment or a section parts are one text. */
  text(text: string): void {
    const siblings = this.open?.children ?? [];
    const last = siblings.length - 1;
    if (typeof siblings[last] === 'string') siblings[last] += text;
    else siblings.push(text);
  }

  comment(): void {
    if (this.open) this.#commented.add(this.open);
  }

  finish(): XmlElement {
    if (this.open) throw notXml(`<${this.open.name}> without an end`);
    if (this.#root) return this.#root;
    throw notXml('no element');
  }

  /** `ID` of SAML, `Id` of XML Signature and Encryption, `xml:id`: one name for one thing, whatever it is called. */
  #register({ attributes }: StartTag): void {
    for (const { name, value } of attributes) {
      if (name !== 'ID' && name !== 'Id' && name !== 'xml:id') continue;
      if (this.#ids.has(value))
        throw new XmlProblem('duplicate-id', `two elements with the ID "${value}"`, 'one');
      this.#ids.add(value);
    }
  }

  /** A reader that stops at a comment reads another text than one that goes on (CVE-2018-0489 and its kin). */
  #requireWholeText(element: XmlElement): void {
    if (!this.#commented.has(element)) return;
    const text = element.children.find((child) => typeof child === 'string' && !isBlank(child));
    if (text !== undefined) throw forbidden(`a comment in the text of ${element.name}`, 'no comment there');
  }
}
