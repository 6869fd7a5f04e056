import type { DomainError } from '../../../../action/domain-error.ts';
import { invalidValue, mutability } from '../problem.ts';
import { assign, type Document, isRecord } from '../resource/document.ts';
import { merge, readValue, requireFew } from '../resource/read-value.ts';
import type { Attribute } from '../schema/attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { changeValues } from './change-values.ts';
import type { Operation } from './operation.ts';
import { readPath, type Target } from './patch-path.ts';

/** Each value is held against each that is there, so many in one request would take long. */
const mostValues = 2000;

/** A resource after all operations of a PATCH, one after the other; the one given stays as it is. */
export function applyOperations(
  type: ResourceType,
  document: Document,
  operations: readonly Operation[],
): Document {
  const changed = structuredClone(document);
  const placed = operations.flatMap((one) => withPaths(type, one));
  const count = placed.reduce((sum, { value }) => sum + (Array.isArray(value) ? value.length : 1), 0);
  if (count > mostValues)
    throw invalidValue(`The operations have ${count} values; at most ${mostValues} are taken together.`);
  for (const operation of placed) {
    const target = readPath(type, operation.path);
    if (target) apply(changed, target, operation);
  }
  return changed;
}

export type PlacedOperation = Operation & { path: string };

/**
 * An object without a path is several operations: its keys are names, dotted names, names below a URN and value paths.
 * What nobody here knows, and what clients cannot change, is passed over, as in a POST.
 */
export function withPaths(type: ResourceType, operation: Operation): PlacedOperation[] {
  const { path, op, value } = operation;
  if (path !== undefined) return [{ ...operation, path }];
  return Object.entries(value as object)
    .filter(([key]) => isKnown(type, key))
    .map(([key, part]) => ({ op, path: key, value: part }));
}

function isKnown(type: ResourceType, key: string): boolean {
  try {
    return readPath(type, key) !== undefined;
  } catch (error) {
    if (key.includes('[') && (error as DomainError).code !== 'mutability') throw error;
    return false;
  }
}

function apply(document: Document, target: Target, operation: Operation): void {
  const { parents, attribute } = target;
  if (attribute.isRequired || attribute.name === 'active') requireKept(target, operation);
  const [parent, ...below] = parents;
  if (!parent) {
    applyHere(document, target, operation);
    return;
  }
  const before = partsOf(document, parent);
  const after = { ...before };
  apply(after, { ...target, parents: below }, operation);
  assign(document, parent, leftOf(before, after));
}

function applyHere(document: Document, target: Target, operation: Operation): void {
  const { attribute } = target;
  if (!attribute.isMultiValued) {
    changeSingle(document, target, operation);
    return;
  }
  const values = changeValues((document[attribute.name] ?? []) as Document[], target, operation);
  requireFew(values.length, target.path);
  assign(document, attribute, values.length > 0 ? values : undefined);
}

const partsOf = (document: Document, { name }: Attribute) => (document[name] ?? {}) as Document;

/** A reference that has lost its value, such as a manager, refers to nobody, whatever else was said of it. */
function leftOf(before: Document, after: Document): Document | undefined {
  const hasLostValue = before.value !== undefined && after.value === undefined;
  return hasLostValue || Object.keys(after).length === 0 ? undefined : after;
}

/** Without a name nobody is known, and whether somebody may log in is never left to guess. */
function requireKept({ attribute, path }: Target, { op, value }: Operation): void {
  if (op === 'remove') throw mutability(`"${path}" cannot be removed; replace it with another value.`);
  if (readValue(attribute, value, path) === undefined)
    throw invalidValue(`"${path}" must have a value; found none.`);
}

function changeSingle(document: Document, target: Target, { op, value }: Operation): void {
  const { attribute, path } = target;
  const sent = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (op === 'remove') assign(document, attribute, undefined);
  else if (attribute.type === 'complex' && isRecord(sent))
    assign(document, attribute, merged(partsOf(document, attribute), attribute, sent, path));
  else assign(document, attribute, readValue(attribute, value, path));
}

/** Parts of a complex attribute that an operation does not mention stay as they are (RFC 7644 §3.5.2.3). */
const merged = (before: Document, attribute: Attribute, sent: Document, path: string) =>
  leftOf(before, merge({ ...before }, attribute.subAttributes ?? [], sent, path));
