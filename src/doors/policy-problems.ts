import { checkPolicy, type PolicyProblem, type PolicyUse } from '../domain/policy/index.ts';

/** A line of a policy that somebody wrote, with what is wrong in it. */
export interface ExplainedLine {
  number: number;
  text: string;
  problems: PolicyProblem[];
}

/** Lines before and after one with a problem, to find it by. */
const context = 2;

/**
 * The places of a policy where something is wrong, each with the lines around it; null when there is nothing to
 * explain. Problems without a place come first, before any line.
 */
export function explainPolicy(
  written: unknown,
  use: PolicyUse,
): { lines: ExplainedLine[]; problems: PolicyProblem[] } | null {
  const text = String(written ?? '');
  const { problems } = checkPolicy(text, use);
  if (problems.length === 0) return null;
  const lines = text.split('\n').map((line, index) => ({
    number: index + 1,
    text: line.replace(/\r$/, ''),
    problems: problems.filter((problem) => problem.line === index + 1),
  }));
  const wrong = new Set(lines.filter((line) => line.problems.length > 0).map(({ number }) => number));
  const isNear = (number: number) => [...wrong].some((other) => Math.abs(other - number) <= context);
  return {
    lines: lines.filter(({ number }) => isNear(number)),
    problems: problems.filter((problem) => problem.line === undefined),
  };
}
