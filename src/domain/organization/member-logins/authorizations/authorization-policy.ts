import type { Transaction } from '../../../../platform/database/database.ts';
import {
  accountLock,
  attachments,
  customPolicies,
  findPresetPolicyByName,
  policyVersions,
  quotas,
  tooManyPolicies,
} from '../../../cam/index.ts';
import { managedBy } from '../managed-by.ts';

/** The custom CAM policy of the admin account that an authorization is. */
interface Content {
  description: string;
  document: string;
}

/** Returns undefined when the account already has a policy of that name. It is locked in CAM: the organization's. */
export async function create(
  db: Transaction,
  { uin, organizationId }: { uin: number; organizationId: number },
  { name: policyName, description, document }: Content & { name: string },
  now: Date,
): Promise<number | undefined> {
  await accountLock.lock(db, uin);
  if ((await customPolicies.count(db, uin)) >= quotas.policies) throw tooManyPolicies();
  if (findPresetPolicyByName(policyName)) return undefined;
  const policy = { policyName, description, spaceId: managedBy(organizationId) };
  return customPolicies.insert(db, uin, policy, document, now);
}

/** Its one version says something else from now on. */
export async function rewrite(
  db: Transaction,
  uin: number,
  policyId: number,
  { description, document }: Content,
  now: Date,
): Promise<void> {
  const policy = await customPolicies.find(db, uin, policyId);
  if (!policy) return;
  await customPolicies.update(db, uin, policyId, { description }, now);
  await policyVersions.rewrite(db, uin, policyId, { version: policy.defaultVersion, document });
}

/** With its attachments: whoever had it has it no more. */
export async function remove(db: Transaction, uin: number, policyId: number): Promise<void> {
  await attachments.detachEverywhere(db, uin, policyId);
  await customPolicies.remove(db, uin, policyId);
}
