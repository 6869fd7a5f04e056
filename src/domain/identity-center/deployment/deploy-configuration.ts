import { DomainError } from '../../../action/domain-error.ts';
import type { TrustPolicy } from '../../cam/index.ts';
import type { CloudAccount, CustomPolicyContent } from './cloud-account.ts';
import {
  type DeployedNow,
  differencesBetween,
  observe,
  sameDocument,
  surplusPolicies,
  wantedPolicyIds,
} from './deployed-differences.ts';
import type { WantedDeployment } from './wanted-deployment.ts';

/**
 * Makes an account hold what is wanted: the SAML provider, the role, and exactly the policies. It looks first and
 * changes only what differs, so that it may run again at any time, also after half of it.
 */
export async function deployConfiguration(
  cloud: CloudAccount,
  wanted: WantedDeployment,
  { isFirst }: { isFirst: boolean },
): Promise<void> {
  const present = await observe(cloud, wanted);
  if (isFirst && present.role && !namesProvider(present.role.policyDocument, wanted.provider.name))
    throw roleTaken(wanted.role.roleName);
  const kinds = new Set(differencesBetween(wanted, present).map(({ kind }) => kind));

  if (kinds.has('provider-missing')) await cloud.createSamlProvider(wanted.provider);
  if (kinds.has('provider-differs')) await cloud.updateSamlProvider(wanted.provider);
  if (kinds.has('role-missing')) await cloud.createRole(wanted.role);
  if (kinds.has('role-differs')) await cloud.updateRole(wanted.role);
  const customPolicies = await ensureCustomPolicies(cloud, wanted, present);
  await ensureAttachments(cloud, wanted, { ...present, customPolicies });
  for (const { policyId } of surplusPolicies(wanted, present)) await cloud.deletePolicy(policyId);
}

/** A role that lets in whom our provider vouches for is ours, also when only half of it was made. */
const namesProvider = (trustPolicy: TrustPolicy, provider: string): boolean =>
  JSON.stringify(trustPolicy).includes(`saml-provider/${provider}"`);

async function ensureCustomPolicies(
  cloud: CloudAccount,
  wanted: WantedDeployment,
  { customPolicies }: DeployedNow,
): Promise<CustomPolicyContent[]> {
  const ensured: CustomPolicyContent[] = [];
  for (const policy of wanted.customPolicies) {
    const present = customPolicies.find(({ policyName }) => policyName === policy.policyName);
    const policyId = present?.policyId ?? (await cloud.createPolicy(policy));
    if (present && !sameDocument(present.document, policy.document))
      await cloud.updatePolicy({ ...policy, policyId });
    ensured.push({ ...policy, policyId });
  }
  return ensured;
}

/** What is new first, so that nobody who may stay loses access in between. */
async function ensureAttachments(
  cloud: CloudAccount,
  wanted: WantedDeployment,
  present: DeployedNow,
): Promise<void> {
  const { roleName } = wanted.role;
  const ids = wantedPolicyIds(wanted, present.customPolicies);
  const attached = new Set(present.attachedPolicyIds);
  const missing = [...ids].filter((id) => !attached.has(id));
  const surplus = [...attached].filter((id) => !ids.has(id));
  for (const id of missing) await cloud.attachRolePolicy(roleName, id);
  for (const id of surplus) await cloud.detachRolePolicy(roleName, id);
}

/** Takes a deployment out of an account; with the provider when nothing else there needs it. */
export async function undeployConfiguration(
  cloud: CloudAccount,
  {
    provider,
    roleName,
    policyPrefix,
  }: { provider: string | undefined; roleName: string; policyPrefix: string },
): Promise<void> {
  await cloud.deleteRole(roleName);
  for (const { policyId } of await cloud.listCustomPolicies(policyPrefix)) await cloud.deletePolicy(policyId);
  if (provider !== undefined) await cloud.deleteSamlProvider(provider);
}

const roleTaken = (roleName: string) =>
  new DomainError(
    'conflict',
    'RoleNameInUse',
    `The account has a role named "${roleName}" that Identity Center did not make. Rename or delete it first.`,
    { details: { name: roleName } },
  );
