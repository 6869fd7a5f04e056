import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import * as accountLock from '../account-lock-queries.ts';
import * as boundaries from '../boundaries/boundary-queries.ts';
import * as attachments from './attachment-queries.ts';
import { getOwnPolicy, policyIsBoundary, policyResource } from './custom-policy.ts';
import * as policies from './policy-queries.ts';

export const deleteCamPolicy = defineAction({
  id: 'cam:DeletePolicy',
  summary: 'Delete custom policies with their versions; they are detached from whatever has them.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ policyId: z.array(z.int()).min(1).max(30) }),
  output: z.object({}),
  resource: ({ policyId }, { uin }) => policyId.map((id) => policyResource(uin, id)),

  async run({ db, actor }, { policyId: policyIds }) {
    const { uin } = requirePrincipal(actor);
    await accountLock.lock(db, uin);
    for (const policyId of new Set(policyIds)) {
      const policy = await getOwnPolicy(db, uin, policyId);
      const bounded = await boundaries.countByPolicy(db, uin, [policyId]);
      if (bounded.size > 0) throw policyIsBoundary(policy.policyName);

      await attachments.detachEverywhere(db, uin, policyId);
      await policies.remove(db, uin, policyId);
    }
    return {};
  },
});
