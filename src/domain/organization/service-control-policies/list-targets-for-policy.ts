import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import * as departments from '../departments/department-queries.ts';
import { departmentPath } from '../departments/department-tree.ts';
import { pagingInput, toListing } from './paging.ts';
import { targetNumbers } from './policy-target.ts';
import * as targets from './policy-target-queries.ts';
import { policyNotFound, policyType } from './service-control-policy.ts';
import * as policies from './service-control-policy-queries.ts';

const kindOf = { All: undefined, User: 'member', Node: 'department' } as const;

export const listTargetsForPolicy = defineAction({
  id: 'organization:ListTargetsForPolicy',
  summary: 'List the departments and members that a service control policy is bound to.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({
    policyId: z.int(),
    ...pagingInput,
    targetType: z.enum(['All', 'User', 'Node']).default('All'),
    policyType: policyType.default('SERVICE_CONTROL_POLICY'),
  }),
  output: z.object({
    totalNum: z.int(),
    list: z.array(
      z.object({
        /** The member's uin, or the department's id. */
        uin: z.int(),
        relatedType: z.int(),
        name: z.string(),
        addTime: z.date(),
        /** Ours: the departments it is in, and how many policies are bound to it. */
        path: z.string(),
        attachedPolicies: z.int(),
      }),
    ),
  }),

  async run({ db, actor }, { policyId, targetType, ...paging }) {
    const { organizationId } = requireAdministrator(actor);
    if (!(await policies.find(db, organizationId, policyId))) throw policyNotFound(policyId);
    const wanted = { ...toListing(paging), kind: kindOf[targetType] };
    const { items, total } = await targets.listBound(db, organizationId, policyId, wanted);
    const tree = await departments.list(db, organizationId);
    return {
      totalNum: total,
      list: items.map(({ kind, id, name, within, policies: attachedPolicies, boundAt }) => ({
        uin: id,
        relatedType: targetNumbers[kind],
        name,
        addTime: boundAt,
        path: departmentPath(tree, within),
        attachedPolicies,
      })),
    };
  },
});
