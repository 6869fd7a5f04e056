import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnPolicy, policyResource, versionInForce, versionNotFound } from './custom-policy.ts';
import * as versions from './policy-version-queries.ts';

export const deletePolicyVersion = defineAction({
  id: 'cam:DeletePolicyVersion',
  summary: 'Delete versions of a custom policy that are not in force.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ policyId: z.int(), versionId: z.array(z.int()).min(1).max(10) }),
  output: z.object({}),
  resource: ({ policyId }, { uin }) => policyResource(uin, policyId),

  async run({ db, actor }, { policyId, versionId: numbers }) {
    const { uin } = requirePrincipal(actor);
    const { defaultVersion } = await getOwnPolicy(db, uin, policyId);
    for (const version of new Set(numbers)) {
      if (version === defaultVersion) throw versionInForce(version);
      if (!(await versions.find(db, uin, policyId, version))) throw versionNotFound(version);

      await versions.remove(db, uin, policyId, version);
    }
    return {};
  },
});
