import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Canonicalization, canonicalize } from '../../../src/platform/xml/canonicalize.ts';
import { elementsOf } from '../../../src/platform/xml/element.ts';
import { parseXml, type XmlDocument } from '../../../src/platform/xml/parse-xml.ts';
import { damage, pieces } from './damage.ts';
import { canonicalizeByXmlCrypto, canonicalizeByXmllint, leaveOutWithout } from './peer-canonicalizers.ts';
import { spell } from './spelling.ts';
import { everything, nestedTrees, type Tree, trees, type Vocabulary } from './tree.ts';

/**
 * What xml-crypto and xmldom get right. They sort namespace and name as one string, prefixes by locale, and
 * names by UTF-16; write `&` in a namespace as it is; and end lines as XML 1.1 does, at U+0085 and U+2028.
 */
const plain: Vocabulary = {
  prefixes: ['a', 'aa', 'b', 'xs'],
  namespaces: ['urn:one', 'urn:two', 'http://www.w3.org/2001/XMLSchema'],
  localNames: ['name', 'Name', 'é', '_', 'x.y-z'],
  characters: everything.characters.filter((character) => character !== '\u0085' && character !== '\u2028'),
};

/** libxml2 gets everything right but `&` in a namespace, too. */
const withoutAmpersand: Vocabulary = {
  ...everything,
  namespaces: everything.namespaces.filter((namespace) => !namespace.includes('&')),
};

/** xml-crypto does not take the `xml:` attributes from around an apex (xml-c14n §2.4). */
const withoutXmlAttributes = (tree: Tree): Tree => ({
  ...tree,
  attributes: tree.attributes.filter(({ prefix }) => prefix !== 'xml'),
});

describe('canonicalize', () => {
  it.each<['all' | string[], 'root' | 'child']>([
    [[], 'root'],
    [['a', 'xs'], 'root'],
    ['all', 'root'],
    [[], 'child'],
    [['a', 'xs'], 'child'],
    ['all', 'child'],
  ])('writes what xml-crypto writes, with the prefixes %j, of the %s', (prefixes, apex) => {
    const inclusivePrefixes = prefixes === 'all' ? 'all' : new Set(prefixes);
    fc.assert(
      fc.property(nestedTrees(plain).map(withoutXmlAttributes), fc.nat(), (tree, seed) => {
        const xml = spell(tree, seed);
        const { root } = parseXml(xml);
        const element = (apex === 'root' ? root : elementsOf(root)[0]) ?? root;

        expect(canonicalize(element, { inclusivePrefixes })).toBe(
          canonicalizeByXmlCrypto(xml, { inclusivePrefixes: prefixes, apex }),
        );
      }),
      { numRuns: 250, seed: 4 },
    );
  });

  const libxmlForms: ['--c14n' | '--exc-c14n', Canonicalization][] = [
    ['--exc-c14n', { inclusivePrefixes: new Set() }],
    ['--c14n', { inclusivePrefixes: 'all' }],
  ];
  it.skipIf(leaveOutWithout('xmllint')).each(libxmlForms)(
    'writes what xmllint %s writes',
    (option, method) => {
      const documents = fc
        .sample(fc.tuple(trees(withoutAmpersand), fc.nat()), { numRuns: 400, seed: 5 })
        .map(([tree, seed]) => spell(tree, seed, { endTagBlanks: true }));
      const ours = documents.map((xml) => canonicalize(parseXml(xml).root, method));

      expect(canonicalizeByXmllint(documents, option)).toEqual(ours);
    },
  );

  it.skipIf(leaveOutWithout('xmllint'))(
    'reads out of damaged documents what xmllint reads, if anything',
    () => {
      const documents = fc
        .sample(fc.tuple(trees(withoutAmpersand), fc.nat(), fc.nat(), fc.constantFrom(...pieces)), {
          numRuns: 1500,
          seed: 6,
        })
        .flatMap(([tree, seed, place, piece]) => damage(spell(tree, seed), place, piece))
        .filter((xml) => xml.isWellFormed());
      const read = documents.flatMap((xml) => {
        const document = findDocument(xml);
        if (!document || document.hasComments) return [];
        const canonical = canonicalize(document.root, { inclusivePrefixes: 'all' });
        return hasOnlyPlainNamespaces(canonical) ? [{ xml, canonical }] : [];
      });

      expect(read.length).toBeGreaterThan(500);
      expect(
        canonicalizeByXmllint(
          read.map(({ xml }) => xml),
          '--c14n',
        ),
      ).toEqual(read.map(({ canonical }) => canonical));
    },
  );
});

/** What the damage has made of a namespace may be none to libxml2, which looks at it as a URI. */
const hasOnlyPlainNamespaces = (canonical: string): boolean =>
  [...canonical.matchAll(/ xmlns(?::[^=]*)?="([^"]*)"/g)].every(([, namespace = '']) =>
    everything.namespaces.includes(namespace),
  );

function findDocument(xml: string): XmlDocument | undefined {
  try {
    return parseXml(xml);
  } catch {
    return undefined;
  }
}
