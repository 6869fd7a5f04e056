import type { Caller, ContextValue } from './access-request.ts';
import { compileAction, readOperation } from './action-pattern.ts';
import { isTaken, some } from './answer.ts';
import { compileConditions } from './conditions.ts';
import { listOf, type PolicyDocument, type PolicyStatement, statementsOf } from './document.ts';
import { isNamed, type TrustedPrincipal } from './principal.ts';

export interface TrustRequest {
  /** `sts:AssumeRole`, `sts:AssumeRoleWithSAML` … */
  action: string;
  principal: TrustedPrincipal;
  /** For SAML: `saml:aud` (compared with the Recipient, despite its name), `saml:iss`, `saml:sub`, `saml:sub_type`. */
  context: Readonly<Record<string, ContextValue>>;
}

/** Whether a role's trust policy lets this principal become the role. A deny decides before any allow. */
export function trusts(document: PolicyDocument, request: TrustRequest): boolean {
  const matching = statementsOf(document).filter((statement) =>
    isMet(statement, statement.principal ?? document.principal, request),
  );
  return matching.length > 0 && matching.every(({ effect }) => effect === 'allow');
}

function isMet(
  { effect, action, condition }: PolicyStatement,
  principal: PolicyStatement['principal'],
  request: TrustRequest,
): boolean {
  if (!principal || !isNamed(principal, request.principal)) return false;
  const operation = readOperation(request.action);
  const isAboutIt = some(listOf(action).map(compileAction), (pattern) => pattern(operation));
  if (!isTaken(isAboutIt, effect, 'safe')) return false;
  const circumstances = { ...request, caller: callerOf(request.principal) };
  return isTaken(compileConditions(condition)(circumstances), effect, 'safe');
}

/** A service and a person from an identity provider have no number, so variables have no value for them. */
function callerOf(principal: TrustedPrincipal): Caller | undefined {
  if (principal.kind === 'root') return { uin: principal.ownerUin, ownerUin: principal.ownerUin };
  return principal.kind === 'uin' ? { uin: principal.uin, ownerUin: principal.ownerUin } : undefined;
}
