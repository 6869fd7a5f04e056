import type { Filter } from '../filter/filter.ts';
import { matches } from '../filter/matches.ts';
import { invalidValue, noTarget } from '../problem.ts';
import { assign, type Document, distinct, isRecord, isSame } from '../resource/document.ts';
import { merge, readOne, readValue } from '../resource/read-value.ts';
import type { Attribute } from '../schema/attribute.ts';
import type { Operation } from './operation.ts';
import type { Target } from './patch-path.ts';

type Change = Pick<Operation, 'op' | 'value'>;

/** The values of a multi-valued attribute after an operation; with none the attribute is gone. */
export function changeValues(values: readonly Document[], target: Target, change: Change): Document[] {
  if (target.filter || target.sub) return changeChosen(values, target, change);
  const { attribute, path } = target;
  if (change.op === 'remove' && isNothing(change.value)) return [];
  const sent = (readValue(attribute, change.value, path) ?? []) as Document[];
  if (change.op === 'remove')
    return values.filter((value) => !sent.some((other) => isMeant(value, other, attribute)));
  return change.op === 'replace'
    ? sent
    : sent.reduce((all, one) => withValue(all, one, attribute), [...values]);
}

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** A value to remove is known by its `value`, or by all that is said of it where values have none, as addresses. */
function isMeant(value: Document, sent: Document, attribute: Attribute): boolean {
  if (sent.value !== undefined) return isSameValue(value, sent, attribute) && isAlike(value.type, sent.type);
  return Object.entries(sent).every(([name, part]) => isSame(value[name], part));
}

const isAlike = (one: unknown, other: unknown): boolean => other === undefined || one === other;

function isSameValue(one: Document, other: Document, attribute: Attribute): boolean {
  const isCaseExact = attribute.subAttributes?.find(({ name }) => name === 'value')?.isCaseExact;
  const fold = (text: unknown) => (isCaseExact ? String(text) : String(text).toLowerCase());
  return one.value !== undefined && other.value !== undefined && fold(one.value) === fold(other.value);
}

/** A value that is there already is completed; a new primary value takes the place of the one before. */
function withValue(values: Document[], added: Document, attribute: Attribute): Document[] {
  const known = values.find(
    (value) => isSameValue(value, added, attribute) && isAlike(value.type, added.type),
  );
  const rest = added.primary === true ? withoutPrimary(values) : values;
  if (!known) return rest.some((value) => isSame(value, added)) ? rest : [...rest, added];
  return rest.map((value, place) => (values[place] === known ? { ...value, ...added } : value));
}

const withoutPrimary = (values: Document[]): Document[] =>
  values.map((value) => (value.primary === true ? { ...value, primary: false } : value));

function changeChosen(values: readonly Document[], target: Target, change: Change): Document[] {
  const { filter, path } = target;
  const isChosen = (value: Document) => !filter || matches(filter, value);
  const isRemoval = change.op === 'remove' || isNothing(change.value);
  if (values.some(isChosen)) {
    const changed = values.flatMap((value) => (isChosen(value) ? changeOne(value, target, change) : [value]));
    return onePrimary(values, distinct(changed), path);
  }
  return isRemoval ? [...values] : onePrimary(values, [...values, created(target, change)], path);
}

/**
 * Entra ID writes to `emails[type eq "work"].value` before there is such a value: what it must equal makes it. Who asks for
 * one by its value means one that is there (RFC 7644 §3.5.2.3).
 */
function created(target: Target, change: Change): Document {
  const fixed = target.filter ? equalities(target.filter) : {};
  if (!fixed || isWorthKeeping(fixed))
    throw noTarget(`No value matches "${target.path}", and one cannot be made that would.`);
  const made = changeOne(fixed, target, { ...change, op: 'add' })[0];
  if (!made) throw noTarget(`No value matches "${target.path}", and the value given is empty.`);
  return made;
}

/** What a filter says that a value is, when it says nothing else: `type eq "work" and primary eq true`. */
function equalities(filter: Filter): Document | undefined {
  if (filter.kind === 'compare' && filter.operator === 'eq') return { [filter.path[0].name]: filter.value };
  if (filter.kind !== 'and') return undefined;
  const parts = filter.operands.map(equalities);
  return parts.every((part) => part !== undefined) ? Object.assign({}, ...parts) : undefined;
}

/** The value as it becomes, or nothing when nothing worth keeping is left of it. */
function changeOne(
  value: Document,
  { attribute, filter, sub, path }: Target,
  { op, value: sent }: Change,
): Document[] {
  if (sub) return changePart(value, sub, op === 'remove' ? undefined : readValue(sub, sent, path));
  if (op === 'remove') return [];
  if (op !== 'add' || !isRecord(sent))
    return replaced(value, filter, readOne(attribute, sent, path) as Document | undefined);
  const completed = merge({ ...value }, attribute.subAttributes ?? [], sent, path);
  return isWorthKeeping(completed) ? [completed] : [];
}

/** Entra ID says what kind of a value it is before it says the value, so only what is taken away can leave nothing. */
function changePart(value: Document, sub: Attribute, part: unknown): Document[] {
  const next = { ...value };
  assign(next, sub, part);
  return part !== undefined || isWorthKeeping(next) ? [next] : [];
}

/** A replaced value is still the one that was chosen: of the type that was asked for, and primary if it was. */
function replaced({ primary }: Document, filter: Filter | undefined, sent: Document | undefined): Document[] {
  if (!sent) return [];
  const kept = { ...(filter && equalities(filter)), ...(primary !== undefined && { primary }) };
  return [{ ...kept, ...sent }];
}

/** What says nothing without a value beside it. */
const incidental = new Set(['type', 'primary', 'display']);

const isWorthKeeping = (value: Document): boolean => Object.keys(value).some((name) => !incidental.has(name));

/** Of several primary values, the one that has just become it. */
function onePrimary(before: readonly Document[], after: Document[], path: string): Document[] {
  const isPrimary = ({ primary }: Document) => primary === true;
  if (after.filter(isPrimary).length <= 1) return after;
  const become = after.filter((value) => isPrimary(value) && !before.some((old) => isSame(old, value)));
  if (become.length > 1)
    throw invalidValue(`"${path}" makes ${become.length} values primary; one at most is.`);
  return after.map((value) =>
    isPrimary(value) && !become.includes(value) ? { ...value, primary: false } : value,
  );
}
