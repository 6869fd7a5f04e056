import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import { kindNumbers, policyNotFound, policyType } from './service-control-policy.ts';
import * as policies from './service-control-policy-queries.ts';

export const describePolicy = defineAction({
  id: 'organization:DescribePolicy',
  summary: 'Read a service control policy with its document.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ policyId: z.int(), policyType: policyType.default('SERVICE_CONTROL_POLICY') }),
  output: z.object({
    policyId: z.int(),
    policyName: z.string(),
    type: z.int(),
    description: z.string(),
    policyDocument: z.string(),
    updateTime: z.date(),
    addTime: z.date(),
    /** Ours: how many departments and members it is bound to. */
    attachedTimes: z.int(),
  }),

  async run({ db, actor }, { policyId }) {
    const { organizationId } = requireAdministrator(actor);
    const policy = await policies.find(db, organizationId, policyId);
    if (!policy) throw policyNotFound(policyId);

    return {
      policyId,
      policyName: policy.name,
      type: kindNumbers[policy.kind],
      description: policy.description,
      policyDocument: policy.document,
      updateTime: policy.updatedAt,
      addTime: policy.createdAt,
      attachedTimes: policy.bindings,
    };
  },
});
