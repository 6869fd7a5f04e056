import { DomainError } from '../../../action/domain-error.ts';
import { checkPolicy, type PolicyDocument, statementsOf } from '../../policy/index.ts';

/**
 * A policy that a session is cut down to, as JSON. It comes percent-encoded from the API's clients, which is undone
 * once; nobody's JSON begins otherwise than with a brace.
 */
export function readSessionPolicy(text: string, uin: number): string {
  const { document, problems } = checkPolicy(decode(text), 'permission');
  const [first] = problems;
  if (first)
    throw policyRefused(first.code, `${first.path}: found ${first.found}; expected ${first.expected}.`);
  requireOwnResources(document as PolicyDocument, uin);
  return JSON.stringify(document);
}

function decode(text: string): string {
  if (text.trimStart().startsWith('{')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw policyRefused('InvalidParameter.PolicyDocumentError', 'This is not percent-encoded text.');
  }
}

/** STS has words of its own for what is wrong with a policy, some with spelling of their own. */
const stsCode = (code: string): string => {
  if (code.endsWith('.PolicyDocumentLengthOverLimit')) return 'PolicyTooLong';
  if (code.endsWith('.PolicyDocumentError')) return 'StrategyFormatError';
  return code.includes('.Resource') ? 'ResouceError' : 'StrategyInvalid';
};

const policyRefused = (code: string, problem: string) =>
  new DomainError('invalid-input', stsCode(code), `The session policy is not valid. ${problem}`, {
    details: { problem },
    fields: { policy: problem },
  });

/** A session never reaches beyond its account, so a policy that says it does was meant for another one. */
function requireOwnResources(document: PolicyDocument, uin: number): void {
  for (const { resource = [] } of statementsOf(document)) {
    const foreign = [resource].flat().find((text) => isOfAnother(text, uin));
    if (foreign) throw grantsOther(foreign);
  }
}

const isOfAnother = (resource: string, uin: number): boolean => {
  const owner = /^uin\/(\d+)$/.exec(resource.split(':')[4] ?? '')?.[1];
  return owner !== undefined && Number(owner) !== uin;
};

const grantsOther = (resource: string) =>
  new DomainError(
    'invalid-input',
    'GrantOtherResource',
    `The session policy names "${resource}", which is not of this account.`,
    { details: { resource } },
  );
