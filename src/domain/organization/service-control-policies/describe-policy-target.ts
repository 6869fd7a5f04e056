import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import * as departments from '../departments/department-queries.ts';
import { treeOf } from '../departments/department-tree.ts';
import * as bindings from './binding-queries.ts';
import { type PolicyTarget, targetNotFound, targetType, targetTypes, toTarget } from './policy-target.ts';
import * as targets from './policy-target-queries.ts';
import { kindNumbers } from './service-control-policy.ts';

export const describePolicyTarget = defineAction({
  id: 'organization:DescribePolicyTarget',
  summary:
    'Read the service control policies that hold for a department or member, level by level up to the root.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ targetId: z.int(), targetType }),
  output: z.object({
    /** The department or member itself first, the root last. */
    levels: z.array(
      z.object({
        targetId: z.int(),
        targetType,
        name: z.string(),
        policies: z.array(
          z.object({
            policyId: z.int(),
            policyName: z.string(),
            type: z.int(),
            description: z.string(),
            attachTime: z.date(),
          }),
        ),
      }),
    ),
  }),

  async run({ db, actor }, { targetId, targetType: type }) {
    const { organizationId } = requireAdministrator(actor);
    const target = await targets.find(db, organizationId, toTarget(type, targetId));
    if (!target) throw targetNotFound(toTarget(type, targetId));

    const tree = await departments.list(db, organizationId);
    const above = treeOf(tree)
      .lineage(target.departmentId)
      .map(({ departmentId: id, name }): PolicyTarget => ({ kind: 'department', id, name }));
    const line = target.kind === 'member' ? [...above, target] : above;
    const member = target.kind === 'member' ? target.id : undefined;
    const bound = await bindings.listAll(
      db,
      organizationId,
      above.map(({ id }) => id),
      member,
    );
    return {
      levels: line.reverse().map(({ kind, id, name }) => ({
        targetId: id,
        targetType: targetTypes[kind],
        name,
        policies: bound
          .filter((policy) => policy.target.kind === kind && policy.target.id === id)
          .map((policy) => ({
            policyId: policy.policyId,
            policyName: policy.name,
            type: kindNumbers[policy.kind],
            description: policy.description,
            attachTime: policy.boundAt,
          })),
      })),
    };
  },
});
