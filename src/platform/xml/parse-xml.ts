import { isBlank, readText, requireCharacters } from './characters.ts';
import { namespacesInScope, type XmlElement } from './element.ts';
import { NamespaceScope } from './namespaces.ts';
import { readDeclaration } from './read-declaration.ts';
import { TagReader } from './read-tag.ts';
import { TreeBuilder, type XmlLimits } from './tree-builder.ts';
import { forbidden, notXml } from './xml-problem.ts';

const defaultLimits: XmlLimits = { depth: 64, elements: 50_000 };

export interface XmlDocument {
  root: XmlElement;
  hasComments: boolean;
}

/**
 * Reads a namespace-well-formed document (xml, xml-names) in one pass, in time linear to its length, into the
 * tree that everything after it works on. Refuses with an XmlProblem what could make two readers see two
 * documents: document types, processing instructions, comments that split a text, an ID that is there twice.
 * `within` is the element whose namespaces hold around the text, for a piece that was encrypted there.
 */
export function parseXml(xml: string, within?: XmlElement, limits: XmlLimits = defaultLimits): XmlDocument {
  return new Parser(xml, within, limits).parse();
}

class Parser {
  readonly #xml: string;
  readonly #scope: NamespaceScope;
  readonly #tags: TagReader;
  readonly #tree: TreeBuilder;
  /** For every open element, where its namespaces began. */
  readonly #marks: number[] = [];
  #at: number;
  #hasComments = false;

  constructor(xml: string, within: XmlElement | undefined, limits: XmlLimits) {
    this.#xml = xml;
    this.#scope = new NamespaceScope(namespacesInScope(within));
    this.#tags = new TagReader(xml, this.#scope);
    this.#tree = new TreeBuilder(limits, within);
    this.#at = readDeclaration(xml);
  }

  parse(): XmlDocument {
    const xml = this.#xml;
    for (let next = xml.indexOf('<', this.#at); next !== -1; next = xml.indexOf('<', this.#at)) {
      if (next > this.#at) this.#text(xml.slice(this.#at, next));
      this.#at = next;
      this.#markup(xml.charCodeAt(next + 1));
    }
    if (this.#at < xml.length) this.#text(xml.slice(this.#at));
    return { root: this.#tree.finish(), hasComments: this.#hasComments };
  }

  /** Outside the root there is white space as such, and no reference to any (xml §2.1). */
  #text(raw: string): void {
    if (this.#tree.open) this.#tree.text(readText(raw));
    else if (!isBlank(raw)) throw notXml(`"${raw.trim().slice(0, 40)}" outside the root element`);
  }

  #markup(kind: number): void {
    if (kind === 47) this.#endTag();
    else if (kind === 33) this.#declaration();
    else if (kind === 63)
      throw forbidden(this.#xml.slice(this.#at, this.#at + 20), 'no processing instruction');
    else this.#startTag();
  }

  #startTag(): void {
    this.#tree.requireRoom();
    const mark = this.#scope.mark;
    const tag = this.#tags.read(this.#at);
    this.#at = tag.end;
    this.#tree.start(tag);
    if (tag.isEmpty) this.#scope.leave(mark);
    else this.#marks.push(mark);
  }

  #endTag(): void {
    const { open } = this.#tree;
    if (!open || !this.#xml.startsWith(open.name, this.#at + 2)) throw this.#unexpectedEnd(open);
    const nameEnd = this.#at + 2 + open.name.length;
    const isPlain = this.#xml.charCodeAt(nameEnd) === 62;
    const end = isPlain ? nameEnd : this.#xml.indexOf('>', nameEnd);
    if (end === -1 || (!isPlain && !isBlank(this.#xml.slice(nameEnd, end)))) throw this.#unexpectedEnd(open);
    this.#at = end + 1;
    this.#scope.leave(this.#marks.pop() ?? 0);
    this.#tree.end(open);
  }

  #unexpectedEnd(open: XmlElement | undefined) {
    return notXml(this.#xml.slice(this.#at, this.#at + 40), open ? `</${open.name}>` : 'no end tag');
  }

  #declaration(): void {
    if (this.#xml.startsWith('<!--', this.#at)) this.#comment();
    else if (this.#xml.startsWith('<![CDATA[', this.#at)) this.#section();
    else throw forbidden(this.#xml.slice(this.#at, this.#at + 20), 'no document type');
  }

  #comment(): void {
    const end = this.#xml.indexOf('--', this.#at + 4);
    if (end === -1 || this.#xml[end + 2] !== '>')
      throw notXml('a comment without an end, or with "--" in it');
    requireCharacters(this.#xml.slice(this.#at, end));
    this.#at = end + 3;
    this.#hasComments = true;
    this.#tree.comment();
  }

  #section(): void {
    const end = this.#xml.indexOf(']]>', this.#at);
    if (end === -1 || !this.#tree.open) throw notXml('a CDATA section without an end, or outside the root');
    this.#tree.text(requireCharacters(this.#xml.slice(this.#at + 9, end)).replace(/\r\n?/g, '\n'));
    this.#at = end + 3;
  }
}
