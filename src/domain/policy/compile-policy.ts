import { type ActionPattern, compileAction } from './action-pattern.ts';
import type { Answer } from './answer.ts';
import { BoundedMemory } from './bounded-memory.ts';
import { type Condition, compileConditions } from './conditions.ts';
import { type Effect, listOf, type PolicyDocument, type PolicyStatement, statementsOf } from './document.ts';
import { compileResource, type ResourcePattern } from './resource-pattern.ts';

/** A policy made ready to be asked a million times. It never changes, so it may be kept and shared. */
export interface CompiledPolicy {
  readonly name: string;
  readonly policyId?: number;
  readonly statements: readonly CompiledStatement[];
  /** Action → the statements about it; filled while it is asked. */
  readonly remembered: BoundedMemory<readonly StatementAbout[]>;
}

/** A statement that is about an action, surely or possibly. */
export interface StatementAbout {
  readonly statement: CompiledStatement;
  readonly answer: Answer;
}

export interface CompiledStatement {
  /** Its place in the document, from zero on. */
  readonly index: number;
  readonly effect: Effect;
  readonly actions: readonly ActionPattern[];
  readonly resources: readonly ResourcePattern[];
  readonly condition: Condition;
}

export interface PolicyIdentity {
  name: string;
  policyId?: number;
  /**
   * The account whose policy it is, which is what an empty account segment means. Left out for a service control
   * policy: that is asked only about the accounts it is bound to, so there it means each of them.
   */
  ownerUin?: number;
}

/**
 * Expects a document that `checkPolicy` accepted. What it would have refused is not guessed at: as part of an allow it
 * does not apply, as part of a deny it does.
 */
export function compilePolicy(
  document: PolicyDocument,
  { name, ownerUin, policyId }: PolicyIdentity,
): CompiledPolicy {
  return {
    name,
    ...(policyId !== undefined && { policyId }),
    statements: statementsOf(document).map((statement, index) =>
      compileStatement(statement, index, ownerUin),
    ),
    remembered: new BoundedMemory(2_000),
  };
}

function compileStatement(
  { effect, action, resource, condition }: PolicyStatement,
  index: number,
  ownerUin: number | undefined,
): CompiledStatement {
  return {
    index,
    effect,
    actions: listOf(action).map(compileAction),
    resources: listOf(resource ?? []).map((text) => compileResource(text, ownerUin)),
    condition: compileConditions(condition),
  };
}
