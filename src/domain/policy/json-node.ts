/** A JSON value that remembers where it stands: an offset in the text, or nothing when it was no text. */
export type JsonNode = JsonObject | JsonArray | JsonScalar | Foreign;

export interface JsonObject {
  kind: 'object';
  /** In their order; a name may come twice, which an ordinary object could not say. */
  members: readonly JsonMember[];
  at: number | undefined;
}

export interface JsonMember {
  name: string;
  at: number | undefined;
  value: JsonNode;
}

export interface JsonArray {
  kind: 'array';
  items: readonly JsonNode[];
  at: number | undefined;
}

export interface JsonScalar {
  kind: 'scalar';
  value: string | number | boolean | null;
  at: number | undefined;
}

/** Something that JSON cannot say: `undefined`, a function, a date, a cycle. */
export interface Foreign {
  kind: 'foreign';
  what: string;
  at: undefined;
}

/** A policy needs seven levels. Whatever goes on below this is an attack, or a cycle. */
export const maximumDepth = 24;
const maximumNodes = 20_000;

/** The same for a value that somebody parsed already. Own enumerable members only; prototypes do not count. */
export function nodeOf(value: unknown): JsonNode {
  return new ValueReader().read(value, 0);
}

class ValueReader {
  #nodes = 0;

  read(value: unknown, depth: number): JsonNode {
    this.#nodes += 1;
    if (depth > maximumDepth || this.#nodes > maximumNodes) return foreign('too much');
    if (isScalar(value)) return { kind: 'scalar', value, at: undefined };
    if (Array.isArray(value)) {
      const items = Array.from(value.slice(0, maximumNodes), (item) => this.read(item, depth + 1));
      return { kind: 'array', items, at: undefined };
    }
    return isPlain(value) ? this.#readObject(value, depth) : foreign(typeof value);
  }

  #readObject(value: object, depth: number): JsonObject {
    const members = Object.entries(value)
      .slice(0, maximumNodes)
      .map(([name, member]) => ({ name, at: undefined, value: this.read(member, depth + 1) }));
    return { kind: 'object', members, at: undefined };
  }
}

const foreign = (what: string): Foreign => ({ kind: 'foreign', what, at: undefined });

const isScalar = (value: unknown): value is JsonScalar['value'] =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** The value itself. `__proto__` becomes an ordinary member, because fromEntries defines and does not assign. */
export function plainValue(node: JsonNode): unknown {
  if (node.kind === 'object') {
    return Object.fromEntries(node.members.map(({ name, value }) => [name, plainValue(value)]));
  }
  if (node.kind === 'array') return node.items.map(plainValue);
  return node.kind === 'scalar' ? node.value : undefined;
}

export const member = (node: JsonObject, name: string): JsonMember | undefined =>
  node.members.find((candidate) => candidate.name === name);

/** `$.statement[0].condition.string_equal["qcs:ip"]` */
export const pathTo = (path: string, key: string | number): string => {
  if (typeof key === 'number') return `${path}[${key}]`;
  return /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
};
