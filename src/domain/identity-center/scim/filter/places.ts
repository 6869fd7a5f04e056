import { type RawBuilder, sql } from 'kysely';
import type { AttributePath } from '../schema/resource-type.ts';
import type { Place } from './filter-sql.ts';

/** A kind of resource in the database. */
export interface ResourcePlace {
  /** The table, with the columns space_id, source and created_at. */
  source: RawBuilder<unknown>;
  id: RawBuilder<unknown>;
  place: Place;
  /** Attributes by whose value an index finds a resource, however many there are. */
  keys: readonly string[];
}

/** The columns that every resource has for `meta`. */
export const metaColumns = (
  type: 'User' | 'Group',
  table: RawBuilder<unknown>,
  location: RawBuilder<unknown>,
): [string, RawBuilder<unknown>][] => [
  ['meta.resourceType', sql`${sql.lit(type)}::text`],
  ['meta.created', sql`${table}.created_at`],
  ['meta.lastModified', sql`${table}.updated_at`],
  ['meta.version', sql`('W/"' || ${table}.version || '"')`],
  ['meta.location', sql`(${location})`],
];

/** Rows named `item` that have a column for each sub-attribute. */
export const itemsPlace: Place = {
  scalar: ([attribute]) => sql`item.${sql.id(attribute.name)}`,
  rows() {
    throw new Error('What is below a value of several is no list.');
  },
};

/** What is named below a complex attribute, where the attribute is. */
export const withPrefix = (place: Place, [first, ...above]: AttributePath): Place => ({
  scalar: (path) => place.scalar([first, ...above, ...path]),
  rows: (path) => place.rows([first, ...above, ...path]),
});
