import { type RawBuilder, sql } from 'kysely';
import { invalidPath } from '../problem.ts';
import {
  type AttributePath,
  findAttribute,
  findSubAttribute,
  hintFor,
  namedIn,
  type ResourceType,
} from '../schema/resource-type.ts';
import type { Place } from './filter-sql.ts';

/**
 * The value that resources are sorted by (RFC 7644 §3.4.2.3): of several the primary one, else the first; texts without regard to
 * case where the attribute has none. Whatever has no value comes last, and first when descending.
 */
export function sortValue(type: ResourceType, sortBy: string, place: Place): RawBuilder<unknown> {
  const path = findAttribute(type, sortBy.trim());
  if (!path)
    throw invalidPath(
      `"sortBy" names "${sortBy}", which a ${type.name} does not have.${hintFor(type, sortBy)}`,
    );
  const whole = toValue(path);
  const severalAt = whole.findIndex(({ isMultiValued }) => isMultiValued);
  if (severalAt < 0) return folded(whole, place.scalar(whole));
  const several = whole.slice(0, severalAt + 1) as unknown as AttributePath;
  const { from, place: within } = place.rows(several);
  const [value = whole[0]] = whole.slice(severalAt + 1);
  const primary = namedIn(several.at(-1)?.subAttributes ?? [], 'primary');
  const first = primary ? sql`order by ${within.scalar([primary])} is true desc` : sql`order by 1`;
  return sql`(select ${folded([value], within.scalar([value]))} from ${from} ${first} limit 1)`;
}

function toValue(path: AttributePath): AttributePath {
  const last = path.at(-1) ?? path[0];
  if (last.type !== 'complex') return path;
  const value = findSubAttribute(last, 'value');
  if (!value)
    throw invalidPath(
      `"sortBy" names "${last.name}", which has parts; name one, such as "${last.name}.${last.subAttributes?.[0]?.name}".`,
    );
  return [path[0], ...path.slice(1), ...value];
}

function folded(path: AttributePath, value: RawBuilder<unknown>): RawBuilder<unknown> {
  const { type, isCaseExact } = path.at(-1) ?? path[0];
  const isText = type === 'string' || type === 'reference';
  return isText && !isCaseExact ? sql`lower(${value})` : value;
}
