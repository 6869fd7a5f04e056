import { invalidSyntax, quoted } from '../problem.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { type Document, isRecord } from './document.ts';
import { merge } from './read-value.ts';

/**
 * A resource as a client sent it with POST or PUT. What is the service's to say is passed over, and so are attributes
 * and extensions that nobody here knows.
 */
export function readResource(type: ResourceType, body: unknown): Document {
  if (!isRecord(body)) throw invalidSyntax(`The body is a JSON object; found ${quoted(body)}.`);
  requireSchema(body, type.schema.id);
  return merge({}, type.attributes, withoutPrefixes(type, body), '');
}

/** Every message names what it is; others may be named beside it, such as extensions of the directory's own. */
export function requireSchema(body: Readonly<Record<string, unknown>>, expected: string): void {
  const named = Object.entries(body).find(([key]) => key.toLowerCase() === 'schemas')?.[1];
  const schemas = Array.isArray(named) ? named : [named];
  if (schemas.some((schema) => typeof schema === 'string' && schema.toLowerCase() === expected.toLowerCase()))
    return;
  throw invalidSyntax(`"schemas" must contain "${expected}"; found ${quoted(named)}.`);
}

/** `urn:…:core:2.0:User:title` is another way to write `title`. */
function withoutPrefixes({ schema }: ResourceType, body: Readonly<Record<string, unknown>>) {
  const prefix = `${schema.id}:`.toLowerCase();
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key.toLowerCase().startsWith(prefix) ? key.slice(prefix.length) : key,
      value,
    ]),
  );
}
