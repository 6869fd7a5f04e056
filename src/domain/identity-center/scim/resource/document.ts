import type { Attribute } from '../schema/attribute.ts';

/**
 * A resource, or a part of one, by the names of the registry: nothing in it is null or empty, and what it does not
 * have is not there. Only names of the registry become keys, so no key of a client's does.
 */
export type Document = Record<string, unknown>;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What an object of a client's has under a name, in any case of letters (RFC 7643 §2.1). */
export const fieldOf = (record: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.entries(record).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

/** Sets a value, or takes it out when there is none. */
export function assign(document: Document, { name }: Attribute, value: unknown): void {
  if (value === undefined) delete document[name];
  else document[name] = value;
}

/** Nothing is said twice (RFC 7643 §2.4). */
export const distinct = (values: readonly Document[]): Document[] =>
  values.filter((value, place) => values.findIndex((other) => isSame(other, value)) === place);

/** Whether two values of documents say the same, whatever the order of their keys. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, place) => isSame(item, other[place]));
  if (!isRecord(one) || !isRecord(other)) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]))
  );
}
