import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import * as departments from '../departments/department-queries.ts';
import { departmentPath } from '../departments/department-tree.ts';
import { pagingInput, toListing } from './paging.ts';
import { kindOfType, targetType, targetTypes } from './policy-target.ts';
import * as targets from './policy-target-queries.ts';

export const listPolicyTargets = defineAction({
  id: 'organization:ListPolicyTargets',
  summary: 'List the departments and members that service control policies can be bound to.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({
    ...pagingInput,
    targetType: targetType.optional(),
    /** Tells of each whether it is bound to this policy. */
    policyId: z.int().optional(),
  }),
  output: z.object({
    totalNum: z.int(),
    list: z.array(
      z.object({
        targetId: z.int(),
        targetType,
        name: z.string(),
        /** The departments it is in; empty for the root. */
        path: z.string(),
        /** How many policies are bound to it, without what it inherits. */
        attachedPolicies: z.int(),
        attachTime: z.date().optional(),
      }),
    ),
  }),

  async run({ db, actor }, { targetType: type, policyId, ...paging }) {
    const { organizationId } = requireAdministrator(actor);
    const wanted = { ...toListing(paging), policyId, kind: type && kindOfType[type] };
    const { items, total } = await targets.list(db, organizationId, wanted);
    const tree = await departments.list(db, organizationId);
    return {
      totalNum: total,
      list: items.map(({ kind, id, name, within, policies, boundAt }) => ({
        targetId: id,
        targetType: targetTypes[kind],
        name,
        path: departmentPath(tree, within),
        attachedPolicies: policies,
        attachTime: boundAt ?? undefined,
      })),
    };
  },
});
