import type { DomainError } from '../../../../action/domain-error.ts';
import type { Filter } from '../filter/filter.ts';
import { parseValueFilter } from '../filter/parse-filter.ts';
import { invalidFilter, invalidPath, mutability } from '../problem.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute, findSubAttribute, hintFor, type ResourceType } from '../schema/resource-type.ts';

/** What an operation of PATCH is about (RFC 7644 §3.5.2). */
export interface Target {
  /** The complex attributes on the way, each with one value at most. */
  parents: readonly Attribute[];
  attribute: Attribute;
  /** Which values of a multi-valued attribute; without it, all. */
  filter?: Filter;
  /** A part of the chosen values. */
  sub?: Attribute;
  /** As it was written. */
  path: string;
}

/** As long as a filter may be. */
const longest = 10_000;

const valuePath = /^([^[\]]+)\[(.*)\](?:\.([^.[\]]+))?$/s;

/**
 * Reads `attribute`, `attribute.sub`, `attribute[filter]` and `attribute[filter].sub`, with or without URN.
 * Undefined for an extension that nobody here knows, whose values are passed over.
 * @throws DomainError `invalidPath`; `invalidFilter` for what the brackets hold; `mutability` for what clients cannot change
 */
export function readPath(type: ResourceType, text: string): Target | undefined {
  if (text.length > longest)
    throw invalidPath(`The path has ${text.length} characters; at most ${longest} are read.`);
  const path = text.trim();
  const [, name = path, filter, subName] = valuePath.exec(path) ?? [];
  const steps = findAttribute(type, name.trim());
  if (!steps) return unknownPath(type, name);
  const target = withFilter(targetOf(steps, path), filter, subName);
  const readOnly = [...target.parents, target.attribute, ...(target.sub ? [target.sub] : [])].find(
    (attribute) => attribute.mutability === 'readOnly',
  );
  if (readOnly) throw mutability(`"${path}" cannot be changed by a client: "${readOnly.name}" is read-only.`);
  return target;
}

/** Of `emails.value`, the value of every e-mail address is meant. */
function targetOf(steps: readonly Attribute[], path: string): Target {
  const severalAt = steps.findIndex(({ isMultiValued }) => isMultiValued);
  const last = severalAt < 0 ? steps.length - 1 : severalAt;
  const [attribute, sub] = steps.slice(last);
  if (!attribute) throw invalidPath(`"${path}" names no attribute.`);
  return { parents: steps.slice(0, last), attribute, path, ...(sub && { sub }) };
}

function withFilter(target: Target, filter: string | undefined, subName: string | undefined): Target {
  if (filter === undefined) return target;
  const { attribute, path } = target;
  if (!attribute.isMultiValued || target.sub)
    throw invalidPath(`Brackets choose among several values, and "${attribute.name}" in "${path}" has one.`);
  const sub = subName === undefined ? undefined : findSubAttribute(attribute, subName)?.[0];
  if (subName !== undefined && !sub)
    throw invalidPath(`"${attribute.name}" has no sub-attribute "${subName}", which "${path}" names.`);
  return { ...target, filter: readFilter(filter, attribute, path), ...(sub && { sub }) };
}

function readFilter(filter: string, attribute: Attribute, path: string): Filter {
  try {
    return parseValueFilter(filter, attribute);
  } catch (error) {
    throw invalidFilter(
      `What is in the brackets of "${path}" cannot be read: ${(error as DomainError).message}`,
    );
  }
}

function unknownPath(type: ResourceType, name: string): undefined {
  const own = [type.schema, ...type.extensions].some(({ id }) =>
    name.toLowerCase().startsWith(id.toLowerCase()),
  );
  if (/^urn:/i.test(name) && !own) return undefined;
  throw invalidPath(`A ${type.name} has no attribute "${name}".${hintFor(type, name)}`);
}
