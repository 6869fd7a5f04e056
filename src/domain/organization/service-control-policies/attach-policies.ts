import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { bind } from './bind.ts';
import { targetType, toTarget } from './policy-target.ts';
import { lockServiceControl } from './service-control.ts';

const choice = 'Choose at least one.';
const mostAtATime = 50;

export const attachPolicies = defineAction({
  id: 'organization:AttachPolicies',
  summary: 'Bind service control policies to departments and members: each of them to each, or none at all.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'organization:AttachPolicy',
  input: z.object({
    policyIds: z.array(z.int()).min(1, choice).max(mostAtATime),
    targets: z
      .array(z.object({ targetId: z.int(), targetType }))
      .min(1, choice)
      .max(mostAtATime),
  }),
  output: z.object({}),

  async run(context, { policyIds, targets }) {
    const { organizationId } = await lockServiceControl(context.db, context.actor);
    // Held in one order, as by whoever removes several of them.
    const inOrder = targets.toSorted((one, other) => one.targetId - other.targetId);
    for (const { targetType: type, targetId } of inOrder) {
      await bind(context, organizationId, policyIds, toTarget(type, targetId));
    }
    return {};
  },
});
