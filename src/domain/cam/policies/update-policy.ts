import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { requirePolicy } from '../../policy/index.ts';
import { updatedDescription } from '../description.ts';
import { getOwnPolicy, policyIdOf, policyReferenceResource } from './custom-policy.ts';
import * as policies from './policy-queries.ts';
import * as versions from './policy-version-queries.ts';

export const updateCamPolicy = defineAction({
  id: 'cam:UpdatePolicy',
  summary: 'Describe a custom policy anew, or rewrite the version of it that is in force.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    policyId: z.int().optional(),
    policyName: z.string().optional(),
    description: updatedDescription,
    policyDocument: z.string().optional(),
  }),
  output: z.object({ policyId: z.int() }),
  resource: policyReferenceResource,

  async run({ db, actor, now }, { description, policyDocument, ...reference }) {
    const { uin } = requirePrincipal(actor);
    const { policyId, defaultVersion } = await getOwnPolicy(db, uin, await policyIdOf(db, uin, reference));

    await policies.update(db, uin, policyId, description === undefined ? {} : { description }, now);
    if (policyDocument !== undefined) await rewrite(db, uin, policyId, defaultVersion, policyDocument);
    return { policyId };
  },
});

async function rewrite(db: Transaction, uin: number, policyId: number, version: number, document: string) {
  requirePolicy(document, 'permission');
  await versions.rewrite(db, uin, policyId, { version, document });
}
