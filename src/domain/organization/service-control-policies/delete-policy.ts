import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { lockServiceControl } from './service-control.ts';
import { policyNotFound, policyType, requireCustom, requireUnbound } from './service-control-policy.ts';
import * as policies from './service-control-policy-queries.ts';

export const deletePolicy = defineAction({
  id: 'organization:DeletePolicy',
  summary: 'Delete a custom service control policy that is bound to nothing.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ policyId: z.int(), type: policyType.default('SERVICE_CONTROL_POLICY') }),
  output: z.object({}),

  async run({ db, actor }, { policyId }) {
    const { organizationId } = await lockServiceControl(db, actor);
    const policy = await policies.find(db, organizationId, policyId);
    if (!policy) throw policyNotFound(policyId);
    requireCustom(policy);
    requireUnbound(policy);

    await policies.remove(db, organizationId, policyId);
    return {};
  },
});
