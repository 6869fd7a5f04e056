import { invalidFilter, quoted } from '../problem.ts';
import type { Attribute } from '../schema/attribute.ts';
import { type AttributePath, findSubAttribute, pathName } from '../schema/resource-type.ts';
import type { Filter, Operator } from './filter.ts';

export type Literal = string | number | boolean | null;

/**
 * A comparison as it can be decided: of a complex attribute its `value` is meant, nothing compares with null but by
 * being there, and values have the attribute's type. Directories write booleans and numbers as strings and the other way round.
 */
export function compare(path: AttributePath, operator: Operator, literal: Literal): Filter {
  const attribute = path.at(-1) ?? path[0];
  if (attribute.type === 'complex') return compareComplex(path, attribute, operator, literal);
  if (literal === null) return compareWithNothing(path, operator);
  return { kind: 'compare', path, operator, value: valueFor(attribute, path, operator, literal) };
}

function compareComplex(
  path: AttributePath,
  attribute: Attribute,
  operator: Operator,
  literal: Literal,
): Filter {
  const value = findSubAttribute(attribute, 'value');
  if (literal === null) return compareWithNothing(path, operator);
  if (!value)
    throw invalidFilter(
      `"${pathName(path)}" has parts, so one of them is compared, such as "${pathName([...path, ...(attribute.subAttributes ?? []).slice(0, 1)])}".`,
    );
  return compare([path[0], ...path.slice(1), ...value], operator, literal);
}

function compareWithNothing(path: AttributePath, operator: Operator): Filter {
  const present: Filter = { kind: 'present', path };
  if (operator === 'ne') return present;
  if (operator === 'eq') return { kind: 'not', operand: present };
  throw invalidFilter(`Only "eq" and "ne" compare with null; found "${operator}".`);
}

function valueFor(
  attribute: Attribute,
  path: AttributePath,
  operator: Operator,
  literal: string | number | boolean,
) {
  const name = pathName(path);
  if (attribute.type === 'boolean') return booleanFor(name, operator, literal);
  if (attribute.type === 'dateTime') return timeFor(name, operator, literal);
  const text = String(literal);
  if (attribute.type === 'binary' && isOrder(operator))
    throw invalidFilter(`"${name}" has no order, so "${operator}" does not apply.`);
  if (text.includes('\0') || !text.isWellFormed())
    throw invalidFilter(`The value for "${name}" holds a character that is not text.`);
  return text;
}

const isOrder = (operator: Operator) => ['gt', 'ge', 'lt', 'le'].includes(operator);

function booleanFor(name: string, operator: Operator, literal: string | number | boolean): boolean {
  if (operator !== 'eq' && operator !== 'ne')
    throw invalidFilter(`"${name}" is true or false, so "${operator}" does not apply; use "eq" or "ne".`);
  const text = String(literal).toLowerCase();
  if (text === 'true' || text === 'false') return text === 'true';
  throw invalidFilter(`"${name}" is compared with true or false; found ${quoted(literal)}.`);
}

const dateTime = /^(?!0000)\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** A time without a zone is in UTC. */
function timeFor(name: string, operator: Operator, literal: string | number | boolean): Date {
  if (['co', 'sw', 'ew'].includes(operator))
    throw invalidFilter(`"${name}" is a time, so "${operator}" does not apply.`);
  const text = String(literal).toUpperCase();
  const hasZone = !text.includes('T') || /(Z|[+-]\d\d:?\d\d)$/.test(text);
  const time = new Date(hasZone ? text : `${text}Z`);
  if (dateTime.test(text) && !Number.isNaN(time.getTime())) return time;
  throw invalidFilter(
    `"${name}" is compared with a time such as "2026-01-31T08:00:00Z"; found ${quoted(literal)}.`,
  );
}
