import { invalidFilter } from '../problem.ts';

export interface Token {
  text: string;
  /** From 1, as people count. */
  place: number;
}

/** Longer filters come from nobody's directory. */
const longest = 10_000;

const token = /\s+|[()[\]]|"(?:[^"\\]|\\.)*"|[^\s()[\]"]+/gy;

/** Brackets, texts in quotes, and words: what lies between spaces. */
export function tokensOf(text: string): Token[] {
  if (text.length > longest)
    throw invalidFilter(`The filter has ${text.length} characters; at most ${longest} are read.`);
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(token)) {
    end = match.index + match[0].length;
    if (match[0].trim() !== '') tokens.push({ text: match[0], place: match.index + 1 });
  }
  if (end < text.length)
    throw invalidFilter(`The text that begins with the quote at character ${end + 1} does not end.`);
  return tokens;
}

/** Takes tokens one after the other, and says in a refusal where it stopped. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  /** The text of the next token in lower case; empty at the end. */
  get ahead(): string {
    return this.#tokens[this.#next]?.text.toLowerCase() ?? '';
  }

  take(expected: string): string {
    const taken = this.#tokens[this.#next];
    if (!taken) throw invalidFilter(`The filter ends where ${expected} is expected.`);
    this.#next += 1;
    return taken.text;
  }

  /** Takes the next one if it is this. */
  takeIf(text: string): boolean {
    const isNext = this.ahead === text;
    if (isNext) this.#next += 1;
    return isNext;
  }

  require(text: string): void {
    if (!this.takeIf(text)) throw this.unexpected(`"${text}"`);
  }

  unexpected(expected: string) {
    const found = this.#tokens[this.#next];
    return found
      ? invalidFilter(`Found ${found.text} at character ${found.place}, where ${expected} is expected.`)
      : invalidFilter(`The filter ends where ${expected} is expected.`);
  }
}
