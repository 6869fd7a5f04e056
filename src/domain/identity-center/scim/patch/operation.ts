import { invalidSyntax, invalidValue, noTarget, quoted } from '../problem.ts';
import { fieldOf, isRecord } from '../resource/document.ts';
import { readJson } from '../resource/read-json.ts';
import { requireSchema } from '../resource/read-resource.ts';
import { messages } from '../schema/schema-resources.ts';
import { mostOperations } from '../schema/service-provider-config.ts';

export interface Operation {
  op: 'add' | 'replace' | 'remove';
  /** Without one the value is an object, whose keys are paths. */
  path?: string;
  value: unknown;
}

const mostCharacters = 100_000;

/**
 * Reads the body of a PATCH (RFC 7644 §3.5.2): names of fields and operations in any case of letters, because Entra ID
 * writes `Replace`.
 */
export function readOperations(body: unknown): Operation[] {
  if (!isRecord(body)) throw invalidSyntax(`The body is a JSON object; found ${quoted(body)}.`);
  requireSchema(body, messages.patch);
  const operations = fieldOf(body, 'operations');
  if (!Array.isArray(operations) || operations.length === 0)
    throw invalidSyntax(`"Operations" is a list of at least one operation; found ${quoted(operations)}.`);
  if (operations.length > mostOperations)
    throw invalidSyntax(
      `There are ${operations.length} operations; at most ${mostOperations} are taken together.`,
    );
  const read = operations.map(readOperation);
  requireShort(read);
  return read;
}

/** Everything that they name is looked up, and paths hold filters, so it is bounded together. */
function requireShort(operations: readonly Operation[]): void {
  const named = operations.flatMap(({ path, value }) => path ?? Object.keys(value as object));
  const characters = named.reduce((sum, name) => sum + name.length, 0);
  if (characters > mostCharacters)
    throw invalidSyntax(
      `The paths have ${characters} characters in all; at most ${mostCharacters} are read.`,
    );
}

function readOperation(operation: unknown, place: number): Operation {
  const at = `Operations[${place}]`;
  if (!isRecord(operation)) throw invalidSyntax(`${at} is an object; found ${quoted(operation)}.`);
  const named = fieldOf(operation, 'op');
  const op = typeof named === 'string' ? named.toLowerCase() : '';
  if (op !== 'add' && op !== 'replace' && op !== 'remove')
    throw invalidSyntax(`${at}.op is add, replace or remove; found ${quoted(named)}.`);
  const path = fieldOf(operation, 'path') ?? undefined;
  if (path !== undefined && typeof path !== 'string')
    throw invalidSyntax(`${at}.path is a text; found ${quoted(path)}.`);
  const value = fieldOf(operation, 'value');
  const read: Operation =
    path === undefined || path.trim() === '' ? { op, value: unpacked(value, at) } : { op, value, path };
  requireEnough(read, at);
  return read;
}

/** An object of attributes: Keycloak’s plugin sends it as a text that holds it, others as the only one of a list. */
function unpacked(value: unknown, at: string): unknown {
  const sent = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return typeof sent === 'string' && sent.trimStart().startsWith('{') ? readJson(sent, `${at}.value`) : sent;
}

/** OneLogin adds a member by `members[value eq "…"]` alone. */
const choosesMember = /^\s*(?:urn:[^[]*:)?members\s*\[/i;

function requireEnough({ op, path, value }: Operation, at: string): void {
  if (op === 'remove') {
    if (path === undefined) throw noTarget(`${at} removes, so it needs a path that says what.`);
    return;
  }
  if (value === undefined && !(op === 'add' && choosesMember.test(path ?? '')))
    throw invalidValue(`${at} has no value; ${op} needs one.`);
  if (path === undefined && !isRecord(value))
    throw invalidValue(`${at} has no path, so its value is an object of attributes; found ${quoted(value)}.`);
}
