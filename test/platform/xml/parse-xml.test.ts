import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseXml } from '../../../src/platform/xml/parse-xml.ts';
import { XmlProblem } from '../../../src/platform/xml/xml-problem.ts';
import { damage, pieces } from './damage.ts';
import { readTree } from './read-tree.ts';
import { spell } from './spelling.ts';
import { type Tree, trees } from './tree.ts';

const isRead = (xml: string): boolean => {
  try {
    parseXml(xml);
    return true;
  } catch (error) {
    if (error instanceof XmlProblem) return false;
    throw error;
  }
};

describe('parseXml', () => {
  it('reads out of any spelling exactly the tree that was spelled', () => {
    fc.assert(
      fc.property(trees(), fc.nat(), (tree, seed) => {
        const { root } = parseXml(spell(tree, seed, { comments: true, endTagBlanks: true }));

        expect(sorted(readTree(root))).toEqual(sorted(tree));
      }),
      { numRuns: 500, seed: 11 },
    );
  });

  it('reads arbitrary text, or says with an XmlProblem that it does not', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((found) => found.join('')),
    );
    fc.assert(
      fc.property(anything, (xml) => [true, false].includes(isRead(xml))),
      { numRuns: 5000, seed: 12 },
    );
  });

  it('reads documents that were damaged, or says with an XmlProblem that it does not', () => {
    const counts = { read: 0, refused: 0 };
    fc.assert(
      fc.property(trees(), fc.nat(), fc.nat(), fc.constantFrom(...pieces), (tree, seed, place, piece) => {
        for (const damaged of damage(spell(tree, seed, { comments: true }), place, piece)) {
          counts[isRead(damaged) ? 'read' : 'refused'] += 1;
        }
      }),
      { numRuns: 1500, seed: 13 },
    );

    expect(counts.read).toBeGreaterThan(500);
    expect(counts.refused).toBeGreaterThan(500);
  });

  it('cuts a text of any length anywhere without losing its way', () => {
    const xml = spell(fc.sample(trees(), { numRuns: 50, seed: 14 }).at(-1) as Tree, 1);

    expect(isRead(xml)).toBe(true);
    for (let end = 0; end < xml.trimEnd().length; end += 1) expect(isRead(xml.slice(0, end))).toBe(false);
  });
});

/** Attributes have no order. */
const sorted = (tree: Tree): Tree => ({
  ...tree,
  declarations: tree.declarations.toSorted((one, other) => (one.prefix < other.prefix ? -1 : 1)),
  attributes: tree.attributes.toSorted((one, other) =>
    `${one.prefix}:${one.localName}` < `${other.prefix}:${other.localName}` ? -1 : 1,
  ),
  children: tree.children.map((child) => (typeof child === 'string' ? child : sorted(child))),
});
