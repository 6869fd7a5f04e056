import { each } from './check-action.ts';
import type { ConditionValue } from './document.ts';
import type { Findings, Place } from './findings.ts';
import { type JsonMember, type JsonNode, pathTo } from './json-node.ts';
import { nullEqual, operators, readOperatorName } from './operators.ts';
import { readTruth } from './values.ts';
import { hasOnlyKnownVariables, hasVariables } from './variables.ts';

export function checkConditions(condition: JsonNode, path: string, findings: Findings): void {
  if (condition.kind !== 'object') {
    findings.add('ConditionError', { path, at: condition.at }, condition, 'an object of operators');
    return;
  }
  for (const operator of condition.members) checkOperator(operator, path, findings);
}

function checkOperator({ name, at, value }: JsonMember, path: string, findings: Findings): void {
  const place = { path: pathTo(path, name), at };
  const operator = readOperatorName(name);
  if (!operator) {
    const expected = 'an operator such as string_equal or ip_equal_if_exist';
    findings.add('ConditionTypeError', place, JSON.stringify(name), expected);
    return;
  }
  if (value.kind !== 'object' || value.members.length === 0) {
    const where = { ...place, at: value.at };
    findings.add('ConditionContentError', where, value, 'an object of keys and their values');
    return;
  }
  for (const key of value.members) checkKey(operator.name, key, place.path, findings);
}

/** `mfa`, `qcs:ip`, `qcs:tag/<name>`. A tag may be named in any script. */
const conditionKey = /^[A-Za-z][\w-]*(?::\S(?:.*\S)?)?$/;

function checkKey(operator: string, { name, at, value }: JsonMember, path: string, findings: Findings): void {
  const place = { path: pathTo(path, name), at };
  if (!conditionKey.test(name)) {
    findings.add('ConditionContentError', place, JSON.stringify(name), 'a key such as qcs:ip');
  }
  if (value.kind === 'array' && value.items.length === 0) {
    findings.add('ConditionContentError', { ...place, at: value.at }, value, 'one value or a list of them');
    return;
  }
  for (const { node, place: where } of each(value, place.path)) checkValue(operator, node, where, findings);
}

function checkValue(operatorName: string, node: JsonNode, place: Place, findings: Findings): void {
  const operator = operators.get(operatorName);
  const value = node.kind === 'scalar' && node.value !== null ? node.value : undefined;
  const isVariable = typeof value === 'string' && hasVariables(value);
  if (isVariable && operator?.takesVariables) {
    if (hasOnlyKnownVariables(value)) return;
    const expected = 'only the variables uin, owner_uin and app_id';
    findings.add('ConditionContentError', place, node, expected);
    return;
  }
  if (value !== undefined && isComparable(operatorName, value)) return;
  findings.add('ConditionContentError', place, node, operator?.expected ?? 'true or false');
}

const isComparable = (operatorName: string, value: ConditionValue): boolean =>
  operatorName === nullEqual
    ? readTruth(value) !== undefined
    : operators.get(operatorName)?.compile(value) !== undefined;
