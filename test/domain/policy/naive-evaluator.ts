import type { ContextScalar } from '../../../src/domain/policy/access-request.ts';
import {
  type AccessRequest,
  isOperationLevel,
  isReadOnly,
  type PolicyDocument,
  type PolicyStatement,
} from '../../../src/domain/policy/index.ts';

/**
 * The policy language once more, slow and as plain as its description: regular expressions, no index, nothing
 * compiled. Where it cannot be said whether something holds, an allow wants it surely, a deny fears it possibly; so
 * everything here is asked either way (`may`: is it possible?).
 */
export function naiveEffect(policies: readonly PolicyDocument[], request: AccessRequest, ownerUin: number) {
  const statements = policies.flatMap(({ statement }) => [statement].flat());
  const matches = (statement: PolicyStatement) => isMatch(statement, request, ownerUin);
  if (statements.some((one) => one.effect === 'deny' && matches(one))) return 'explicit-deny';
  if (statements.some((one) => one.effect === 'allow' && matches(one))) return 'allow';
  return 'implicit-deny';
}

function isMatch(statement: PolicyStatement, request: AccessRequest, ownerUin: number): boolean {
  const may = statement.effect === 'deny';
  const actions = [statement.action].flat();
  const resources = [statement.resource ?? []].flat();
  const conditions = Object.entries(statement.condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: [values].flat() })),
  );
  return (
    actions.some((action) => isAction(action, request.action)) &&
    resources.some((resource) => isResource(resource, request, ownerUin, may)) &&
    conditions.every(({ operator, key, values }) => isMet(operator, key, values, request, may))
  );
}

const matchesWildcards = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^]*')}$`).test(text);

