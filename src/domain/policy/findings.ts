import type { Expectation } from './expectations.ts';
import { type JsonNode, plainValue } from './json-node.ts';

/** What is wrong in one place of a policy. The code is Tencent's. */
export interface PolicyProblem {
  code: `InvalidParameter.${ProblemName}`;
  /** A JSON path: `$.statement[0].action[2]`. */
  path: string;
  /** From one on; only when the policy came as text. */
  line?: number;
  column?: number;
  /** What stands there, as JSON and shortened. */
  found: string;
  /** One of `expectations`. */
  expected: Expectation;
}

export type ProblemName =
  | 'PolicyDocumentError'
  | 'PolicyDocumentLengthOverLimit'
  | 'VersionError'
  | 'StatementError'
  | 'EffectError'
  | 'ActionError'
  | 'ActionMiss'
  | 'ResourceError'
  | 'ResourceQcsError'
  | 'ResourceProjectError'
  | 'ResourceRegionError'
  | 'ResourceUinError'
  | 'ResourceContentError'
  | 'ConditionError'
  | 'ConditionTypeError'
  | 'ConditionContentError'
  | 'PrincipalError'
  | 'PrincipalQcsError';

/** What stands at a place: a node, or a member, which stands where its name does. */
export interface Place {
  path: string;
  at: number | undefined;
}

/** Collects all that is wrong with one policy. */
export class Findings {
  readonly problems: PolicyProblem[] = [];
  readonly #lineStarts: readonly number[] | undefined;

  constructor(text: string | undefined) {
    this.#lineStarts = text === undefined ? undefined : lineStartsOf(text);
  }

  add(name: ProblemName, { path, at }: Place, found: string | JsonNode, expected: Expectation): void {
    this.problems.push({
      code: `InvalidParameter.${name}`,
      path,
      ...(this.#lineStarts && at !== undefined && positionIn(this.#lineStarts, at)),
      found: typeof found === 'string' ? found : print(found),
      expected,
    });
  }
}

function lineStartsOf(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
}

function positionIn(lineStarts: readonly number[], at: number): { line: number; column: number } {
  const line = lineStarts.findLastIndex((start) => start <= at);
  return { line: line + 1, column: at - (lineStarts[line] ?? 0) + 1 };
}

const longest = 60;

function print(node: JsonNode): string {
  if (node.kind === 'foreign') return node.what;
  return shorten(JSON.stringify(plainValue(node)));
}

export function shorten(text: string): string {
  const characters = [...text.slice(0, 2 * longest)];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
}
