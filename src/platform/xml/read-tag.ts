import { isSpace, mayBeInName, readValue } from './characters.ts';
import type { Binding, XmlAttribute } from './element.ts';
import type { NamespaceScope } from './namespaces.ts';
import { type QualifiedName, qualifiedName } from './qualified-name.ts';
import { forbidden, notXml } from './xml-problem.ts';

export interface StartTag {
  name: QualifiedName;
  namespace: string;
  attributes: readonly XmlAttribute[];
  declarations: readonly Binding[];
  isEmpty: boolean;
  /** The place behind its `>`. */
  end: number;
}

const attributeLimit = 64;
const nameLimit = 256;
const nothing = { attributes: [], declarations: [] } as {
  readonly attributes: XmlAttribute[];
  readonly declarations: Binding[];
};

/** Reads start tags of one text, namespaces resolved (xml §3.1, xml-names §5). */
export class TagReader {
  readonly #xml: string;
  readonly #scope: NamespaceScope;
  #at = 0;

  constructor(xml: string, scope: NamespaceScope) {
    this.#xml = xml;
    this.#scope = scope;
  }

  /** Reads the tag that begins with the `<` at that place, and opens its namespaces. */
  read(start: number): StartTag {
    this.#at = start + 1;
    const name = this.#name();
    const { attributes, declarations } = this.#toAttribute() ? this.#attributes() : nothing;
    if (declarations.length > 0) this.#declare(declarations);
    if (attributes.length > 0) this.#resolve(attributes);
    const namespace = this.#scope.resolve(name.prefix);
    return { name, namespace, attributes, declarations, isEmpty: this.#endsEmpty(), end: this.#at };
  }

  #attributes() {
    const attributes: XmlAttribute[] = [];
    const declarations: Binding[] = [];
    do {
      const attribute = this.#attribute();
      const prefix = declaredPrefix(attribute);
      if (prefix === undefined) attributes.push(attribute);
      else declarations.push({ prefix, namespace: attribute.value });
      if (attributes.length + declarations.length > attributeLimit) {
        throw forbidden(`more than ${attributeLimit} attributes`, 'fewer');
      }
    } while (this.#toAttribute());
    return { attributes, declarations };
  }

  /** Moves behind white space; whether an attribute follows rather than the end of the tag. */
  #toAttribute(): boolean {
    const xml = this.#xml;
    let at = this.#at;
    while (isSpace(xml.charCodeAt(at))) at += 1;
    const code = xml.charCodeAt(at);
    const isEnd = code === 62 || code === 47;
    if (!isEnd && at === this.#at) throw this.#unexpected();
    this.#at = at;
    return !isEnd;
  }

  #endsEmpty(): boolean {
    const isEmpty = this.#xml.charCodeAt(this.#at) === 47;
    if (isEmpty) this.#at += 1;
    if (this.#xml.charCodeAt(this.#at) !== 62) throw this.#unexpected();
    this.#at += 1;
    return isEmpty;
  }

  #name(): QualifiedName {
    const xml = this.#xml;
    const start = this.#at;
    const longest = start + nameLimit;
    let at = start;
    for (let code = xml.charCodeAt(at); mayBeInName(code) && at <= longest; code = xml.charCodeAt(at))
      at += 1;
    this.#at = at;
    if (at > longest) throw forbidden(`a name of more than ${nameLimit} characters`, `at most ${nameLimit}`);
    return qualifiedName(xml.slice(start, at));
  }

  #attribute(): XmlAttribute {
    const xml = this.#xml;
    const { name, prefix, localName } = this.#name();
    let at = this.#at;
    while (isSpace(xml.charCodeAt(at))) at += 1;
    if (xml.charCodeAt(at) !== 61) throw this.#unexpected();
    at += 1;
    while (isSpace(xml.charCodeAt(at))) at += 1;
    const quote = xml[at];
    const end = quote === '"' || quote === "'" ? xml.indexOf(quote, at + 1) : -1;
    if (end === -1) throw this.#unexpected();
    this.#at = end + 1;
    return { name, prefix, localName, namespace: '', value: readValue(xml.slice(at + 1, end)) };
  }

  #declare(declarations: readonly Binding[]): void {
    declarations.forEach(({ prefix, namespace }, place) => {
      if (declarations.findIndex((other) => other.prefix === prefix) !== place) {
        throw notXml(`two declarations of the prefix "${prefix}"`, 'one');
      }
      this.#scope.declare(prefix, namespace);
    });
  }

  #resolve(attributes: XmlAttribute[]): void {
    for (let place = 0; place < attributes.length; place += 1) {
      const attribute = attributes[place] as XmlAttribute;
      if (attribute.prefix !== '') attribute.namespace = this.#scope.resolve(attribute.prefix);
      for (let before = 0; before < place; before += 1) {
        const other = attributes[before] as XmlAttribute;
        if (other.localName === attribute.localName && other.namespace === attribute.namespace) {
          throw notXml(`two attributes ${attribute.name}`, 'one');
        }
      }
    }
  }

  #unexpected() {
    const found = this.#xml.slice(this.#at, this.#at + 20);
    return notXml(found ? `"${found}" in a tag` : 'a tag without an end');
  }
}

/** The prefix that the attribute declares; undefined when it is an ordinary one (xml-names §3). */
function declaredPrefix({ prefix, localName }: XmlAttribute): string | undefined {
  if (prefix === 'xmlns') return localName;
  return prefix === '' && localName === 'xmlns' ? '' : undefined;
}
