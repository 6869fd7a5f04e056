import {
  checkPolicy,
  type PolicyDocument,
  type PrincipalDocument,
  statementsOf,
} from '../../policy/index.ts';

/** Who may become a role: a policy of the use `trust`. */
export type TrustPolicy = PolicyDocument;

/** Reference: trust policy for a SAML-federated role. */
export const trustSamlProvider = (providerArn: string, recipient: string): TrustPolicy => ({
  version: '2.0',
  statement: [
    {
      effect: 'allow',
      action: 'name/sts:AssumeRoleWithSAML',
      principal: { federated: [providerArn] },
      condition: { string_equal: { 'saml:aud': recipient } },
    },
  ],
});

export const trustAccount = (uin: number): TrustPolicy => ({
  version: '2.0',
  statement: [
    {
      effect: 'allow',
      action: 'name/sts:AssumeRole',
      principal: { qcs: [`qcs::cam::uin/${uin}:root`] },
    },
  ],
});

export const trustService = (service: string): TrustPolicy => ({
  version: '2.0',
  statement: [{ effect: 'allow', action: 'name/sts:AssumeRole', principal: { service: [service] } }],
});

export interface TrustedParty {
  kind: 'qcs' | 'service' | 'federated' | 'anyone';
  name: string;
}

/** Everybody that the policy names, each once. What it allows and denies them is in the policy. */
export function partiesOf(policy: TrustPolicy): TrustedParty[] {
  const principals = statementsOf(policy).map((statement) => statement.principal ?? policy.principal);
  const parties = principals.flatMap((principal) => (principal ? partiesIn(principal) : []));
  return [...new Map(parties.map((party) => [`${party.kind} ${party.name}`, party])).values()];
}

function partiesIn(principal: PrincipalDocument): TrustedParty[] {
  if (principal === '*') return [{ kind: 'anyone', name: '*' }];
  return (['qcs', 'service', 'federated'] as const).flatMap((kind) =>
    [principal[kind] ?? []].flat().map((name) => ({ kind, name })),
  );
}

/** Makes it a service role, or undefined names when the text is no trust policy at all. */
export function servicesIn(trustPolicy: string): string[] {
  const { document } = checkPolicy(plainText(trustPolicy), 'trust');
  const parties = document ? partiesOf(document) : [];
  return parties.filter(({ kind }) => kind === 'service').map(({ name }) => name);
}

/** Clients that write queries send the document encoded as in an address (reference: CreateRole). */
export function plainText(document: string): string {
  if (!/^\s*%7B/i.test(document)) return document;
  try {
    return decodeURIComponent(document);
  } catch {
    return document;
  }
}
