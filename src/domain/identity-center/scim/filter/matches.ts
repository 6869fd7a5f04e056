import type { Comparison, Filter, Operator } from './filter.ts';

/** Whether one value of a multi-valued attribute fulfils a filter about its sub-attributes. */
export function matches(filter: Filter, value: Readonly<Record<string, unknown>>): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.operands.every((operand) => matches(operand, value));
    case 'or':
      return filter.operands.some((operand) => matches(operand, value));
    case 'not':
      return !matches(filter.operand, value);
    case 'present':
      return value[filter.path[0].name] !== undefined;
    case 'compare':
      return isFulfilled(filter, value[filter.path[0].name]);
    case 'some':
      return false;
    case 'constant':
      return filter.value;
  }
}

function isFulfilled({ path, operator, value }: Comparison, found: unknown): boolean {
  if (found === undefined) return operator === 'ne';
  if (typeof value === 'boolean') return (found === value) === (operator === 'eq');
  const fold = (text: string) => (path[0].isCaseExact ? text : text.toLowerCase());
  return tests[operator](fold(String(found)), fold(String(value)));
}

const tests: Record<Operator, (found: string, wanted: string) => boolean> = {
  eq: (found, wanted) => found === wanted,
  ne: (found, wanted) => found !== wanted,
  co: (found, wanted) => found.includes(wanted),
  sw: (found, wanted) => found.startsWith(wanted),
  ew: (found, wanted) => found.endsWith(wanted),
  gt: (found, wanted) => found > wanted,
  ge: (found, wanted) => found >= wanted,
  lt: (found, wanted) => found < wanted,
  le: (found, wanted) => found <= wanted,
};
