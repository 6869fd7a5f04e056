import type { AccessRequest } from './access-request.ts';
import { isTaken, type Reading, some } from './answer.ts';
import type { CompiledPolicy, CompiledStatement, StatementAbout } from './compile-policy.ts';
import type { Effect } from './document.ts';
import { type Question, toQuestion } from './question.ts';

export interface Decision {
  effect: 'allow' | 'explicit-deny' | 'implicit-deny';
  /** Every statement that decided: all that deny, or else all that allow. */
  statements: DecidingStatement[];
}

export interface DecidingStatement {
  policy: string;
  policyId?: number;
  /** Its place in the document, from zero on. */
  statement: number;
  effect: Effect;
}

/** An explicit deny decides before any allow; without either, it is not allowed. */
export function evaluate(
  policies: readonly CompiledPolicy[],
  request: AccessRequest,
  reading: Reading = 'safe',
): Decision {
  const question = toQuestion(request, reading);
  const statements: DecidingStatement[] = [];
  for (const policy of policies) collect(policy, question, statements);

  const denying = statements.filter(isDeny);
  if (denying.length > 0) return { effect: 'explicit-deny', statements: denying };
  return { effect: statements.length > 0 ? 'allow' : 'implicit-deny', statements };
}

const isDeny = ({ effect }: DecidingStatement): boolean => effect === 'deny';

/** Loops and no lists in between: this is what happens a million times. */
function collect(policy: CompiledPolicy, question: Question, statements: DecidingStatement[]): void {
  for (const about of statementsAbout(policy, question)) {
    if (applies(about, question)) statements.push(toDeciding(policy, about.statement));
  }
}

function statementsAbout(policy: CompiledPolicy, question: Question): readonly StatementAbout[] {
  const { action } = question.circumstances;
  return policy.remembered.get(action) ?? policy.remembered.set(action, findStatements(policy, question));
}

const findStatements = (policy: CompiledPolicy, { operation }: Question): StatementAbout[] =>
  policy.statements
    .map((statement) => ({ statement, answer: some(statement.actions, (pattern) => pattern(operation)) }))
    .filter(({ answer }) => answer !== 'no');

function applies({ statement, answer }: StatementAbout, question: Question): boolean {
  const { effect, resources, condition } = statement;
  const { target, circumstances, reading } = question;
  return (
    isTaken(answer, effect, reading) &&
    isTaken(
      some(resources, (pattern) => pattern(target)),
      effect,
      reading,
    ) &&
    isTaken(condition(circumstances), effect, reading)
  );
}

const toDeciding = (policy: CompiledPolicy, { index, effect }: CompiledStatement): DecidingStatement => ({
  policy: policy.name,
  ...(policy.policyId !== undefined && { policyId: policy.policyId }),
  statement: index,
  effect,
});
