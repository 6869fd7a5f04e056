import { invalidSyntax } from '../problem.ts';

/** The deepest that the protocol has is 7. */
const deepest = 32;
/** What nobody here knows is passed over, so there may be more than there are attributes; each is looked up. */
const mostNames = 1000;

/**
 * What a text from a directory holds. Names mean the same in any case of letters (RFC 7643 §2.1), so that an object with `userName`
 * and `USERNAME`, or with one of them twice, leaves to guess what is meant.
 * @param what how the text is called in a refusal
 * @throws DomainError `invalidSyntax`
 */
export function readJson(text: string, what: string): unknown {
  requireClear(text, what);
  try {
    return JSON.parse(text);
  } catch {
    throw invalidSyntax(`${what} is no JSON.`);
  }
}

/** A text that does not end reaches to the end, so that every character is looked at once. */
const token = /("(?:[^"\\]|\\.)*"?)(\s*:)?|[[\]{}]/gs;

/** Before anything walks through it: each level would cost a place on the stack. */
function requireClear(json: string, what: string): void {
  const open: Set<string>[] = [];
  for (const [found, text = '', colon] of json.matchAll(token)) {
    if (colon !== undefined) requireNew(open.at(-1), text);
    if ('[{'.includes(found)) open.push(new Set());
    else if (']}'.includes(found)) open.pop();
    if (open.length > deepest) throw invalidSyntax(`${what} nests deeper than ${deepest} levels.`);
  }
}

function requireNew(names: Set<string> | undefined, written: string): void {
  const name = written.includes('\\') ? unescaped(written) : written.slice(1, -1);
  const lowered = name.toLowerCase();
  if (names?.has(lowered)) throw saidTwice(name);
  if (names?.add(lowered).size === mostNames + 1)
    throw invalidSyntax(`An object has more than ${mostNames} names.`);
}

function unescaped(written: string): string {
  try {
    return String(JSON.parse(written));
  } catch {
    return written;
  }
}

export const saidTwice = (name: string) =>
  invalidSyntax(`"${name.slice(0, 200)}" is there more than once, in whatever case of letters.`);
