import { invalidValue, quoted } from '../problem.ts';
import type { Attribute } from '../schema/attribute.ts';
import { namedIn } from '../schema/resource-type.ts';
import { assign, type Document, distinct, fieldOf, isRecord } from './document.ts';

const longestText = 4096;
const mostValues = 200;

/**
 * What a client sent for an attribute, as the registry has it; undefined when that is nothing: null, "", [], {}.
 * Directories send "True" for true, one value for a list and a list for one value; that is understood.
 * @param path how the attribute is called in a refusal
 * @throws DomainError `invalidValue` with what was found and what was expected
 */
export function readValue(attribute: Attribute, value: unknown, path: string): unknown {
  if (attribute.isMultiValued) return readSeveral(attribute, value, path);
  return readOne(attribute, onlyOne(value), path);
}

/** Some directories send the value of a single-valued attribute in a list. */
const onlyOne = (value: unknown): unknown => (Array.isArray(value) && value.length <= 1 ? value[0] : value);

function readSeveral(attribute: Attribute, value: unknown, path: string): Document[] | undefined {
  const items = Array.isArray(value) ? value : [value];
  requireFew(items.length, path);
  const read = items
    .filter((item) => !isEmptied(item))
    .map((item) => readOne(attribute, item, path) as Document | undefined);
  const values = distinct(read.filter((value) => value !== undefined));
  if (values.filter(({ primary }) => primary === true).length > 1)
    throw invalidValue(`"${path}" has more than one primary value; one at most is primary.`);
  return values.length > 0 ? values : undefined;
}

/** Directories send the type of an address, and null or "" for the address itself, where there is none. */
function isEmptied(item: unknown): boolean {
  const value = isRecord(item) ? fieldOf(item, 'value') : undefined;
  return value === null || value === '';
}

export function requireFew(count: number, path: string): void {
  if (count > mostValues)
    throw invalidValue(`"${path}" has ${count} values; at most ${mostValues} are kept.`);
}

/** One value, also of a multi-valued attribute. */
export function readOne(attribute: Attribute, value: unknown, path: string): unknown {
  if (value === null || value === undefined || value === '' || isBlank(attribute, value)) return undefined;
  if (attribute.type === 'complex') return readComplex(attribute, value, path);
  if (attribute.type === 'boolean') return readBoolean(value, path);
  return readText(attribute, value, path);
}

/** A name that nobody can see is none. */
const isBlank = ({ isRequired }: Attribute, value: unknown): boolean =>
  isRequired === true && typeof value === 'string' && value.trim() === '';

function readComplex(attribute: Attribute, value: unknown, path: string): Document | undefined {
  const subAttributes = attribute.subAttributes ?? [];
  const hasValue = namedIn(subAttributes, 'value') !== undefined;
  const parts = isRecord(value) || !hasValue ? value : { value };
  if (!isRecord(parts) || Array.isArray(parts.value))
    throw invalidValue(`"${path}" takes an object with ${namesOf(subAttributes)}; found ${quoted(value)}.`);
  const read = merge({}, subAttributes, parts, path);
  return Object.keys(read).length > 0 ? read : undefined;
}

const namesOf = (attributes: readonly Attribute[]) => attributes.map(({ name }) => name).join(', ');

/** Lays what was sent over what is there: what is null or empty goes, what is not mentioned or not known stays as it is. */
export function merge(
  document: Document,
  attributes: readonly Attribute[],
  sent: Readonly<Record<string, unknown>>,
  path: string,
): Document {
  for (const [key, value] of Object.entries(sent)) {
    const attribute = namedIn(attributes, key);
    if (!attribute || attribute.mutability === 'readOnly') continue;
    assign(
      document,
      attribute,
      readValue(attribute, value, path ? `${path}.${attribute.name}` : attribute.name),
    );
  }
  return document;
}

function readBoolean(value: unknown, path: string): boolean {
  const inner = isRecord(value) ? value.value : value;
  const text = typeof inner === 'string' ? inner.toLowerCase() : inner;
  if (text === true || text === 'true') return true;
  if (text === false || text === 'false') return false;
  throw invalidValue(`"${path}" is true or false; found ${quoted(value)}.`);
}

/** A number is understood, such as a personnel number, but not as a name. */
function readText(attribute: Attribute, value: unknown, path: string): string {
  const { maxLength = longestText, form, isRequired } = attribute;
  const inner = isRecord(value) && typeof value.value === 'string' ? value.value : value;
  if (typeof inner !== 'string' && (typeof inner !== 'number' || isRequired))
    throw invalidValue(`"${path}" is a text; found ${quoted(value)}.`);
  const text = String(inner);
  if (text.length > maxLength)
    throw invalidValue(`"${path}" has ${text.length} characters; at most ${maxLength} are kept.`);
  if (form && !form.pattern.test(text))
    throw invalidValue(`"${path}" is ${form.name}; found ${quoted(text)}.`);
  return text;
}
