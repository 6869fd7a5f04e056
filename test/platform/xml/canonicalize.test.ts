import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Canonicalization, canonicalize } from '../../../src/platform/xml/canonicalize.ts';
import { elementsOf } from '../../../src/platform/xml/element.ts';
import { parseXml } from '../../../src/platform/xml/parse-xml.ts';
import { spell } from './spelling.ts';
import { trees } from './tree.ts';

const methods: [string, Canonicalization][] = [
  ['exclusive', { inclusivePrefixes: new Set() }],
  ['exclusive with a prefix list', { inclusivePrefixes: new Set(['', 'a', 'é', 'xs']) }],
  ['inclusive', { inclusivePrefixes: 'all' }],
];
const everyLiberty = { comments: true, endTagBlanks: true };

describe.each(methods)('%s canonicalization', (_name, method) => {
  it('writes the same bytes however a document is spelled', () => {
    fc.assert(
      fc.property(trees(), fc.nat(), fc.nat(), (tree, one, other) => {
        const canonical = canonicalize(parseXml(spell(tree, one)).root, method);

        expect(canonicalize(parseXml(spell(tree, other, everyLiberty)).root, method)).toBe(canonical);
      }),
      { numRuns: 400, seed: 1 },
    );
  });

  it('has nothing left to do on what it wrote', () => {
    fc.assert(
      fc.property(trees(), fc.nat(), (tree, seed) => {
        const canonical = canonicalize(parseXml(spell(tree, seed)).root, method);

        expect(canonicalize(parseXml(canonical).root, method)).toBe(canonical);
      }),
      { numRuns: 400, seed: 2 },
    );
  });

  it('leaves out the one child that is named, wherever it stands, and nothing else', () => {
    fc.assert(
      fc.property(trees(), trees(), fc.nat(), (tree, signature, seed) => {
        const place = seed % (tree.children.length + 1);
        const signed = { ...tree, children: tree.children.toSpliced(place, 0, signature) };
        const elementsBefore = tree.children.slice(0, place).filter((child) => typeof child !== 'string');
        const { root } = parseXml(spell(signed, seed));

        expect(canonicalize(root, { ...method, without: elementsOf(root)[elementsBefore.length] })).toBe(
          canonicalize(parseXml(spell(tree, seed)).root, method),
        );
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});

/** What the peers get wrong, or cannot be asked about. */
describe('canonical form, by the letter', () => {
  const exclusive = (xml: string, ...prefixes: string[]) =>
    canonicalize(parseXml(xml).root, { inclusivePrefixes: new Set(prefixes) });
  const ofChild = (xml: string, method: Canonicalization) =>
    canonicalize(elementsOf(parseXml(xml).root)[0] ?? parseXml(xml).root, method);

  it('escapes namespaces as it does any attribute', () => {
    expect(exclusive(`<a xmlns='http://a/?b&amp;c"&lt;&#10;'/>`)).toBe(
      '<a xmlns="http://a/?b&amp;c&quot;&lt;&#xA;"></a>',
    );
  });

  it('sorts attributes by namespace and name, and namespaces by prefix, all of them by code points', () => {
    expect(exclusive('<a 𐀀="" \uf900="" é="" b="" B="" aa="" a=""/>')).toBe(
      '<a B="" a="" aa="" b="" é="" \uf900="" 𐀀=""></a>',
    );
    expect(exclusive('<a xmlns:x="urn:one1" xmlns:y="urn:one" x:a="" y:b="" c=""/>')).toBe(
      '<a xmlns:x="urn:one1" xmlns:y="urn:one" c="" y:b="" x:a=""></a>',
    );
    expect(exclusive('<𐀀:a xmlns:𐀀="urn:a" xmlns:\uf900="urn:b" xmlns="urn:c" \uf900:a=""/>', '')).toBe(
      '<𐀀:a xmlns="urn:c" xmlns:\uf900="urn:b" xmlns:𐀀="urn:a" \uf900:a=""></𐀀:a>',
    );
  });

  it('never declares the prefix xml, which is always there', () => {
    const declared = '<xml:a xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:lang="de"><xml:b/></xml:a>';
    const canonical = '<xml:a xml:lang="de"><xml:b></xml:b></xml:a>';

    expect(canonicalize(parseXml(declared).root, { inclusivePrefixes: 'all' })).toBe(canonical);
    expect(exclusive(declared, 'xml')).toBe(canonical);
    expect(exclusive(declared)).toBe(canonical);
  });

  it('takes the xml: attributes from around an apex, the nearest ones, only where it is inclusive', () => {
    const xml = '<a xml:lang="de" xml:space="preserve"><b xml:lang="en"><c/></b></a>'.replace(
      '<b',
      '<b xml:base="x:y"',
    );
    const [b] = elementsOf(parseXml(xml).root);
    const [c] = elementsOf(b);

    expect(c && canonicalize(c, { inclusivePrefixes: 'all' })).toBe(
      '<c xml:base="x:y" xml:lang="en" xml:space="preserve"></c>',
    );
    expect(c && canonicalize(c, { inclusivePrefixes: new Set() })).toBe('<c></c>');
  });

  it('takes along from around an apex what a prefix list names, #default being the empty prefix', () => {
    const xml = '<a xmlns="urn:d" xmlns:b="urn:b" xmlns:c="urn:c"><b:b><c:c/><d/></b:b></a>';

    expect(ofChild(xml, { inclusivePrefixes: new Set([]) })).toBe(
      '<b:b xmlns:b="urn:b"><c:c xmlns:c="urn:c"></c:c><d xmlns="urn:d"></d></b:b>',
    );
    expect(ofChild(xml, { inclusivePrefixes: new Set(['', 'c']) })).toBe(
      '<b:b xmlns="urn:d" xmlns:b="urn:b" xmlns:c="urn:c"><c:c></c:c><d></d></b:b>',
    );
  });

  it('takes a default namespace away only from what has been given one', () => {
    expect(exclusive('<a xmlns=""><b xmlns="urn:b"><c xmlns=""/></b></a>', '')).toBe(
      '<a><b xmlns="urn:b"><c xmlns=""></c></b></a>',
    );
  });
});
