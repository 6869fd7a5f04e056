import { DomainError } from '../../../action/domain-error.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { requirePolicy } from '../../policy/index.ts';
import * as samlProviders from '../saml-providers/saml-provider-queries.ts';
import * as camUsers from '../users/cam-user-queries.ts';
import { partiesOf, plainText, type TrustPolicy } from './trust-policy.ts';

/** Reads a trust policy, and holds that whom it names in this account is there. Other accounts are not ours to look at. */
export async function requireTrustPolicy(db: Transaction, uin: number, text: string): Promise<TrustPolicy> {
  const policy = requirePolicy(plainText(text), 'trust');
  for (const { kind, name } of partiesOf(policy)) {
    if (kind === 'federated') await requireProvider(db, uin, name);
    if (kind === 'qcs') await requireUser(db, uin, name);
  }
  return policy;
}

/** A role can be entered by the providers of its own account alone. */
async function requireProvider(db: Transaction, uin: number, name: string): Promise<void> {
  const [, owner, type, providerName = ''] =
    /^qcs::cam::uin\/(\d+):(saml|oidc)-provider\/(.+)$/.exec(name) ?? [];
  if (Number(owner) !== uin) throw principalOfAnother(name);
  // We have no OIDC providers, so nobody could ever come by one.
  const isThere = type === 'saml' && (await samlProviders.find(db, uin, providerName)) !== undefined;
  if (!isThere) throw principalNotFound(name);
}

async function requireUser(db: Transaction, uin: number, name: string): Promise<void> {
  const [, owner, user] = /^qcs::cam::uin\/(\d+):uin\/(\d+)$/.exec(name) ?? [];
  if (user === undefined || Number(owner) !== uin || user === owner) return;
  if (!(await camUsers.findByUin(db, uin, Number(user)))) throw principalNotFound(name);
}

const principalNotFound = (principal: string) =>
  new DomainError(
    'invalid-input',
    'PrincipalQcsNotExist',
    `The trust policy names "${principal}", which does not exist.`,
    { details: { principal } },
  );

const principalOfAnother = (principal: string) =>
  new DomainError(
    'invalid-input',
    'PrincipalQcsCrossError',
    `The trust policy names "${principal}", an identity provider of another account.`,
    { details: { principal } },
  );
