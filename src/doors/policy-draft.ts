import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { checkPolicy, readOperatorName } from '../domain/policy/index.ts';

/** A statement as the visual editor has it: about one service. What is not filled in yet is empty. */
export interface StatementDraft {
  effect: 'allow' | 'deny';
  /** `*` for all services. */
  service: string;
  allActions: boolean;
  /** Without the service before them. */
  actions: string[];
  allResources: boolean;
  resources: string[];
  conditions: ConditionDraft[];
}

export interface ConditionDraft {
  quantifier: string;
  operator: string;
  ifExists: boolean;
  key: string;
  /** Any one of them. */
  values: string[];
}

export const emptyStatement: StatementDraft = {
  effect: 'deny',
  service: '',
  allActions: false,
  actions: [],
  allResources: true,
  resources: [],
  conditions: [],
};

export const emptyCondition: ConditionDraft = {
  quantifier: '',
  operator: 'ip_equal',
  ifExists: false,
  key: 'qcs:ip',
  values: [],
};

/** The policy that the draft says, as people write it. */
export const toText = (draft: readonly StatementDraft[]): string =>
  JSON.stringify({ version: '2.0', statement: draft.map(toStatement) }, null, 2);

function toStatement(draft: StatementDraft) {
  const { effect, service, allActions, actions, allResources, resources, conditions } = draft;
  return {
    effect,
    action: allActions ? [everythingOf(service)] : actions.map((action) => `${service}:${action}`),
    resource: allResources ? ['*'] : resources,
    ...(conditions.length > 0 && { condition: toCondition(conditions) }),
  };
}

const everythingOf = (service: string) => (service === '*' ? '*' : `${service}:*`);

export const operatorOf = ({ quantifier, operator, ifExists }: ConditionDraft): string =>
  `${quantifier && `${quantifier}:`}${operator}${ifExists ? '_if_exist' : ''}`;

type Value = string | number | boolean;

function toCondition(conditions: readonly ConditionDraft[]): Record<string, Record<string, Value[]>> {
  const operators = new Map<string, Map<string, Value[]>>();
  for (const condition of conditions) {
    const keys = operators.get(operatorOf(condition)) ?? new Map<string, Value[]>();
    const values = condition.values.map((value) => typed(condition.operator, value));
    operators.set(
      operatorOf(condition),
      keys.set(condition.key, [...(keys.get(condition.key) ?? []), ...values]),
    );
  }
  return Object.fromEntries([...operators].map(([operator, keys]) => [operator, Object.fromEntries(keys)]));
}

/** Numbers and truths are no strings in JSON. What is neither stays as it was typed, for the check to find. */
function typed(operator: string, value: string): Value {
  if (operator.startsWith('numeric_') && String(Number(value)) === value) return Number(value);
  if (/^(?:bool|null)_equal$/.test(operator) && /^(?:true|false)$/.test(value)) return value === 'true';
  return value;
}

/**
 * The draft that says exactly what the text says; undefined when the editor cannot say it. It is tried: what the
 * draft would write back must be what was read, brackets around single values aside.
 */
export function toDraft(text: string): StatementDraft[] | undefined {
  const read = document.safeParse(parse(text));
  if (!read.success || hasNamesTwice(text)) return undefined;
  const draft = read.data.statement.map(toStatementDraft);
  const written = document.safeParse(JSON.parse(toText(draft)));
  const isSame = isDeepStrictEqual(written.data, read.data);
  return isSame && draft.every(isShowable) ? draft : undefined;
}

/** The fields have no actions to choose from where they are about all services, as `*:Get*` is. */
const isShowable = ({ service, allActions }: StatementDraft): boolean => service !== '*' || allActions;

/** Of a name that comes twice JSON.parse keeps one, and nobody would see which. */
const hasNamesTwice = (text: string): boolean =>
  checkPolicy(text, 'permission').problems.some(({ expected }) => expected === 'each name once');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A field holds one line per value, and what is around it is not part of it. */
const line = z.string().regex(/^\S(?:.*\S)?$/);

const listOf = <Item extends z.ZodType>(item: Item): z.ZodType<z.output<Item>[]> =>
  z.preprocess((values) => (Array.isArray(values) ? values : [values]), z.array(item));

const statement = z.strictObject({
  effect: z.enum(['allow', 'deny']),
  action: listOf(line),
  resource: listOf(line),
  condition: z.record(line, z.record(line, listOf(z.union([line, z.number(), z.boolean()])))).optional(),
});

const document = z.strictObject({ version: z.literal('2.0'), statement: listOf(statement) });

function toStatementDraft({
  effect,
  action,
  resource,
  condition,
}: z.output<typeof statement>): StatementDraft {
  const service = action[0]?.split(':')[0] ?? '';
  const allActions = action.length === 1 && action[0] === everythingOf(service);
  const allResources = resource.length === 1 && resource[0] === '*';
  return {
    effect,
    service,
    allActions,
    actions: allActions ? [] : action.map((name) => name.slice(service.length + 1)),
    allResources,
    resources: allResources ? [] : resource,
    conditions: Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => toConditionDraft(operator, key, values.map(String))),
    ),
  };
}

function toConditionDraft(text: string, key: string, values: string[]): ConditionDraft {
  const operator = readOperatorName(text);
  return {
    quantifier: operator?.quantifier ?? '',
    operator: operator?.name ?? '',
    ifExists: operator?.ifExists ?? false,
    key,
    values,
  };
}
