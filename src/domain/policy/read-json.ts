import type { Expectation } from './expectations.ts';
import { type JsonMember, type JsonNode, maximumDepth } from './json-node.ts';

/** Where the text stops being JSON. */
export class JsonSyntaxProblem extends Error {
  readonly at: number;
  readonly found: string;
  readonly expected: Expectation;

  constructor(text: string, at: number, expected: Expectation) {
    super(expected);
    this.at = at;
    this.found = at < text.length ? JSON.stringify(text.slice(at, at + 12)) : 'the end of the text';
    this.expected = expected;
  }
}

/**
 * Reads JSON strictly (RFC 8259) and keeps what JSON.parse forgets: where everything stands, and names that come
 * twice. Throws JsonSyntaxProblem and nothing else.
 */
export function readJson(text: string): JsonNode {
  const reader = new JsonReader(text);
  const root = reader.value(0);
  reader.end();
  return root;
}

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 §7 forbids exactly these.
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const word = /(?:true|false|null)(?!\w)/y;

class JsonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#take(space);
  }

  value(depth: number): JsonNode {
    if (depth > maximumDepth) throw this.#problem('a policy that is not nested so deeply');
    const at = this.#at;
    if (this.#skip('{')) return { kind: 'object', members: this.#members(depth + 1), at };
    if (this.#skip('[')) return { kind: 'array', items: this.#items(depth + 1), at };
    if (this.#text[at] === '"') return { kind: 'scalar', value: this.#string('a JSON value'), at };
    return { kind: 'scalar', value: this.#numberOrWord(), at };
  }

  end(): void {
    if (this.#at < this.#text.length) throw this.#problem('nothing after the document');
  }

  #members(depth: number): JsonMember[] {
    const members: JsonMember[] = [];
    if (this.#skip('}')) return members;
    do {
      const at = this.#at;
      const name = this.#string('a name in double quotes');
      if (!this.#skip(':')) throw this.#problem('a colon');
      members.push({ name, at, value: this.value(depth) });
    } while (this.#skip(','));
    if (!this.#skip('}')) throw this.#problem('a comma or a closing brace');
    return members;
  }

  #items(depth: number): JsonNode[] {
    const items: JsonNode[] = [];
    if (this.#skip(']')) return items;
    do items.push(this.value(depth));
    while (this.#skip(','));
    if (!this.#skip(']')) throw this.#problem('a comma or a closing bracket');
    return items;
  }

  #string(expected: Expectation): string {
    const at = this.#at;
    const token = this.#take(string);
    if (token === undefined) throw this.#problem(this.#text[at] === '"' ? 'a complete string' : expected);
    const value = JSON.parse(token) as string;
    // A database stores neither, and no name or value of a policy has them.
    if (value.includes('\0') || !value.isWellFormed()) {
      throw new JsonSyntaxProblem(this.#text, at, 'text without NUL and without halves of characters');
    }
    return value;
  }

  #numberOrWord(): number | boolean | null {
    const token = this.#take(number) ?? this.#take(word);
    if (token === undefined) throw this.#problem('a JSON value');
    return JSON.parse(token) as number | boolean | null;
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    this.#take(space);
    return true;
  }

  /** The token that stands here, and the white space after it. */
  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const token = pattern.exec(this.#text)?.[0];
    if (token === undefined) return undefined;
    this.#at += token.length;
    if (pattern !== space) this.#take(space);
    return token;
  }

  #problem(expected: Expectation): JsonSyntaxProblem {
    return new JsonSyntaxProblem(this.#text, this.#at, expected);
  }
}
