import { invalidSyntax } from '../problem.ts';

/** The deepest that the protocol has is 7. */
const deepest = 32;

/**
 * What a text from a directory holds.
 * @param what how the text is called in a refusal
 * @throws DomainError `invalidSyntax`
 */
export function readJson(text: string, what: string): unknown {
  requireShallow(text, what);
  try {
    return JSON.parse(text);
  } catch {
    throw invalidSyntax(`${what} is no JSON.`);
  }
}

/**
 * Before anything walks through it: each level would cost a place on the stack. A text that does not end reaches to the end, so
 * that every character is looked at once.
 */
function requireShallow(json: string, what: string): void {
  let depth = 0;
  for (const [found] of json.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gs)) {
    if (found === '[' || found === '{') depth += 1;
    else if (found === ']' || found === '}') depth -= 1;
    if (depth > deepest) throw invalidSyntax(`${what} nests deeper than ${deepest} levels.`);
  }
}