function isAction(pattern: string, action: string): boolean {
  const [wanted, asked] = [pattern.replace(/^name\//, ''), action.replace(/^name\//, '')];
  if (wanted === '*') return true;
  const [service = '', name = ''] = wanted.split(':');
  const [askedService = '', askedName = ''] = asked.split(':');
  return (
    matchesWildcards(service.toLowerCase(), askedService.toLowerCase()) && matchesWildcards(name, askedName)
  );
}

interface Segments {
  service: string;
  region: string;
  account: string;
  path: string;
}

function sixSegments(text: string): Segments {
  const [, , service = '', region = '', account = '', ...path] = text.split(':');
  return { service: service.toLowerCase(), region, account, path: path.join(':') };
}

const matchesSegment = (pattern: string, text: string) => pattern === '' || matchesWildcards(pattern, text);

function isResource(pattern: string, request: AccessRequest, ownerUin: number, may: boolean): boolean {
  if (pattern === '*') return true;
  const wanted = sixSegments(pattern);
  const isWholly = ['', '*'].includes(wanted.region) && wanted.path === '*';
  const service = (request.action.replace(/^name\//, '').split(':')[0] ?? '').toLowerCase();
  const account = wanted.account || `uin/${ownerUin}`;

  if (isOperationLevel(request.action)) return may && isWholly && matchesSegment(wanted.service, service);
  if (request.resource !== '*')
    return isOne({ ...wanted, account }, sixSegments(request.resource), request, may);
  if (!matchesSegment(wanted.service, service)) return false;
  return isWholly ? isSameAccount(account, `uin/${request.caller.ownerUin}`, request.caller, may) : may;
}

function isOne(wanted: Segments, asked: Segments, { caller }: AccessRequest, may: boolean): boolean {
  return (
    matchesSegment(wanted.service, asked.service) &&
    (matchesSegment(wanted.region, asked.region) || (may && asked.region === '')) &&
    isSameAccount(wanted.account, asked.account || `uin/${caller.ownerUin}`, caller, may) &&
    isPath(wanted.path, asked, caller, may)
  );
}

function isSameAccount(
  wanted: string,
  asked: string,
  caller: AccessRequest['caller'],
  may: boolean,
): boolean {
  if (matchesWildcards(wanted, asked)) return true;
  if (wanted.split('/')[0] === asked.split('/')[0]) return false;
  const both = [`uin/${caller.ownerUin}`, `uid/${caller.appId}`];
  if (caller.appId === undefined || !both.includes(asked)) return may;
  return both.some((name) => matchesWildcards(wanted, name));
}

function isPath(pattern: string, asked: Segments, caller: AccessRequest['caller'], may: boolean): boolean {
  const wanted = withVariables(pattern, caller);
  const isObjectOfCos = asked.service === 'cos' && /\/.*\$\{/.test(pattern);
  if (wanted === undefined || isObjectOfCos) return may;
  const directory = wanted.endsWith('/*') ? wanted.slice(0, -2) : wanted;
  return matchesWildcards(wanted, asked.path) || matchesWildcards(directory, asked.path);
}

function withVariables(text: string, caller: AccessRequest['caller']): string | undefined {
  if (text.includes(`\${app_id}`) && caller.appId === undefined) return undefined;
  return text
    .replaceAll(`\${uin}`, `${caller.uin}`)
    .replaceAll(`\${owner_uin}`, `${caller.ownerUin}`)
    .replaceAll(`\${app_id}`, `${caller.appId}`);
}

function isMet(
  fullOperator: string,
  key: string,
  values: ContextScalar[],
  request: AccessRequest,
  may: boolean,
): boolean {
  const operator = fullOperator.replace(/^for_(any|all)_values?:/, '').replace(/_if_exist$/, '');
  const actual = contextOf(request, key);
  if (operator === 'null_equal')
    return values.map(String).includes(String([undefined, '', 'nothing'].includes(actual as string)));
  if (actual === undefined) return fullOperator.endsWith('_if_exist');
  const isAny = fullOperator.startsWith('for_any_value');
  if (actual === 'nothing') return may && !isAny;
  const holds = (one: ContextScalar) => holdsFor(operator, values, one, request, may);
  const actuals = [actual].flat() as ContextScalar[];
  const isOneEnough = isAny || (may && !fullOperator.startsWith('for_all_value'));
  return isOneEnough ? actuals.some(holds) : actuals.every(holds);
}

/** `nothing` for a list of no values. */
function contextOf(request: AccessRequest, key: string) {
  if (key === 'qcs:read_only_action') return Number(isReadOnly(request.action));
  const actual = Object.keys(request.context).includes(key) ? request.context[key] : undefined;
  return Array.isArray(actual) && actual.length === 0 ? 'nothing' : actual;
}

/** Negative operators: none of the values. What is surely not so is what is not possibly so. */
function holdsFor(
  operator: string,
  values: ContextScalar[],
  actual: ContextScalar,
  request: AccessRequest,
  may: boolean,
): boolean {
  const isNegative = operator.includes('_not_');
  const positive = operator.replace('_not_', '_');
  const asked = isNegative ? !may : may;
  const one = values.some((value) => {
    const wanted = typeof value === 'string' ? withVariables(value, request.caller) : value;
    return wanted === undefined ? asked : (comparisons[positive]?.(actual, wanted) ?? asked);
  });
  return isNegative ? !one : one;
}

/** Undefined where the two cannot be compared. */
type Comparison = (actual: ContextScalar, wanted: ContextScalar) => boolean | undefined;

const texts =
  (holds: (actual: string, wanted: string) => boolean): Comparison =>
  (actual, wanted) =>
    typeof actual === 'string' && typeof wanted === 'string' ? holds(actual, wanted) : undefined;

const read =
  (pattern: RegExp, toNumber: (text: string) => number) =>
  (holds: (actual: number, wanted: number) => boolean): Comparison =>
  (actual, wanted) => {
    if (![actual, wanted].every((one) => pattern.test(String(one)) && typeof one !== 'boolean'))
      return undefined;
    return holds(toNumber(String(actual)), toNumber(String(wanted)));
  };
const numbers = read(/^-?\d+(\.\d+)?$/, Number);
const dates = read(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, Date.parse);

const ipNumber = (text: string): number | undefined => {
  const parts = text.split('.').map(Number);
  if (parts.length !== 4 || !/^[\d.]+$/.test(text)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
};

const comparisons: Record<string, Comparison> = {
  string_equal: texts((actual, wanted) => actual === wanted),
  binary_equal: texts((actual, wanted) => actual === wanted),
  string_equal_ignore_case: texts((actual, wanted) => actual.toLowerCase() === wanted.toLowerCase()),
  string_like: texts((actual, wanted) => matchesWildcards(wanted, actual)),
  numeric_equal: numbers((actual, wanted) => actual === wanted),
  numeric_greater_than: numbers((actual, wanted) => actual > wanted),
  numeric_greater_than_equal: numbers((actual, wanted) => actual >= wanted),
  numeric_less_than: numbers((actual, wanted) => actual < wanted),
  numeric_less_than_equal: numbers((actual, wanted) => actual <= wanted),
  date_equal: dates((actual, wanted) => actual === wanted),
  date_greater_than: dates((actual, wanted) => actual > wanted),
  date_greater_than_equal: dates((actual, wanted) => actual >= wanted),
  date_less_than: dates((actual, wanted) => actual < wanted),
  date_less_than_equal: dates((actual, wanted) => actual <= wanted),
  bool_equal: (actual, wanted) =>
    ['true', 'false'].includes(String(actual)) ? String(actual) === String(wanted) : undefined,
  ip_equal: (actual, wanted) => {
    const [network = '', bits = '32'] = String(wanted).split('/');
    const [one, other] = [ipNumber(String(actual)), ipNumber(network)];
    if (one === undefined || other === undefined) return undefined;
    const size = 2 ** (32 - Number(bits));
    return Math.floor(one / size) === Math.floor(other / size);
  },
};
