import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requirePolicy } from '../../policy/index.ts';
import { lockServiceControl } from './service-control.ts';
import {
  customPolicies,
  policyDescription,
  policyName,
  policyNameInUse,
  policyType,
  tooManyPolicies,
} from './service-control-policy.ts';
import * as policies from './service-control-policy-queries.ts';

export const createPolicy = defineAction({
  id: 'organization:CreatePolicy',
  summary: 'Write a custom service control policy.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    name: policyName,
    content: z.string(),
    type: policyType.default('SERVICE_CONTROL_POLICY'),
    description: policyDescription.default(''),
  }),
  output: z.object({ policyId: z.int() }),

  async run({ db, actor, now }, { name, content: document, description }) {
    const { organizationId } = await lockServiceControl(db, actor);
    requirePolicy(document, 'service-control');
    if ((await policies.countCustom(db, organizationId)) >= customPolicies) throw tooManyPolicies();

    const written = { kind: 'custom', name, description, document } as const;
    const policyId = await policies.insert(db, organizationId, written, now);
    if (policyId === undefined) throw policyNameInUse(name);
    return { policyId };
  },
});
