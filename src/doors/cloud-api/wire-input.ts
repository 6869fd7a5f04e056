import type { InnerShape } from './inner-shape.ts';
import type { OfficialVersion } from './official-models.ts';
import { missingParameters, type Parameter, type ParameterShape, parameterShape } from './parameter-shape.ts';
import { WireRefusal } from './wire-refusal.ts';

/** How the parameters of an action become its input. */
export interface WireInput {
  /** Throws a WireRefusal for what the official model does not know, for what is missing, and for wrong types. */
  read(parameters: Parameters): Record<string, unknown>;
  /** `users.0.userName` → `Users.0.UserName`, to say what was wrong with it. */
  wirePath(innerPath: string): string;
  /** Official parameters that are not offered. */
  missing: readonly string[];
}

/** As JSON has them; or as text alone, in the forms of query strings, where lists are objects with numbers for names. */
export interface Parameters {
  values: unknown;
  areText: boolean;
}

export function wireInput(official: OfficialVersion, action: string, shape: InnerShape): WireInput {
  const struct = parameterShape(official, `${action}Request`, shape);
  return {
    read: ({ values, areText }) => readStruct(struct, values, { path: '', areText }),
    wirePath: (innerPath) => wirePath(struct, innerPath.split('.')).join('.'),
    missing: missingParameters(struct),
  };
}

/** Where we are, such as `Users.0.`, to say so. */
interface Place {
  path: string;
  areText: boolean;
}

function readStruct(struct: ParameterShape, values: unknown, { path, areText }: Place) {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw typeWrong(path || 'request', 'object');
  }
  const input: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = knownField(struct, name, path, value);
    if (field?.inner !== undefined) {
      input[field.inner] = readField(field, value, { path: `${path}${name}`, areText });
    }
  }
  requireAll(struct, input, path);
  return input;
}

/** Undefined for what says nothing. */
function knownField(
  struct: ParameterShape,
  name: string,
  path: string,
  value: unknown,
): Parameter | undefined {
  const field = struct.fields.get(name);
  if (!field) throw new WireRefusal('UnknownParameter', { name: `${path}${name}` });
  if (value === null || value === undefined) return undefined;
  if (field.inner !== undefined) return field;
  if (field.isIdle) return undefined;
  throw new WireRefusal('UnsupportedOperation', { name: `${path}${name}` }, 'notOffered');
}

function requireAll(struct: ParameterShape, input: Record<string, unknown>, path: string): void {
  for (const { name, inner = '', isRequired } of struct.fields.values()) {
    if (isRequired && input[inner] === undefined) {
      throw new WireRefusal('MissingParameter', { name: `${path}${name}` });
    }
  }
}

function readField(field: Parameter, value: unknown, { path, areText }: Place): unknown {
  if (!field.isList) return readItem(field, value, { path, areText });
  const items = areText ? listOf(value, path) : value;
  if (!Array.isArray(items)) throw typeWrong(path, 'list');
  return items.map((item, place) => readItem(field, item, { path: `${path}.${place}`, areText }));
}

/** `{0: …, 1: …}`, without holes. */
function listOf(value: unknown, path: string): unknown[] {
  if (typeof value !== 'object' || value === null) throw typeWrong(path, 'list');
  const items = value as Record<string, unknown>;
  return Array.from({ length: Object.keys(items).length }, (_, place) => {
    if (!Object.hasOwn(items, place)) throw typeWrong(path, 'list');
    return items[place];
  });
}

function readItem(field: Parameter, value: unknown, { path, areText }: Place): unknown {
  if (field.struct) return readStruct(field.struct, value, { path: `${path}.`, areText });
  const found = areText ? fromText(field.type, value) : value;
  const isLarge = typeof found === 'bigint' && field.type === 'number';
  if (!isLarge && typeof found !== field.type) throw typeWrong(path, field.type);
  if (field.takesText) return String(found);
  return isLarge ? Number(found) : found;
}

function fromText(type: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (type === 'number' && /^-?\d{1,19}(\.\d+)?$/.test(value)) return numberFrom(value);
  if (type === 'boolean' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return value;
}

/** Ids of roles have 19 digits, which a number of JavaScript does not hold. */
export function numberFrom(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(text) ? number : BigInt(text);
}

const typeWrong = (name: string, expected: string) =>
  new WireRefusal('InvalidParameter', { name, expected }, 'wrongType');

function wirePath(struct: ParameterShape | undefined, [first, ...rest]: string[]): string[] {
  if (first === undefined) return [];
  if (/^\d+$/.test(first)) return [first, ...wirePath(struct, rest)];
  const field = struct?.byInner.get(first);
  return [field?.name ?? first, ...wirePath(field?.struct, rest)];
}
