import type { Caller, ContextScalar, ContextValue } from './access-request.ts';
import { isExceptCamFinance, isReadOnly } from './action-catalogue.ts';
import { type Answer, every, not, some, yesOrNo } from './answer.ts';
import { type ConditionValue, listOf, type PolicyStatement } from './document.ts';
import {
  type Comparison,
  nullEqual,
  type Operator,
  operators,
  type Quantifier,
  readOperatorName,
} from './operators.ts';
import { readTruth } from './values.ts';
import { fillIn, hasVariables } from './variables.ts';

/** What a condition looks at. */
export interface Circumstances {
  action: string;
  context: Readonly<Record<string, ContextValue>>;
  /** Nobody of an account, when a service or an identity provider asks to be a role. */
  caller: Caller | undefined;
}

export type Condition = (circumstances: Circumstances) => Answer;

const always: Condition = () => 'yes';
/** For what `checkPolicy` would have refused. */
const cannotSay: Condition = () => 'unknown';

/** Operators, and the keys of one operator, must all be met. */
export function compileConditions(condition: PolicyStatement['condition']): Condition {
  const conditions = Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => compileOne(operator, key, listOf(values))),
  );
  const [only] = conditions;
  if (!only) return always;
  if (conditions.length === 1) return only;
  return (request) => every(conditions, (one) => one(request));
}

function compileOne(operatorName: string, key: string, wanted: ConditionValue[]): Condition {
  const name = readOperatorName(operatorName);
  if (!name) return cannotSay;
  if (name.name === nullEqual) return compileNull(key, wanted);
  const operator = operators.get(name.name);
  if (!operator) return cannotSay;

  const test = compileTest(operator, wanted);
  const whenMissing: Answer = name.ifExists ? 'yes' : 'no';
  const read = readerOf(key);
  return (circumstances) => {
    const actual = read(circumstances);
    if (actual === undefined) return whenMissing;
    return quantify(actual, name.quantifier, (value) => test(value, circumstances.caller));
  };
}

/** What the operation itself says comes from the catalogue, whatever the request claims. */
const ofTheOperation: ReadonlyMap<string, (action: string) => ContextValue> = new Map([
  ['qcs:read_only_action', (action) => (isReadOnly(action) ? 1 : 0)],
  ['qcs:except_cam_finance', (action) => (isExceptCamFinance(action) ? 1 : 0)],
]);

/** Own keys only: a policy may ask for `constructor`. */
function readerOf(key: string): (circumstances: Circumstances) => ContextValue | undefined {
  const known = ofTheOperation.get(key);
  if (known) return ({ action }) => known(action);
  return ({ context }) => (Object.hasOwn(context, key) ? context[key] : undefined);
}

/** A key that is there but has nothing to say is absent too (reference §5). */
function compileNull(key: string, wanted: ConditionValue[]): Condition {
  const expectations = wanted.map(readTruth);
  const read = readerOf(key);
  return (circumstances) => {
    const actual = read(circumstances);
    const isNull = actual === undefined || actual === '' || (Array.isArray(actual) && actual.length === 0);
    return some(expectations, (expected) =>
      expected === undefined ? 'unknown' : yesOrNo(expected === isNull),
    );
  };
}

/**
 * How many of a key's values must pass. Without a qualifier documents speak of keys with one value; of several, we are
 * sure only when all agree. That every one of no values passes is logic but hardly what is meant: we are not sure.
 */
function quantify(
  actual: ContextValue,
  quantifier: Quantifier | undefined,
  test: (value: ContextScalar) => Answer,
): Answer {
  if (!isList(actual)) return test(actual);
  if (quantifier === 'for_any_value') return some(actual, test);
  if (actual.length === 0) return 'unknown';
  const all = every(actual, test);
  if (quantifier === 'for_all_value' || all === 'yes') return all;
  return some(actual, test) === 'no' ? 'no' : 'unknown';
}

const isList = (value: ContextValue): value is readonly ContextScalar[] => Array.isArray(value);

/** One of the policy's values fits, or with a negative operator none of them does. */
function compileTest(operator: Operator, wanted: ConditionValue[]) {
  const comparisons = wanted.map((value) => compileValue(operator, value));
  const { isNegative } = operator;
  return (actual: ContextScalar, caller: Caller | undefined): Answer => {
    const answer = some(comparisons, (compare) => compare(actual, caller));
    return isNegative ? not(answer) : answer;
  };
}

function compileValue(operator: Operator, value: ConditionValue) {
  if (typeof value === 'string' && hasVariables(value)) {
    return (actual: ContextScalar, caller: Caller | undefined): Answer => {
      const filled = fillIn(value, caller);
      return filled === undefined ? 'unknown' : orUnknown(operator.compile(filled), actual);
    };
  }
  const comparison = operator.compile(value);
  return (actual: ContextScalar): Answer => orUnknown(comparison, actual);
}

const orUnknown = (comparison: Comparison | undefined, actual: ContextScalar): Answer =>
  comparison ? comparison(actual) : 'unknown';
