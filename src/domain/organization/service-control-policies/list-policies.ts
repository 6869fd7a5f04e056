import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import { pagingInput, toListing } from './paging.ts';
import { kindNumbers, policyType } from './service-control-policy.ts';
import * as policies from './service-control-policy-queries.ts';

/** `QCS` are the cloud's own policies, `Local` those of the organization. */
const kindOf = { All: undefined, QCS: 'system', Local: 'custom' } as const;

export const listPolicies = defineAction({
  id: 'organization:ListPolicies',
  summary: 'List service control policies, the system’s own first.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({
    ...pagingInput,
    scope: z.enum(['All', 'QCS', 'Local']).default('All'),
    policyType: policyType.default('SERVICE_CONTROL_POLICY'),
  }),
  output: z.object({
    totalNum: z.int(),
    list: z.array(
      z.object({
        policyId: z.int(),
        policyName: z.string(),
        type: z.int(),
        description: z.string(),
        attachedTimes: z.int(),
        addTime: z.date(),
        updateTime: z.date(),
      }),
    ),
  }),

  async run({ db, actor }, { scope, ...paging }) {
    const { organizationId } = requireAdministrator(actor);
    const wanted = { ...toListing(paging), kind: kindOf[scope] };
    const { items, total } = await policies.list(db, organizationId, wanted);
    return {
      totalNum: total,
      list: items.map((policy) => ({
        policyId: policy.policyId,
        policyName: policy.name,
        type: kindNumbers[policy.kind],
        description: policy.description,
        attachedTimes: policy.bindings,
        addTime: policy.createdAt,
        updateTime: policy.updatedAt,
      })),
    };
  },
});
