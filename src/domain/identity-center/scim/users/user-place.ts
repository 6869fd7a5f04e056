import { type RawBuilder, sql } from 'kysely';
import type { Place } from '../filter/filter-sql.ts';
import { itemsPlace, metaColumns, type ResourcePlace, withPrefix } from '../filter/places.ts';
import { type AttributePath, pathName } from '../schema/resource-type.ts';
import { enterpriseSchema, userSchema } from '../schema/user-schema.ts';

/** Where the attributes of a user are: in columns, in the document beside them, or in the groups. */
export const userPlace = (url: string): ResourcePlace => ({
  source: sql`users`,
  id: sql`users.user_id`,
  place: place(url),
  keys: ['id', 'userName', 'externalId'],
});

const place = (url: string): Place => {
  const columns = new Map<string, RawBuilder<unknown>>([
    ...metaColumns('User', sql`users`, sql`${url}::text || '/Users/' || users.user_id`),
    ['id', sql`users.user_id`],
    ['userName', sql`users.user_name`],
    ['externalId', sql`users.external_id`],
    ['displayName', sql`nullif(users.display_name, '')`],
    ['active', sql`(users.status = 'Enabled')`],
    ['name.givenName', sql`nullif(users.first_name, '')`],
    ['name.familyName', sql`nullif(users.last_name, '')`],
  ]);
  const itself: Place = {
    scalar: (path) => columns.get(pathName(path)) ?? sql`(users.scim #>> ${keys(path)})`,
    rows(path) {
      const name = pathName(path);
      if (name === 'groups') return { from: groups(url), place: itemsPlace };
      if (name === 'schemas') return { from: schemas, place: itemsPlace };
      if (path.at(-1)?.isMultiValued) return { from: items(path), place: jsonPlace };
      return { from: sql`(select where ${isThere(path)}) as part`, place: withPrefix(itself, path) };
    },
  };
  return itself;
};

/** Names of the registry, as the path of a JSON operator. */
const keys = (path: AttributePath) => sql.lit(`{${path.map(({ name }) => `"${name}"`).join(',')}}`);

const items = (path: AttributePath) => sql`jsonb_array_elements(users.scim #> ${keys(path)}) as item (value)`;

const jsonPlace: Place = {
  scalar([attribute]) {
    const text = sql`(item.value ->> ${sql.lit(attribute.name)})`;
    return attribute.type === 'boolean' ? sql`${text}::boolean` : text;
  },
  rows: itemsPlace.rows,
};

function isThere(path: AttributePath) {
  if (path[0].name === 'meta') return sql`true`;
  const isInDocument = sql`users.scim #> ${keys(path)} is not null`;
  return pathName(path) === 'name'
    ? sql`(${isInDocument} or users.first_name <> '' or users.last_name <> '')`
    : isInDocument;
}

/** Those of the directory alone: the others are none of its business. */
const groups = (url: string) => sql`(
  select g.group_id as "value", g.group_name as "display", 'direct' as "type",
         ${url}::text || '/Groups/' || g.group_id as "$ref"
  from group_members m join user_groups g on g.group_id = m.group_id
  where m.space_id = users.space_id and m.user_id = users.user_id and g.source = 'Synchronized') as item`;

const schemas = sql`unnest(case when users.scim ? ${sql.lit(enterpriseSchema.id)}
  then array[${sql.lit(userSchema.id)}, ${sql.lit(enterpriseSchema.id)}]
  else array[${sql.lit(userSchema.id)}] end) as item (schemas)`;
