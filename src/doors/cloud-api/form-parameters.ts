import { WireRefusal } from './wire-refusal.ts';

/** The most names that one request may have; the largest call of the model needs a tenth. */
const mostNames = 2000;
const deepest = 12;

/** `a=1&b=2` as it was meant; a name that comes twice would be signed one way and read another. */
export function readForm(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (values.has(name) || values.size === mostNames)
      throw new WireRefusal('InvalidParameter', { name }, 'twice');
    values.set(name, value);
  }
  return values;
}

type Tree = { [name: string]: string | Tree };

/** `Users.0.UserName=a` is `{Users: {0: {UserName: 'a'}}}`. */
export function nested(values: Iterable<readonly [string, string]>): Tree {
  const root = newTree();
  for (const [name, value] of values) {
    const parts = name.split('.');
    const last = parts.pop() ?? '';
    if (parts.length > deepest) throw unreadable(name);
    const tree = parts.reduce((above, part) => branchOf(above, part, name), root);
    if (tree[last] !== undefined) throw unreadable(name);
    tree[last] = value;
  }
  return root;
}

function branchOf(above: Tree, part: string, name: string): Tree {
  const below = above[part] ?? newTree();
  if (typeof below === 'string') throw unreadable(name);
  above[part] = below;
  return below;
}

const unreadable = (name: string) => new WireRefusal('UnknownParameter', { name });

/** Without a prototype, so that no name means anything else. */
const newTree = (): Tree => Object.create(null) as Tree;
