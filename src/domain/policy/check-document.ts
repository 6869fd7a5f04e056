import { checkActions } from './check-action.ts';
import { checkConditions } from './check-condition.ts';
import { checkPrincipal } from './check-principal.ts';
import { checkResources } from './check-resource.ts';
import type { PolicyUse } from './document.ts';
import type { Expectation } from './expectations.ts';
import type { Findings, ProblemName } from './findings.ts';
import { type JsonNode, type JsonObject, member, pathTo } from './json-node.ts';

/** Which members there are, and which of them may not be missing. What they hold is looked at elsewhere. */
const documentMembers = {
  permission: ['version', 'statement'],
  'service-control': ['version', 'statement'],
  trust: ['version', 'principal', 'statement'],
} as const;
const statementMembers = {
  permission: ['effect', 'action', 'resource', 'condition'],
  'service-control': ['effect', 'action', 'resource', 'condition'],
  trust: ['effect', 'principal', 'action', 'condition'],
} as const;

export function checkDocument(root: JsonNode, use: PolicyUse, findings: Findings): void {
  if (root.kind !== 'object') {
    const expected = 'an object with version and statement';
    findings.add('PolicyDocumentError', { path: '$', at: root.at }, root, expected);
    return;
  }
  checkUnknown(root, '$', documentMembers[use], findings, {
    name: 'PolicyDocumentError',
    expected:
      use === 'trust'
        ? 'only version, principal and statement, in lower case'
        : 'only version and statement, in lower case',
  });
  checkVersion(root, findings);
  const principal = member(root, 'principal');
  if (principal && use === 'trust') checkPrincipal(principal.value, '$.principal', findings);
  checkStatements(root, { use, hasPrincipal: principal !== undefined }, findings);
}

interface Surroundings {
  use: PolicyUse;
  /** The document names a principal for all of its statements. */
  hasPrincipal: boolean;
}

function checkVersion(root: JsonObject, findings: Findings): void {
  const version = member(root, 'version')?.value;
  if (version?.kind === 'scalar' && version.value === '2.0') return;
  const place = { path: '$.version', at: version?.at ?? root.at };
  findings.add('VersionError', place, version ?? 'nothing', '"2.0"');
}

function checkStatements(root: JsonObject, surroundings: Surroundings, findings: Findings): void {
  const path = '$.statement';
  const statement = member(root, 'statement')?.value;
  if (statement?.kind === 'object') {
    checkStatement(statement, path, surroundings, findings);
  } else if (statement?.kind === 'array' && statement.items.length > 0) {
    for (const [at, item] of statement.items.entries()) {
      checkStatement(item, pathTo(path, at), surroundings, findings);
    }
  } else {
    const place = { path, at: statement?.at ?? root.at };
    findings.add('StatementError', place, statement ?? 'nothing', 'one statement or a list of them');
  }
}

function checkStatement(
  node: JsonNode,
  path: string,
  { use, hasPrincipal }: Surroundings,
  findings: Findings,
): void {
  if (node.kind !== 'object') {
    findings.add('StatementError', { path, at: node.at }, node, 'an object with effect, action and resource');
    return;
  }
  checkMembers(node, path, use, findings);
  const effect = checkEffect(node, path, findings);
  checkActions(node, path, effect, findings);
  if (use !== 'trust') checkResources(node, path, findings);
  const condition = member(node, 'condition')?.value;
  if (condition) checkConditions(condition, `${path}.condition`, findings);
  if (use === 'trust') checkStatementPrincipal(node, path, hasPrincipal, findings);
}

function checkMembers(node: JsonObject, path: string, use: PolicyUse, findings: Findings): void {
  const known: readonly string[] = statementMembers[use];
  const misplaced =
    use === 'trust'
      ? ({
          element: 'resource',
          name: 'ResourceError',
          expected: 'no resource: a trust policy lies on its role',
        } as const)
      : ({
          element: 'principal',
          name: 'PrincipalError',
          expected: 'no principal: only trust policies have one',
        } as const);
  const found = member(node, misplaced.element);
  if (found) {
    const place = { path: pathTo(path, found.name), at: found.at };
    findings.add(misplaced.name, place, found.value, misplaced.expected);
  }
  checkUnknown(node, path, [...known, misplaced.element], findings, {
    name: 'StatementError',
    expected:
      use === 'trust'
        ? 'only effect, principal, action and condition, in lower case'
        : 'only effect, action, resource and condition, in lower case',
  });
}

/** `Statement` for `statement` is a slip of some documents; whoever accepts it has to guess what else was meant. */
function checkUnknown(
  node: JsonObject,
  path: string,
  known: readonly string[],
  findings: Findings,
  { name, expected }: { name: ProblemName; expected: Expectation },
): void {
  for (const unknown of node.members.filter((candidate) => !known.includes(candidate.name))) {
    const place = { path: pathTo(path, unknown.name), at: unknown.at };
    findings.add(name, place, JSON.stringify(unknown.name), expected);
  }
}

function checkEffect(node: JsonObject, path: string, findings: Findings): unknown {
  const effect = member(node, 'effect')?.value;
  if (effect?.kind === 'scalar' && (effect.value === 'allow' || effect.value === 'deny')) return effect.value;
  const place = { path: `${path}.effect`, at: effect?.at ?? node.at };
  findings.add('EffectError', place, effect ?? 'nothing', 'allow or deny');
  return undefined;
}

function checkStatementPrincipal(
  node: JsonObject,
  path: string,
  hasPrincipal: boolean,
  findings: Findings,
): void {
  const principal = member(node, 'principal')?.value;
  if (principal && !hasPrincipal) checkPrincipal(principal, `${path}.principal`, findings);
  // With one in both places it is not said which of them counts.
  if ((principal !== undefined) !== hasPrincipal) return;
  const place = { path: `${path}.principal`, at: principal?.at ?? node.at };
  findings.add(
    'PrincipalError',
    place,
    principal ?? 'nothing',
    'a principal, in the document or in each statement',
  );
}
