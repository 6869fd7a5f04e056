import { type RawBuilder, sql } from 'kysely';
import type { Place } from '../filter/filter-sql.ts';
import { itemsPlace, metaColumns, type ResourcePlace, withPrefix } from '../filter/places.ts';
import { groupSchema } from '../schema/group-schema.ts';
import { pathName } from '../schema/resource-type.ts';

/** Where the attributes of a group are. */
export const groupPlace = (url: string): ResourcePlace => ({
  source: sql`user_groups`,
  id: sql`user_groups.group_id`,
  place: place(url),
  keys: ['id', 'displayName', 'externalId'],
});

const place = (url: string): Place => {
  const columns = new Map<string, RawBuilder<unknown>>([
    ...metaColumns('Group', sql`user_groups`, sql`${url}::text || '/Groups/' || user_groups.group_id`),
    ['id', sql`user_groups.group_id`],
    ['displayName', sql`user_groups.group_name`],
    ['externalId', sql`user_groups.external_id`],
  ]);
  const itself: Place = {
    scalar: (path) => columns.get(pathName(path)) ?? sql`null::text`,
    rows(path) {
      const name = pathName(path);
      if (name === 'members') return { from: members(url), place: itemsPlace };
      if (name === 'schemas') return { from: schemas, place: itemsPlace };
      return { from: sql`(select) as part`, place: withPrefix(itself, path) };
    },
  };
  return itself;
};

/** Those of the directory alone: the others are none of its business. */
const members = (url: string) => sql`(
  select u.user_id as "value", coalesce(nullif(u.display_name, ''), u.user_name) as "display", 'User' as "type",
         ${url}::text || '/Users/' || u.user_id as "$ref"
  from group_members m join users u on u.user_id = m.user_id
  where m.space_id = user_groups.space_id and m.group_id = user_groups.group_id and u.source = 'Synchronized') as item`;

const schemas = sql`unnest(array[${sql.lit(groupSchema.id)}]) as item (schemas)`;
