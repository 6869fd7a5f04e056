import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { bind } from './bind.ts';
import { targetType, toTarget } from './policy-target.ts';
import { lockServiceControl } from './service-control.ts';
import { policyType } from './service-control-policy.ts';

export const attachPolicy = defineAction({
  id: 'organization:AttachPolicy',
  summary: 'Bind a service control policy to a department or member.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    targetId: z.int(),
    targetType,
    policyId: z.int(),
    type: policyType.default('SERVICE_CONTROL_POLICY'),
  }),
  output: z.object({}),

  async run(context, { targetId, targetType: type, policyId }) {
    const { organizationId } = await lockServiceControl(context.db, context.actor);
    await bind(context, organizationId, [policyId], toTarget(type, targetId));
    return {};
  },
});
