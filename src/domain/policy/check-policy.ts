import { DomainError } from '../../action/domain-error.ts';
import { checkDocument } from './check-document.ts';
import { type PolicyDocument, type PolicyUse, policyCharacters } from './document.ts';
import { Findings, type PolicyProblem } from './findings.ts';
import { type JsonNode, nodeOf, pathTo, plainValue } from './json-node.ts';
import { JsonSyntaxProblem, readJson } from './read-json.ts';

/** With all its white space. Nobody writes ten times as much of it as of policy. */
const longestText = 10 * policyCharacters;

export interface CheckedPolicy {
  /** As it was written: nothing is added, corrected or put in order. Only when there is no problem. */
  document?: PolicyDocument;
  problems: PolicyProblem[];
}

/** Holds a policy, as text or parsed already, against the language and says everything that is wrong with it. */
export function checkPolicy(policy: unknown, use: PolicyUse): CheckedPolicy {
  const findings = new Findings(typeof policy === 'string' ? policy : undefined);
  const root = readPolicy(policy, findings);
  if (!root) return { problems: findings.problems };

  checkLength(policy, root, findings);
  checkNames(root, '$', findings);
  checkDocument(root, use, findings);
  if (findings.problems.length > 0) return { problems: findings.problems };
  return { document: plainValue(root) as PolicyDocument, problems: [] };
}

/** The document, or one refusal: that of the first problem, with all of them under their paths. */
export function requirePolicy(policy: unknown, use: PolicyUse): PolicyDocument {
  const { document, problems } = checkPolicy(policy, use);
  const [first] = problems;
  if (document || !first) return document as PolicyDocument;

  const { code, path, line, column, found, expected } = first;
  throw new DomainError('invalid-input', code, `${path}: found ${found}; expected ${expected}.`, {
    details: { path, found, expected, ...(line && { line }), ...(column && { column }) },
    fields: byPath(problems),
  });
}

/** One place may have several problems. */
function byPath(problems: readonly PolicyProblem[]): Record<string, string> {
  const fields = new Map<string, string>();
  for (const { path, found, expected } of problems) {
    const sentence = `Found ${found}; expected ${expected}.`;
    fields.set(path, [fields.get(path), sentence].filter(Boolean).join(' '));
  }
  return Object.fromEntries(fields);
}

function readPolicy(policy: unknown, findings: Findings): JsonNode | undefined {
  if (typeof policy !== 'string') return nodeOf(policy);
  if (policy.length > longestText) {
    addTooLong(policy.length, findings);
    return undefined;
  }
  try {
    return readJson(policy);
  } catch (error) {
    if (!(error instanceof JsonSyntaxProblem)) throw error;
    findings.add('PolicyDocumentError', { path: '$', at: error.at }, error.found, error.expected);
    return undefined;
  }
}

function checkLength(policy: unknown, root: JsonNode, findings: Findings): void {
  const text = typeof policy === 'string' ? policy : (JSON.stringify(plainValue(root)) ?? '');
  const characters = [...text.replace(/\s/g, '')].length;
  if (characters > policyCharacters) addTooLong(characters, findings);
}

function addTooLong(characters: number, findings: Findings): void {
  const expected = 'at most 6144 characters without white space';
  findings.add('PolicyDocumentLengthOverLimit', { path: '$', at: 0 }, String(characters), expected);
}

/** JSON leaves open which of two equal names counts, so what one reader checks another would not carry out. */
function checkNames(node: JsonNode, path: string, findings: Findings): void {
  if (node.kind === 'array') {
    for (const [at, item] of node.items.entries()) checkNames(item, pathTo(path, at), findings);
  }
  if (node.kind !== 'object') return;
  const seen = new Set<string>();
  for (const { name, at, value } of node.members) {
    const place = { path: pathTo(path, name), at };
    if (seen.has(name)) findings.add('PolicyDocumentError', place, JSON.stringify(name), 'each name once');
    seen.add(name);
    checkNames(value, place.path, findings);
  }
}
