import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requirePolicy } from '../../policy/index.ts';
import { lockServiceControl } from './service-control.ts';
import {
  policyDescription,
  policyName,
  policyNameInUse,
  policyNotFound,
  policyType,
  requireCustom,
} from './service-control-policy.ts';
import * as policies from './service-control-policy-queries.ts';

export const updatePolicy = defineAction({
  id: 'organization:UpdatePolicy',
  summary: 'Change a custom service control policy, wherever it is bound at once.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    policyId: z.int(),
    name: policyName.optional(),
    content: z.string().optional(),
    description: policyDescription.optional(),
    type: policyType.default('SERVICE_CONTROL_POLICY'),
  }),
  output: z.object({}),

  async run({ db, actor, now }, { policyId, name, content: document, description }) {
    const { organizationId } = await lockServiceControl(db, actor);
    const policy = await policies.find(db, organizationId, policyId);
    if (!policy) throw policyNotFound(policyId);
    requireCustom(policy);
    if (document !== undefined) requirePolicy(document, 'service-control');

    const changed = {
      policyId,
      name: name ?? policy.name,
      description: description ?? policy.description,
      document: document ?? policy.document,
    };
    if (!(await policies.update(db, organizationId, changed, now))) throw policyNameInUse(changed.name);
    return {};
  },
});
