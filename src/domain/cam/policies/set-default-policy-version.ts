import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnPolicy, policyResource, versionNotFound } from './custom-policy.ts';
import * as policies from './policy-queries.ts';
import * as versions from './policy-version-queries.ts';

export const setDefaultPolicyVersion = defineAction({
  id: 'cam:SetDefaultPolicyVersion',
  summary: 'Put another version of a custom policy in force.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ policyId: z.int(), versionId: z.int() }),
  output: z.object({}),
  resource: ({ policyId }, { uin }) => policyResource(uin, policyId),

  async run({ db, actor, now }, { policyId, versionId: version }) {
    const { uin } = requirePrincipal(actor);
    await getOwnPolicy(db, uin, policyId);
    if (!(await versions.find(db, uin, policyId, version))) throw versionNotFound(version);

    await policies.update(db, uin, policyId, { defaultVersion: version }, now);
    return {};
  },
});
