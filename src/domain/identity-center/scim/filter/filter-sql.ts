import { type RawBuilder, sql } from 'kysely';
import type { AttributePath } from '../schema/resource-type.ts';
import type { Comparison, Filter } from './filter.ts';

type Expression = RawBuilder<unknown>;

/** Where attributes are in the database. Names reach SQL only from the registry; values only as parameters. */
export interface Place {
  /** The value of an attribute that has one at most, as text, boolean or timestamptz; null when there is none. */
  scalar(path: AttributePath): Expression;
  /** The values of a multi-valued complex attribute, or the one of a complex attribute, as rows. */
  rows(path: AttributePath): { from: Expression; place: Place };
}

type Condition = RawBuilder<boolean>;

/** A condition that is true or false, never null, so that `not` means its opposite. */
export function conditionOf(filter: Filter, place: Place): Condition {
  switch (filter.kind) {
    case 'and':
      return joined(filter.operands, place, sql` and `);
    case 'or':
      return joined(filter.operands, place, sql` or `);
    case 'not':
      return sql`(not ${conditionOf(filter.operand, place)})`;
    case 'constant':
      return filter.value ? sql`true` : sql`false`;
    case 'some':
      return anyOf(filter.path, filter.filter, place);
    case 'present':
      return isPresent(filter.path, place);
    case 'compare':
      return comparison(filter, place);
  }
}

const joined = (operands: readonly Filter[], place: Place, by: RawBuilder<unknown>): Condition =>
  sql`(${sql.join(
    operands.map((operand) => conditionOf(operand, place)),
    by,
  )})`;

function anyOf(path: AttributePath, filter: Filter, place: Place): Condition {
  const { from, place: within } = place.rows(path);
  return sql`exists (select from ${from} where ${conditionOf(filter, within)})`;
}

function isPresent(path: AttributePath, place: Place): Condition {
  const severalAt = path.findIndex(({ isMultiValued }) => isMultiValued);
  if (severalAt >= 0 || path.at(-1)?.type === 'complex') {
    const { from, place: within } = place.rows(upTo(path, severalAt));
    const below = severalAt < 0 ? [] : path.slice(severalAt + 1);
    return below[0]
      ? sql`exists (select from ${from} where ${isPresent([below[0], ...below.slice(1)], within)})`
      : sql`exists (select from ${from})`;
  }
  return path.at(-1)?.type === 'string' || path.at(-1)?.type === 'reference'
    ? sql`coalesce(${place.scalar(path)} <> '', false)`
    : sql`${place.scalar(path)} is not null`;
}

/** Of a multi-valued attribute it is enough that one value fulfils it (RFC 7644 §3.4.2.2). */
function comparison({ path, ...rest }: Comparison, place: Place): Condition {
  const severalAt = path.findIndex(({ isMultiValued }) => isMultiValued);
  if (severalAt < 0) return leaf(path, rest, place);
  const { from, place: within } = place.rows(upTo(path, severalAt));
  const [next = path[0], ...below] = path.slice(severalAt + 1);
  return sql`exists (select from ${from} where ${leaf([next, ...below], rest, within)})`;
}

const upTo = (path: AttributePath, last: number): AttributePath =>
  last < 0 ? path : [path[0], ...path.slice(1, last + 1)];

function leaf(path: AttributePath, { operator, value }: Omit<Comparison, 'path'>, place: Place): Condition {
  const attribute = path.at(-1) ?? path[0];
  const found = place.scalar(path);
  if (typeof value === 'boolean') {
    const equals = sql<boolean>`coalesce(${found} = ${value}::boolean, false)`;
    return operator === 'eq' ? equals : sql`(not ${equals})`;
  }
  if (value instanceof Date) return ordered(found, operator, sql`${value}::timestamptz`);
  const text = sql`${value}::text`;
  return attribute.isCaseExact
    ? textual(found, operator, text)
    : textual(sql`lower(${found})`, operator, sql`lower(${text})`);
}

function textual(found: Expression, operator: Comparison['operator'], value: Expression): Condition {
  if (operator === 'co') return sql`coalesce(strpos(${found}, ${value}) > 0, false)`;
  if (operator === 'sw') return sql`coalesce(starts_with(${found}, ${value}), false)`;
  if (operator === 'ew') return sql`coalesce(right(${found}, length(${value})) = ${value}, false)`;
  if (operator === 'eq' || operator === 'ne') return ordered(found, operator, value);
  return ordered(sql`(${found} collate "C")`, operator, value);
}

const signs = { gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

/** Equality stays bare, so that an index answers it; `coalesce` would hide the column. */
function ordered(found: Expression, operator: Comparison['operator'], value: Expression): Condition {
  if (operator === 'eq') return sql`(${found} = ${value} and ${found} is not null)`;
  if (operator === 'ne') return sql`(${found} is distinct from ${value})`;
  if (operator in signs)
    return sql`coalesce(${found} ${sql.raw(signs[operator as keyof typeof signs])} ${value}, false)`;
  throw new Error(`${operator} has no order.`);
}
