import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { requirePolicy } from '../../policy/index.ts';
import * as accountLock from '../account-lock-queries.ts';
import { description } from '../description.ts';
import { quotas } from '../quotas.ts';
import {
  policyName,
  policyNameTaken,
  policyResource,
  requireFreePolicyName,
  tooManyPolicies,
} from './custom-policy.ts';
import * as policies from './policy-queries.ts';
import { findPresetPolicyByName } from './preset-policy.ts';

export const createCamPolicy = defineAction({
  id: 'cam:CreatePolicy',
  summary: 'Create a custom policy, with its document as version 1.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ policyName, policyDocument: z.string(), description }),
  output: z.object({ policyId: z.int() }),
  resource: (_input, { uin }) => policyResource(uin, '*'),

  async run({ db, actor, now }, { policyName: name, policyDocument, description: text }) {
    const { uin } = requirePrincipal(actor);
    requireFreePolicyName(name);
    requirePolicy(policyDocument, 'permission');
    await accountLock.lock(db, uin);
    if ((await policies.count(db, uin)) >= quotas.policies) throw tooManyPolicies();
    if (findPresetPolicyByName(name)) throw policyNameTaken(name);

    const policy = { policyName: name, description: text, spaceId: null };
    const policyId = await policies.insert(db, uin, policy, policyDocument, now);
    if (policyId === undefined) throw policyNameTaken(name);
    return { policyId };
  },
});
