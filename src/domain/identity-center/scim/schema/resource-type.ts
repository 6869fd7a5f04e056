import { type Attribute, commonAttributes, complex, type Schema } from './attribute.ts';
import { groupSchema } from './group-schema.ts';
import { serviceSchemas } from './service-schemas.ts';
import { enterpriseSchema, userSchema } from './user-schema.ts';

export interface ResourceType {
  name: 'User' | 'Group';
  endpoint: '/Users' | '/Groups';
  description: string;
  schema: Schema;
  extensions: readonly Schema[];
  /** The common ones, those of the schema, and each extension as one complex attribute named by its URN. */
  attributes: readonly Attribute[];
}

const resourceType = (type: Omit<ResourceType, 'attributes'>): ResourceType => ({
  ...type,
  attributes: [
    ...commonAttributes,
    ...type.schema.attributes,
    ...type.extensions.map(({ id, description, attributes }) => complex(id, description, attributes)),
  ],
});

export const userType = resourceType({
  name: 'User',
  endpoint: '/Users',
  description: 'People who may log in.',
  schema: userSchema,
  extensions: [enterpriseSchema],
});

export const groupType = resourceType({
  name: 'Group',
  endpoint: '/Groups',
  description: 'User groups.',
  schema: groupSchema,
  extensions: [],
});

export const resourceTypes = [userType, groupType] as const;
export const schemas: readonly Schema[] = [userSchema, enterpriseSchema, groupSchema, ...serviceSchemas];

/** From a resource, or from a complex attribute, down to an attribute: `[name, givenName]`. */
export type AttributePath = readonly [Attribute, ...Attribute[]];

/**
 * The attribute that a name means, in any case of letters, with or without its URN:
 * `name.givenName`, `urn:ietf:params:scim:schemas:core:2.0:User:userName`, `urn:…:enterprise:2.0:User:manager.value`.
 * Entra ID writes a dot after the URN of an extension where it is not told better.
 */
export function findAttribute({ schema, extensions, attributes }: ResourceType, name: string) {
  const lowered = name.toLowerCase();
  for (const { id } of extensions) {
    const urn = id.toLowerCase();
    if (lowered === urn) return walk(attributes, [id]);
    if (/^[:.]/.test(lowered.slice(urn.length)) && lowered.startsWith(urn))
      return walk(attributes, [id, ...name.slice(urn.length + 1).split('.')]);
  }
  const isPrefixed = lowered.startsWith(`${schema.id.toLowerCase()}:`);
  const local = isPrefixed ? name.slice(schema.id.length + 1) : name;
  return local.includes(':') ? undefined : walk(attributes, local.split('.'));
}

/** The same for a name that stands alone though it is an extension's, as Entra ID asks for `manager eq "…"`. */
export const findUnqualified = (type: ResourceType, name: string): AttributePath | undefined =>
  [name, ...type.extensions.map(({ id }) => `${id}:${name}`)]
    .map((one) => findAttribute(type, one))
    .find((path) => path !== undefined);

/** The same among the sub-attributes of a complex attribute, as within the brackets of a value path. */
export const findSubAttribute = (attribute: Attribute, name: string) =>
  walk(attribute.subAttributes ?? [], [name]);

function walk(among: readonly Attribute[], names: readonly string[]): AttributePath | undefined {
  const path: Attribute[] = [];
  let level = among;
  for (const name of names) {
    const found = namedIn(level, name);
    if (!found) return undefined;
    path.push(found);
    level = found.subAttributes ?? [];
  }
  return path[0] && [path[0], ...path.slice(1)];
}

/** By its name in any case of letters; a key such as `__proto__` is the name of none. */
export const namedIn = (among: readonly Attribute[], name: string): Attribute | undefined => {
  const lowered = name.toLowerCase();
  return among.find((attribute) => attribute.name.toLowerCase() === lowered);
};

/** Dotted, as people write it; what is below an extension after a colon. */
export const pathName = (path: readonly Attribute[]): string =>
  path
    .map(({ name }) => name)
    .join('.')
    .replace(/^(urn:.*:User)\./, '$1:');

/** What the name of an unknown attribute may have been meant for, as the end of a sentence; or nothing. */
export function hintFor(type: ResourceType, name: string): string {
  const last = name.split(/[.:]/).at(-1) ?? '';
  const candidates = type.attributes.flatMap((attribute) => [
    [attribute],
    ...(attribute.subAttributes ?? []).map((sub) => [attribute, sub]),
  ]);
  const meant = candidates.find((path) => path.at(-1)?.name.toLowerCase() === last.toLowerCase());
  return meant ? ` Perhaps "${pathName(meant)}" was meant.` : '';
}
