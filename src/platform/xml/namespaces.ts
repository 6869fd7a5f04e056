import { forbidden, notXml } from './xml-problem.ts';

export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

/** More prefixes than any real document binds at one place. */
const bindingLimit = 128;

/** Which namespace a prefix means at the place the parser has reached (xml-names §6). */
export class NamespaceScope {
  readonly #prefixes: string[] = ['xml'];
  readonly #namespaces: string[] = [xmlNamespace];

  constructor(context: ReadonlyMap<string, string>) {
    for (const [prefix, namespace] of context) this.#push(prefix, namespace);
  }

  /** To be given to `leave` at the end of the element. */
  get mark(): number {
    return this.#prefixes.length;
  }

  leave(mark: number): void {
    if (this.#prefixes.length === mark) return;
    this.#prefixes.length = mark;
    this.#namespaces.length = mark;
  }

  declare(prefix: string, namespace: string): void {
    requireDeclarable(prefix, namespace);
    this.#push(prefix, namespace);
    if (this.#prefixes.length > bindingLimit) {
      throw forbidden(`more than ${bindingLimit} namespace declarations at once`, 'fewer');
    }
  }

  /** The default namespace is empty until it is declared; any other prefix must have been declared. */
  resolve(prefix: string): string {
    for (let place = this.#prefixes.length - 1; place >= 0; place -= 1) {
      if (this.#prefixes[place] === prefix) return this.#namespaces[place] as string;
    }
    if (prefix === '') return '';
    throw notXml(`the prefix "${prefix}"`, 'prefixes that are declared');
  }

  #push(prefix: string, namespace: string): void {
    this.#prefixes.push(prefix);
    this.#namespaces.push(namespace);
  }
}

function requireDeclarable(prefix: string, namespace: string): void {
  const isReserved = prefix === 'xmlns' || namespace === xmlnsNamespace;
  if (isReserved || (prefix === 'xml') !== (namespace === xmlNamespace)) {
    throw notXml(`xmlns:${prefix}="${namespace}"`, 'a prefix that is not reserved');
  }
  if (namespace === '' && prefix !== '') throw notXml(`xmlns:${prefix}=""`, 'a namespace');
  // xml-c14n §1.3: canonical form is not defined over relative namespace URIs.
  if (namespace !== '' && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(namespace)) {
    throw notXml(`the namespace "${namespace}"`, 'an absolute URI');
  }
}
