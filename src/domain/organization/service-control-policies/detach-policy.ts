import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import * as bindings from './binding-queries.ts';
import { lastPolicy, notBound, targetNotFound, targetType, toTarget } from './policy-target.ts';
import * as targets from './policy-target-queries.ts';
import { lockServiceControl } from './service-control.ts';
import { policyNotFound, policyType } from './service-control-policy.ts';
import * as policies from './service-control-policy-queries.ts';

export const detachPolicy = defineAction({
  id: 'organization:DetachPolicy',
  summary: 'Unbind a service control policy from a department or member, unless it is the last one there.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    targetId: z.int(),
    targetType,
    policyId: z.int(),
    type: policyType.default('SERVICE_CONTROL_POLICY'),
  }),
  output: z.object({}),

  async run({ db, actor }, { targetId, targetType: type, policyId }) {
    const { organizationId } = await lockServiceControl(db, actor);
    const policy = await policies.find(db, organizationId, policyId);
    if (!policy) throw policyNotFound(policyId);
    const wanted = toTarget(type, targetId);
    const target = await targets.findAndHold(db, organizationId, wanted);
    if (!target) throw targetNotFound(wanted);
    const bound = await bindings.listIds(db, organizationId, target);
    if (!bound.includes(policyId)) throw notBound(policy.name, target.name);
    if (bound.length === 1) throw lastPolicy(target.name);

    await bindings.remove(db, organizationId, policyId, target);
    return {};
  },
});
