import { type InnerShape, innerNames, present } from './inner-shape.ts';
import type { OfficialVersion } from './official-models.ts';

/** How the result of an action becomes the body of `Response`: every field of the official model, and no other. */
export interface WireOutput {
  write(result: unknown): Record<string, unknown>;
  /** Official fields that are always null here. */
  missing: readonly string[];
}

interface Field {
  name: string;
  inner: string | undefined;
  type: string;
  isList: boolean;
  struct: Struct | undefined;
}

type Struct = readonly Field[];

export function wireOutput(official: OfficialVersion, action: string, shape: InnerShape): WireOutput {
  const fields = compile(official, `${action}Response`, shape).filter(({ name }) => name !== 'RequestId');
  return {
    write: (result) => writeStruct(fields, result as Record<string, unknown>),
    missing: missingIn(fields, ''),
  };
}

const missingIn = (fields: Struct, path: string): string[] =>
  fields.flatMap(({ name, inner, struct }) => {
    if (inner === undefined) return [`${path}${name}`];
    return struct ? missingIn(struct, `${path}${name}.`) : [];
  });

function compile(official: OfficialVersion, name: string, shape: InnerShape | undefined): Struct {
  const inner = innerNames(shape);
  const properties = present(shape)?.properties ?? {};
  return official.fieldsOf(name).map(({ name, type, isList }) => {
    const innerName = inner.get(name.toLowerCase());
    const own = present(innerName === undefined ? undefined : properties[innerName]);
    const isPlain = type === 'string' || type === 'number' || type === 'boolean';
    const struct = isPlain ? undefined : compile(official, type, isList ? own?.items : own);
    return { name, inner: innerName, type, isList, struct };
  });
}

function writeStruct(fields: Struct, value: Record<string, unknown>): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const field of fields) {
    const own = field.inner === undefined ? undefined : value[field.inner];
    written[field.name] = writeField(field, own);
  }
  return written;
}

/**
 * What is not there is null, as the service answers it. A list is empty for whoever goes through it, unless we
 * know of no such list, which is not the same as knowing that there is nothing in it.
 */
function writeField(field: Field, value: unknown): unknown {
  if (!field.isList) return writeItem(field, value);
  if (field.inner === undefined) return null;
  return Array.isArray(value) ? value.map((item) => writeItem(field, item)) : [];
}

function writeItem(field: Field, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (field.struct) return writeStruct(field.struct, value as Record<string, unknown>);
  const written = converted(field.type, value);
  if (typeof written === field.type && !Number.isNaN(written)) return written;
  throw new TypeError(`The official model has a ${field.type} for ${field.name}.`);
}

function converted(type: string, value: unknown): unknown {
  if (value instanceof Date) return type === 'number' ? Math.floor(value.getTime() / 1000) : wireTime(value);
  if (type === 'string') return String(value);
  return type === 'number' ? Number(value) : value;
}

const chinaMilliseconds = 8 * 3600 * 1000;

/** `2026-07-29 16:09:09`, in China's time, as the service writes it. */
const wireTime = (time: Date): string =>
  new Date(time.getTime() + chinaMilliseconds).toISOString().slice(0, 19).replace('T', ' ');
