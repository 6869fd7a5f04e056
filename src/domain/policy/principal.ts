import { listOf, type PrincipalDocument, type PrincipalKind } from './document.ts';

/** Who wants to be a role. */
export type TrustedPrincipal =
  | { kind: 'root'; ownerUin: number }
  /** A user of an account, or somebody who already is a role of it: then `uin` is the role's session's. */
  | { kind: 'uin'; ownerUin: number; uin: number }
  | { kind: 'service'; name: string }
  /** The six segments of a SAML or OIDC provider. */
  | { kind: 'federated'; provider: string };

const account = /^qcs::cam::uin\/([1-9]\d{0,14}):(?:root|uin\/([1-9]\d{0,14}))$/;
const serviceName = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;
// The segment of OIDC providers is inferred; no document shows one.
const provider = /^qcs::cam::uin\/[1-9]\d{0,14}:(?:saml|oidc)-provider\/[^\s*:/]+$/;

export const principalForms: Record<PrincipalKind, RegExp> = {
  qcs: account,
  service: serviceName,
  federated: provider,
};

/** Whether the policy names this one. Whoever names an account means everybody in it. */
export function isNamed(principals: PrincipalDocument, who: TrustedPrincipal): boolean {
  if (principals === '*') return true;
  const named = (kind: PrincipalKind) =>
    Object.hasOwn(principals, kind) ? listOf(principals[kind] ?? []) : [];
  if (who.kind === 'service') return named('service').includes(who.name);
  if (who.kind === 'federated') return named('federated').includes(who.provider);
  return named('qcs').some((text) => isAccountOf(text, who));
}

function isAccountOf(text: string, who: TrustedPrincipal & { ownerUin: number }): boolean {
  const [, owner, user] = account.exec(text) ?? [];
  if (owner === undefined || Number(owner) !== who.ownerUin) return false;
  // An account's own number is another spelling of its root.
  const isWholeAccount = user === undefined || user === owner;
  return isWholeAccount || (who.kind === 'uin' && Number(user) === who.uin);
}
