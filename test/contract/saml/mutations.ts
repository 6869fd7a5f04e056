import { parseXml } from '../../../src/platform/xml/parse-xml.ts';
import { damage, pieces } from '../../platform/xml/damage.ts';
import type { Dice } from '../../platform/xml/dice.ts';
import { readTree } from '../../platform/xml/read-tree.ts';
import { spell, spellPlainly } from '../../platform/xml/spelling.ts';
import type { Tree } from '../../platform/xml/tree.ts';

/** What happens to a response on its way: by accident, by another program, or by an attacker. */
export const mutations: Record<string, (xml: string, dice: Dice) => string> = {
  nothing: (xml) => xml,
  'another spelling': (xml, dice) => {
    const values = [...xml.matchAll(signatureValues)].map(([value]) => value);
    const spelled = spell(readTree(parseXml(xml).root), dice.below(1 << 30)).replace(/^\ufeff/, '');
    // xml-crypto reads the first piece of a text only.
    return spelled.replaceAll(signatureValues, () => values.shift() ?? '');
  },
  'a bit of a byte changed': (xml, dice) => {
    const bytes = Buffer.from(xml);
    const place = dice.below(bytes.length);
    bytes[place] = (bytes[place] ?? 0) ^ (1 << dice.below(8));
    return bytes.toString('utf8');
  },
  'a piece lost, added or exchanged': (xml, dice) =>
    dice.pick(damage(xml, dice.below(xml.length), dice.pick(pieces))),
  'an element twice': onTree((tree, dice) => {
    const [parent, place] = somewhere(tree, dice);
    parent.children.splice(place, 0, structuredClone(someElement(tree, dice)));
  }),
  'an element elsewhere': onTree((tree, dice) => {
    const moved = someElement(tree, dice);
    const from = elementsIn(tree).find(({ children }) => children.includes(moved));
    if (!from) return;
    from.children.splice(from.children.indexOf(moved), 1);
    const [parent, place] = somewhere(tree, dice);
    parent.children.splice(place, 0, moved);
  }),
  'an element less': onTree((tree, dice) => {
    const removed = someElement(tree, dice);
    for (const parent of elementsIn(tree))
      parent.children = parent.children.filter((child) => child !== removed);
  }),
  'an element by another name': onTree((tree, dice) => {
    const renamed = someElement(tree, dice);
    renamed.localName = dice.pick(elementsIn(tree)).localName;
  }),
  'an element of another namespace': onTree((tree, dice) => {
    const changed = someElement(tree, dice);
    changed.declarations = [
      ...changed.declarations.filter(({ prefix }) => prefix !== changed.prefix),
      { prefix: changed.prefix, namespace: 'urn:x' },
    ];
  }),
  'an attribute of another value': onTree((tree, dice) => {
    const changed = someAttribute(tree, dice);
    if (changed)
      changed.value = dice.pick([
        '',
        'x',
        `${changed.value} `,
        changed.value.toUpperCase(),
        someAttribute(tree, dice)?.value ?? '',
      ]);
  }),
  'an attribute less': onTree((tree, dice) => {
    const element = dice.pick(elementsIn(tree));
    element.attributes.splice(dice.below(element.attributes.length + 1), 1);
  }),
  'an ID more': onTree((tree, dice) => {
    const element = dice.pick(elementsIn(tree));
    const taken = tree.attributes.find(({ localName }) => localName === 'ID')?.value ?? '';
    const name = dice.pick(['ID', 'Id', 'xml:id']);
    const [localName = '', prefix = ''] = name.split(':').toReversed();
    if (element.attributes.some((attribute) => attribute.localName === localName)) return;
    element.attributes.push({ prefix, localName, value: dice.pick([taken, '_new', '']) });
  }),
  'an ID changed everywhere': (xml, dice) => {
    const [, id = ''] = dice.pick([...xml.matchAll(/ ID\s*=\s*["'](_[\w-]+)/g)]) ?? [];
    return id ? xml.replaceAll(id, dice.pick([`${id}x`, '_same', `&#95;${id.slice(1)}`])) : xml;
  },
  'another algorithm': (xml, dice) => xml.replace(dice.pick(algorithms), () => dice.pick(algorithms)),
  'another text': onTree((tree, dice) => {
    const holders = elementsIn(tree).filter(({ children }) =>
      children.some((child) => typeof child === 'string'),
    );
    const holder = dice.pick(holders);
    if (holder)
      holder.children = [dice.pick(['', 'admin', `${holder.children[0]} `, `${holder.children[0]}<x>`])];
  }),
  'a comment in a text': (xml, dice) => {
    const [found] = dice.pick([...xml.matchAll(/>[^<>\s][^<>]+</g)]) ?? [''];
    const place = xml.indexOf(found) + 1 + dice.below(found.length - 1);
    return `${xml.slice(0, place)}<!---->${xml.slice(place)}`;
  },
  'a comment between elements': (xml) => xml.replaceAll('><', '><!-- & --><'),
  'a namespace declared around': (xml, dice) =>
    xml.replace(
      /(?<=<[\w.:-]*Response)(?=\s)/,
      dice.pick([' xmlns:evil="urn:evil"', ' xmlns="urn:evil"', ' xml:lang="en"']),
    ),
};

const signatureValues = /(?<=<(?:[\w.-]+:)?SignatureValue\s*>)[\s\S]*?(?=<\/(?:[\w.-]+:)?SignatureValue)/g;

const algorithms = [
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2000/09/xmldsig#sha1',
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'urn:x',
];

/** Changes what was read, and writes it again as plainly as can be. */
function onTree(change: (tree: Tree, dice: Dice) => void) {
  return (xml: string, dice: Dice): string => {
    const tree = readTree(parseXml(xml).root);
    change(tree, dice);
    return spellPlainly(tree);
  };
}

const elementsIn = (tree: Tree): Tree[] => [
  tree,
  ...tree.children.flatMap((child) => (typeof child === 'string' ? [] : elementsIn(child))),
];
/** Any but the root. */
const someElement = (tree: Tree, dice: Dice): Tree => dice.pick(elementsIn(tree).slice(1)) ?? tree;
const someAttribute = (tree: Tree, dice: Dice) =>
  dice.pick(elementsIn(tree).flatMap(({ attributes }) => attributes));
const somewhere = (tree: Tree, dice: Dice): [Tree, number] => {
  const parent = dice.pick(elementsIn(tree));
  return [parent, dice.below(parent.children.length + 1)];
};
