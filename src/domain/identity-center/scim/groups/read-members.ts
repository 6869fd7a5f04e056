import type { Filter } from '../filter/filter.ts';
import type { PlacedOperation } from '../patch/apply-operations.ts';
import type { Target } from '../patch/patch-path.ts';
import { invalidFilter, invalidValue, mutability, quoted } from '../problem.ts';
import { fieldOf, isRecord } from '../resource/document.ts';

/** Who is to be in a group after some operations, without knowing who is in it: so that two changes at once both count. */
export interface MemberPlan {
  /** Whether those stay who are not mentioned. */
  keepsOthers: boolean;
  added: Set<string>;
  removed: Set<string>;
}

export const unchangedMembers = (): MemberPlan => ({
  keepsOthers: true,
  added: new Set(),
  removed: new Set(),
});

export const exactly = (userIds: readonly string[]): MemberPlan => ({
  keepsOthers: false,
  added: new Set(userIds),
  removed: new Set(),
});

/** One more operation on top of those before. A plan of many members is changed, not copied, as there may be many operations. */
export function planMembers(plan: MemberPlan, target: Target, { op, value }: PlacedOperation): MemberPlan {
  if (target.filter) return planChosen(plan, target, chosenBy(target.filter, target.path), op);
  const userIds = readMembers(value);
  // A list of nobody takes nobody out; only who says no list at all means everybody.
  if (op === 'remove')
    return Array.isArray(value) || userIds.length > 0 ? without(plan, userIds) : exactly([]);
  return op === 'replace' ? exactly(userIds) : including(plan, userIds);
}

function planChosen(
  plan: MemberPlan,
  { sub, path }: Target,
  chosen: readonly string[],
  op: PlacedOperation['op'],
): MemberPlan {
  if (op === 'add' && !sub) return including(plan, chosen);
  if (op === 'remove' && (!sub || sub.name === 'value')) return without(plan, chosen);
  throw mutability(`A member cannot be changed, so "${path}" can only be added or removed.`);
}

function without(plan: MemberPlan, userIds: readonly string[]): MemberPlan {
  for (const userId of userIds) {
    plan.added.delete(userId);
    plan.removed.add(userId);
  }
  return plan;
}

export function including(plan: MemberPlan, userIds: readonly string[]): MemberPlan {
  for (const userId of userIds) {
    plan.removed.delete(userId);
    plan.added.add(userId);
  }
  return plan;
}

function chosenBy(filter: Filter, path: string): string[] {
  const id = equalTo('value', filter) ?? idIn(equalTo('$ref', filter));
  if (id !== undefined) return [id];
  if (filter.kind === 'or') return filter.operands.flatMap((operand) => chosenBy(operand, path));
  const [first, ...others] = filter.kind === 'and' ? filter.operands.filter((one) => !isAboutUsers(one)) : [];
  if (first && others.length === 0) return chosenBy(first, path);
  throw invalidFilter(`Members are chosen by their value, as in members[value eq "u-…"]; found "${path}".`);
}

const equalTo = (name: string, filter: Filter): string | undefined =>
  filter.kind === 'compare' && filter.path[0].name === name && filter.operator === 'eq'
    ? String(filter.value)
    : undefined;

/** All members are. */
const isAboutUsers = (filter: Filter): boolean => equalTo('type', filter)?.toLowerCase() === 'user';

/** The ids of members as directories write them: objects with `value` or `$ref`, plain ids, or one alone. */
export function readMembers(value: unknown): string[] {
  if (value === null || value === undefined || value === '') return [];
  const items = Array.isArray(value) ? value : [value];
  return [...new Set(items.map(readMember))];
}

const idIn = (address: unknown): string | undefined =>
  typeof address === 'string' ? /(?:^|\/)Users\/([^/?#]+)\/?$/.exec(address)?.[1] : undefined;

function readMember(item: unknown): string {
  const member = isRecord(item) ? item : { value: item };
  const [value, type, $ref] = ['value', 'type', '$ref'].map((name) => fieldOf(member, name));
  const address = typeof $ref === 'string' ? $ref : '';
  const isGroup = typeof type === 'string' && type.toLowerCase() === 'group';
  if (isGroup || /(^|\/)Groups\//.test(address))
    throw nestedGroup(typeof value === 'string' ? value : address);
  const id = value ?? idIn($ref);
  if (typeof id === 'string' && id !== '') return id;
  throw invalidValue(`A member is an object with the id of a user as its value; found ${quoted(item)}.`);
}

export const nestedGroup = (id: string) =>
  invalidValue(
    `The member "${id.slice(0, 100)}" is a group, and groups do not nest here. Assign the inner group by itself, or its people.`,
  );
