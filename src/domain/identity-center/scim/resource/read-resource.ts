import { invalidSyntax, quoted } from '../problem.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { type Document, fieldOf, isRecord } from './document.ts';
import { saidTwice } from './read-json.ts';
import { merge } from './read-value.ts';

/**
 * A resource as a client sent it with POST or PUT. What is the service's to say is passed over, and so are attributes
 * and extensions that nobody here knows.
 */
export const readResource = (type: ResourceType, body: unknown): Document =>
  readFields(type, fieldsOf(type, body));

export const readFields = (type: ResourceType, fields: Readonly<Record<string, unknown>>): Document =>
  merge({}, type.attributes, fields, '');

/** What a body says of a resource of the type; `urn:…:core:2.0:User:title` is another way to write `title`. */
export function fieldsOf({ schema }: ResourceType, body: unknown): Record<string, unknown> {
  if (!isRecord(body)) throw invalidSyntax(`The body is a JSON object; found ${quoted(body)}.`);
  requireSchema(body, schema.id);
  const prefix = `${schema.id}:`.toLowerCase();
  const fields = new Map<string, [string, unknown]>();
  for (const [key, value] of Object.entries(body)) {
    const name = key.toLowerCase().startsWith(prefix) ? key.slice(prefix.length) : key;
    if (fields.has(name.toLowerCase())) throw saidTwice(name);
    fields.set(name.toLowerCase(), [name, value]);
  }
  return Object.fromEntries(fields.values());
}

/** Every message names what it is; others may be named beside it, such as extensions of the directory's own. */
export function requireSchema(body: Readonly<Record<string, unknown>>, expected: string): void {
  const named = fieldOf(body, 'schemas');
  const schemas = Array.isArray(named) ? named : [named];
  if (schemas.some((schema) => typeof schema === 'string' && schema.toLowerCase() === expected.toLowerCase()))
    return;
  throw invalidSyntax(`"schemas" must contain "${expected}"; found ${quoted(named)}.`);
}
