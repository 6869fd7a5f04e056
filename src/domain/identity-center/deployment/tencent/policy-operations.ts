import { type CloudAccount, type CustomPolicyContent, cloudRefused } from '../cloud-account.ts';
import type { CamApi } from './tencent-api.ts';

type PolicyOperations = Pick<
  CloudAccount,
  'listCustomPolicies' | 'createPolicy' | 'updatePolicy' | 'deletePolicy'
>;

const policyMissing = [
  'ResourceNotFound.PolicyIdNotFound',
  'ResourceNotFound.NotFound',
  'InvalidParameter.PolicyIdNotExist',
];
const policiesPerPage = 200;

export function policyOperations(api: CamApi): PolicyOperations {
  const listCustomPolicies = async (prefix: string): Promise<CustomPolicyContent[]> => {
    const policies: CustomPolicyContent[] = [];
    for (const { policyId, policyName } of await listNames(api, prefix)) {
      const found = await api('GetPolicy', (cam) => cam.GetPolicy({ PolicyId: policyId }), policyMissing);
      if (found) policies.push({ policyId, policyName, document: found.PolicyDocument ?? '' });
    }
    return policies;
  };
  const updatePolicy = async ({ policyId, document }: CustomPolicyContent) => {
    await api('UpdatePolicy', (cam) => cam.UpdatePolicy({ PolicyId: policyId, PolicyDocument: document }));
  };
  return {
    listCustomPolicies,
    async createPolicy({ policyName, document }) {
      const created = await api(
        'CreatePolicy',
        (cam) =>
          cam.CreatePolicy({
            PolicyName: policyName,
            PolicyDocument: document,
            Description: 'Identity Center',
          }),
        ['FailedOperation.PolicyNameInUse'],
      );
      if (created) return created.PolicyId ?? 0;
      // An answer was lost. The name is of a kind that only Identity Center gives.
      const present = (await listCustomPolicies(policyName)).find(
        (policy) => policy.policyName === policyName,
      );
      if (!present) throw cloudRefused('CreatePolicy', `there is a policy named "${policyName}" already`);
      await updatePolicy({ ...present, document });
      return present.policyId;
    },
    updatePolicy,
    async deletePolicy(policyId) {
      await api('DeletePolicy', (cam) => cam.DeletePolicy({ PolicyId: [policyId] }), policyMissing);
    },
  };
}

async function listNames(api: CamApi, prefix: string): Promise<{ policyId: number; policyName: string }[]> {
  const names: { policyId: number; policyName: string }[] = [];
  for (let page = 1; ; page += 1) {
    const found = await api('ListPolicies', (cam) =>
      cam.ListPolicies({ Page: page, Rp: policiesPerPage, Scope: 'Local', Keyword: prefix }),
    );
    const list = found?.List ?? [];
    for (const { PolicyId, PolicyName = '' } of list) {
      if (PolicyName.startsWith(prefix)) names.push({ policyId: PolicyId ?? 0, policyName: PolicyName });
    }
    if (list.length < policiesPerPage) return names;
  }
}
