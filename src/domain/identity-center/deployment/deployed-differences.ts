import { z } from 'zod';
import { canonicalJson } from '../../../platform/canonical-json.ts';
import type { CloudAccount, CustomPolicyContent, PresentRole, RoleContent } from './cloud-account.ts';
import type { WantedDeployment } from './wanted-deployment.ts';

/** What an account holds under the names of a deployment. */
export interface DeployedNow {
  /** Undefined when there is no provider. */
  metadata: string | undefined;
  role: PresentRole | undefined;
  attachedPolicyIds: number[];
  customPolicies: CustomPolicyContent[];
}

/** In what an account differs from what should be there. */
export const difference = z.object({
  kind: z.enum([
    'provider-missing',
    'provider-differs',
    'role-missing',
    'role-differs',
    'custom-policy-missing',
    'custom-policy-differs',
    'policy-missing',
    'policy-surplus',
    'custom-policy-surplus',
  ]),
  /** The provider, the role, the policy. */
  name: z.string(),
});
export type Difference = z.infer<typeof difference>;

export async function observe(
  cloud: CloudAccount,
  wanted: Pick<WantedDeployment, 'policyPrefix'> & {
    provider: { name: string };
    role: { roleName: string };
  },
): Promise<DeployedNow> {
  const [provider, role, customPolicies] = await Promise.all([
    cloud.getSamlProvider(wanted.provider.name),
    cloud.getRole(wanted.role.roleName),
    cloud.listCustomPolicies(wanted.policyPrefix),
  ]);
  return {
    metadata: provider?.samlMetadata,
    role,
    attachedPolicyIds: role ? await cloud.listAttachedRolePolicies(role.roleName) : [],
    customPolicies,
  };
}

/** In the order in which they are mended. Empty when all is as it should be. */
export function differencesBetween(wanted: WantedDeployment, present: DeployedNow): Difference[] {
  return [
    ...providerDifferences(wanted, present),
    ...roleDifferences(wanted, present),
    ...customPolicyDifferences(wanted, present),
    ...attachmentDifferences(wanted, present),
    ...surplusPolicies(wanted, present).map(({ policyName }) => ({
      kind: 'custom-policy-surplus' as const,
      name: policyName,
    })),
  ];
}

function providerDifferences({ provider }: WantedDeployment, { metadata }: DeployedNow): Difference[] {
  if (metadata === undefined) return [{ kind: 'provider-missing', name: provider.name }];
  return metadata === provider.samlMetadataDocument
    ? []
    : [{ kind: 'provider-differs', name: provider.name }];
}

function roleDifferences({ role: wanted }: WantedDeployment, { role }: DeployedNow): Difference[] {
  if (!role) return [{ kind: 'role-missing', name: wanted.roleName }];
  const isAsWanted = role.consoleLogin && canonicalJson(contentOf(role)) === canonicalJson(contentOf(wanted));
  return isAsWanted ? [] : [{ kind: 'role-differs', name: wanted.roleName }];
}

const contentOf = ({ description, policyDocument, sessionSeconds }: RoleContent) => ({
  ...{ description, policyDocument, sessionSeconds },
});

function customPolicyDifferences(wanted: WantedDeployment, { customPolicies }: DeployedNow): Difference[] {
  return wanted.customPolicies.flatMap(({ policyName, document }): Difference[] => {
    const present = customPolicies.find((policy) => policy.policyName === policyName);
    if (!present) return [{ kind: 'custom-policy-missing', name: policyName }];
    if (sameDocument(present.document, document)) return [];
    return [{ kind: 'custom-policy-differs', name: policyName }];
  });
}

/** The cloud may write a document in another way; it says the same. */
export function sameDocument(one: string, other: string): boolean {
  try {
    return canonicalJson(JSON.parse(one)) === canonicalJson(JSON.parse(other));
  } catch {
    return one === other;
  }
}

/** By id; a custom policy that is still to be created has none and is attached then. */
function attachmentDifferences(wanted: WantedDeployment, present: DeployedNow): Difference[] {
  const ids = wantedPolicyIds(wanted, present.customPolicies);
  const attached = new Set(present.attachedPolicyIds);
  return [
    ...[...ids].filter((id) => !attached.has(id)).map((id) => of('policy-missing', id)),
    ...[...attached].filter((id) => !ids.has(id)).map((id) => of('policy-surplus', id)),
  ];
}

const of = (kind: Difference['kind'], policyId: number): Difference => ({ kind, name: String(policyId) });

export function wantedPolicyIds(
  wanted: WantedDeployment,
  customPolicies: readonly CustomPolicyContent[],
): Set<number> {
  const names = new Set(wanted.customPolicies.map(({ policyName }) => policyName));
  const own = customPolicies.filter(({ policyName }) => names.has(policyName));
  return new Set([...wanted.presetPolicyIds, ...own.map(({ policyId }) => policyId)]);
}

/** Of earlier versions of the configuration. */
export function surplusPolicies(
  wanted: WantedDeployment,
  { customPolicies }: DeployedNow,
): CustomPolicyContent[] {
  const names = new Set(wanted.customPolicies.map(({ policyName }) => policyName));
  return customPolicies.filter(({ policyName }) => !names.has(policyName));
}
