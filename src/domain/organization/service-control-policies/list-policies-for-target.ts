import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import * as bindings from './binding-queries.ts';
import { pagingInput, toListing } from './paging.ts';
import { targetNotFound, targetNumbers } from './policy-target.ts';
import * as targets from './policy-target-queries.ts';
import { policyType } from './service-control-policy.ts';

export const listPoliciesForTarget = defineAction({
  id: 'organization:ListPoliciesForTarget',
  summary: 'List the service control policies bound to a department or member itself.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({
    /** A department's id or a member's uin; no number is both. */
    targetId: z.int(),
    ...pagingInput,
    policyType: policyType.default('SERVICE_CONTROL_POLICY'),
  }),
  output: z.object({
    totalNum: z.int(),
    list: z.array(
      z.object({
        strategyId: z.int(),
        strategyName: z.string(),
        remark: z.string(),
        uin: z.int(),
        type: z.int(),
        addTime: z.date(),
        updateTime: z.date(),
        name: z.string(),
        attachTime: z.date(),
      }),
    ),
  }),

  async run({ db, actor }, { targetId, ...paging }) {
    const { organizationId } = requireAdministrator(actor);
    const target =
      (await targets.find(db, organizationId, { kind: 'member', id: targetId })) ??
      (await targets.find(db, organizationId, { kind: 'department', id: targetId }));
    if (!target) throw targetNotFound({ kind: 'department', id: targetId });

    const { items, total } = await bindings.list(db, organizationId, target, toListing(paging));
    return {
      totalNum: total,
      list: items.map((policy) => ({
        strategyId: policy.policyId,
        strategyName: policy.name,
        remark: policy.description,
        uin: targetId,
        type: targetNumbers[target.kind],
        addTime: policy.createdAt,
        updateTime: policy.updatedAt,
        name: target.name,
        attachTime: policy.boundAt,
      })),
    };
  },
});
