import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import * as bindings from './binding-queries.ts';
import { targetNotFound, targetType, tooManyBindings, toTarget } from './policy-target.ts';
import * as targets from './policy-target-queries.ts';
import { lockServiceControl } from './service-control.ts';
import { policiesPerTarget, policyNotFound, policyType } from './service-control-policy.ts';
import * as policies from './service-control-policy-queries.ts';

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

  async run({ db, actor, now }, { targetId, targetType: type, policyId }) {
    const { organizationId } = await lockServiceControl(db, actor);
    if (!(await policies.find(db, organizationId, policyId))) throw policyNotFound(policyId);
    const wanted = toTarget(type, targetId);
    const target = await targets.findAndHold(db, organizationId, wanted);
    if (!target) throw targetNotFound(wanted);
    const bound = await bindings.listIds(db, organizationId, target);
    if (bound.length >= policiesPerTarget && !bound.includes(policyId)) throw tooManyBindings(target.name);

    await bindings.insert(db, organizationId, policyId, target, now);
    return {};
  },
});
