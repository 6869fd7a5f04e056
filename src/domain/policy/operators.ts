import type { ContextScalar } from './access-request.ts';
import { type Answer, yesOrNo } from './answer.ts';
import type { ConditionValue } from './document.ts';
import type { Expectation } from './expectations.ts';
import { compileGlob } from './glob.ts';
import { isWithin, readAddress, readNetwork } from './network.ts';
import { readDate, readNumber, readTruth } from './values.ts';

/** Compares what the request says with one value of the policy. */
export type Comparison = (actual: ContextScalar) => Answer;

export interface Operator {
  /** Met when none of the policy's values fits, instead of when one does. */
  isNegative: boolean;
  /** What a value of the policy must be. */
  expected: Expectation;
  /** Variables stand for numbers, so they make sense in texts and numbers only. */
  takesVariables: boolean;
  /** Undefined when the policy's value is nothing that this operator compares with. */
  compile(value: ConditionValue): Comparison | undefined;
}

/** How both sides are read, and when they fit. A side that cannot be read is not guessed at. */
function comparing<Wanted, Actual>(
  how: {
    wanted: (value: ConditionValue) => Wanted | undefined;
    actual: (value: ContextScalar) => Actual | undefined;
    fits: (actual: Actual, wanted: Wanted) => boolean;
  },
  { expected, takesVariables = false }: { expected: Expectation; takesVariables?: boolean },
): Operator {
  const compile = (value: ConditionValue): Comparison | undefined => {
    const wanted = how.wanted(value);
    if (wanted === undefined) return undefined;
    return (context) => {
      const actual = how.actual(context);
      return actual === undefined ? 'unknown' : yesOrNo(how.fits(actual, wanted));
    };
  };
  return { isNegative: false, expected, takesVariables, compile };
}

const readText = (value: ConditionValue): string | undefined =>
  typeof value === 'string' ? value : undefined;

const texts = (fits: (actual: string, wanted: string) => boolean) =>
  comparing({ wanted: readText, actual: readText, fits }, { expected: 'a string', takesVariables: true });

const numbers = (fits: (actual: number, wanted: number) => boolean) =>
  comparing({ wanted: readNumber, actual: readNumber, fits }, { expected: 'a number', takesVariables: true });

const dates = (fits: (actual: number, wanted: number) => boolean) =>
  comparing(
    { wanted: readDate, actual: readDate, fits },
    { expected: 'a time such as 2026-06-01T00:01:00Z' },
  );

/** COS documents the wildcard at the beginning and the end of a value; what it would mean elsewhere is not said. */
const like = comparing(
  {
    wanted: (value) => {
      const text = readText(value);
      return text === undefined || /[^*]\*+[^*]/.test(text) ? undefined : compileGlob(text);
    },
    actual: readText,
    fits: (actual, glob) => glob(actual),
  },
  { expected: 'a string with * at its beginning or end only', takesVariables: true },
);

const address = comparing(
  {
    wanted: (value) => (typeof value === 'string' ? readNetwork(value) : undefined),
    actual: (value) => (typeof value === 'string' ? readAddress(value) : undefined),
    fits: isWithin,
  },
  { expected: 'an IP address or a range such as 10.0.0.0/8' },
);

const truth = comparing(
  { wanted: readTruth, actual: readTruth, fits: Object.is },
  { expected: 'true or false' },
);

const negative = (operator: Operator): Operator => ({ ...operator, isNegative: true });

const equal = (actual: unknown, wanted: unknown) => actual === wanted;
const equalIgnoringCase = (actual: string, wanted: string) => actual.toLowerCase() === wanted.toLowerCase();
const greater = (actual: number, wanted: number) => actual > wanted;
const greaterOrEqual = (actual: number, wanted: number) => actual >= wanted;
const less = (actual: number, wanted: number) => actual < wanted;
const lessOrEqual = (actual: number, wanted: number) => actual <= wanted;

/** All but `null_equal`, which asks for the key and not for its values. */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ['string_equal', texts(equal)],
  ['string_not_equal', negative(texts(equal))],
  ['string_equal_ignore_case', texts(equalIgnoringCase)],
  ['string_not_equal_ignore_case', negative(texts(equalIgnoringCase))],
  ['string_like', like],
  ['string_not_like', negative(like)],
  ['numeric_equal', numbers(equal)],
  ['numeric_not_equal', negative(numbers(equal))],
  ['numeric_greater_than', numbers(greater)],
  ['numeric_greater_than_equal', numbers(greaterOrEqual)],
  ['numeric_less_than', numbers(less)],
  ['numeric_less_than_equal', numbers(lessOrEqual)],
  ['date_equal', dates(equal)],
  ['date_not_equal', negative(dates(equal))],
  ['date_greater_than', dates(greater)],
  ['date_greater_than_equal', dates(greaterOrEqual)],
  ['date_less_than', dates(less)],
  ['date_less_than_equal', dates(lessOrEqual)],
  ['ip_equal', address],
  ['ip_not_equal', negative(address)],
  ['bool_equal', truth],
  ['binary_equal', texts(equal)],
]);

export type Quantifier = 'for_any_value' | 'for_all_value';

/** `for_any_value:string_equal_if_exist`, taken apart. `for_all_values` is a spelling of some documents. */
export interface OperatorName {
  quantifier: Quantifier | undefined;
  name: string;
  ifExists: boolean;
}

export const nullEqual = 'null_equal';

/** Undefined when there is no such operator. */
export function readOperatorName(text: string): OperatorName | undefined {
  if (text === nullEqual) return { quantifier: undefined, name: nullEqual, ifExists: false };
  const [, any, all, name = '', suffix] =
    /^(?:(for_any_value):|(for_all_value)s?:)?([a-z_]+?)(_if_exist)?$/.exec(text) ?? [];
  if (!operators.has(name)) return undefined;
  return { quantifier: (any ?? all) as Quantifier | undefined, name, ifExists: suffix !== undefined };
}
