import fc from 'fast-check';

/** A document before anybody has spelled it: what a reader must find, whatever the spelling. */
export interface Tree {
  prefix: string;
  localName: string;
  /** The default namespace has the empty prefix; the empty namespace takes it away. */
  declarations: { prefix: string; namespace: string }[];
  attributes: { prefix: string; localName: string; value: string }[];
  children: (Tree | string)[];
}

export interface Vocabulary {
  prefixes: readonly string[];
  namespaces: readonly string[];
  localNames: readonly string[];
  characters: readonly string[];
}

/**
 * Prefixes and namespaces that are beginnings of each other, letters outside ASCII and outside the 16 bits of a
 * JavaScript character: what is sorted wrongly by those who sort whole strings, by locale or by UTF-16.
 */
export const everything: Vocabulary = {
  prefixes: ['a', 'aa', 'b', 'B', 'é', '_', 'a-b', 'xs'],
  namespaces: [
    'urn:one',
    'urn:one1',
    'urn:two',
    'http://example.com/?a=1&b=2',
    'http://www.w3.org/2001/XMLSchema',
  ],
  localNames: ['a', 'b', 'aa', 'B', 'é', 'name', '_', 'x.y-z', '𐀀', '\uf900'],
  characters: [
    ...['a', 'Z', '0', ' ', ' ', '\t', '\n', '\r', '<', '>', '&', '"', "'", ']', '[', '-', '!', '?', ']]>'],
    ...['\u007f', '\u0085', '\u00a0', 'é', '\u0301', '\u2028', '€', '\ufeff', '\ufffd', '😀', '𝔘', '&amp;'],
  ],
};

/** Random trees of that vocabulary; only what `xml` and `xml-names` allow. */
export const trees = (vocabulary: Vocabulary = everything): fc.Arbitrary<Tree> =>
  rawTrees(vocabulary).map((raw) => wellFormed(raw));

/** Trees whose first child is an element that may use what is declared around it. */
export const nestedTrees = (vocabulary: Vocabulary): fc.Arbitrary<Tree> =>
  fc
    .tuple(rawTrees(vocabulary), rawTrees(vocabulary))
    .map(([outer, inner]) => wellFormed({ ...outer, children: [inner, ...outer.children] }));

function rawTrees({ prefixes, namespaces, localNames, characters }: Vocabulary): fc.Arbitrary<Tree> {
  const localName = fc.constantFrom(...localNames);
  const text = fc.array(fc.constantFrom(...characters), { maxLength: 8 }).map((pieces) => pieces.join(''));
  const prefix = fc.constantFrom('', ...prefixes);
  const namespace = fc.constantFrom('', ...namespaces);
  const attribute = fc.record({ prefix: fc.constantFrom('', 'xml', ...prefixes), localName, value: text });
  return fc.letrec<{ tree: Tree; child: Tree | string }>((tie) => ({
    tree: fc.record({
      prefix,
      localName,
      declarations: fc.array(fc.record({ prefix, namespace }), { maxLength: 4 }),
      attributes: fc.array(attribute, { maxLength: 5 }),
      children: fc.array(tie('child'), { maxLength: 4, depthIdentifier: 'tree' }),
    }),
    child: fc.oneof({ depthIdentifier: 'tree', depthSize: 'small' }, text, tie('tree')),
  })).tree;
}

/** Leaves out what would break a rule: prefixes that mean nothing, and names that are there twice. */
function wellFormed(raw: Tree, around: ReadonlyMap<string, string> = onlyXml): Tree {
  const declarations = raw.declarations.filter(
    ({ prefix, namespace }, place) =>
      (namespace !== '' || prefix === '') &&
      raw.declarations.findIndex((other) => other.prefix === prefix) === place,
  );
  const scope = new Map([
    ...around,
    ...declarations.map(({ prefix, namespace }) => [prefix, namespace] as const),
  ]);
  const seen = new Set<string>();
  const attributes = raw.attributes.filter(({ prefix, localName }) => {
    const name = `${localName} ${prefix && scope.get(prefix)}`;
    if ((prefix !== '' && !scope.has(prefix)) || seen.has(name)) return false;
    seen.add(name);
    return true;
  });
  const children: Tree['children'] = [];
  for (const child of raw.children) {
    // Two texts side by side are one.
    if (typeof child === 'string')
      children.push((typeof children.at(-1) === 'string' ? children.pop() : '') + child);
    else children.push(wellFormed(child, scope));
  }
  return {
    ...raw,
    prefix: scope.has(raw.prefix) ? raw.prefix : '',
    declarations,
    attributes,
    children: children.filter((child) => child !== ''),
  };
}

const onlyXml: ReadonlyMap<string, string> = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);
