import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { flag, toFlag } from '../flag.ts';
import { policyResource, versionNotFound } from './custom-policy.ts';
import * as policies from './policy-queries.ts';
import * as versions from './policy-version-queries.ts';
import { policyNotFound } from './preset-policy.ts';

export const getPolicyVersion = defineAction({
  id: 'cam:GetPolicyVersion',
  summary: 'Show one version of a custom policy.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ policyId: z.int(), versionId: z.int() }),
  output: z.object({
    policyVersion: z.object({
      versionId: z.int(),
      createDate: z.date(),
      isDefaultVersion: flag,
      document: z.string(),
    }),
  }),
  resource: ({ policyId }, { uin }) => policyResource(uin, policyId),

  async run({ db, actor }, { policyId, versionId }) {
    const { uin } = requirePrincipal(actor);
    const policy = await policies.find(db, uin, policyId);
    if (!policy) throw policyNotFound(policyId);
    const version = await versions.find(db, uin, policyId, versionId);
    if (!version) throw versionNotFound(versionId);

    const { document, createdAt: createDate } = version;
    const isDefaultVersion = toFlag(versionId === policy.defaultVersion);
    return { policyVersion: { versionId, createDate, isDefaultVersion, document } };
  },
});
