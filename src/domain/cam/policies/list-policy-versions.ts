import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { flag, toFlag } from '../flag.ts';
import { policyResource } from './custom-policy.ts';
import * as policies from './policy-queries.ts';
import * as versions from './policy-version-queries.ts';
import { policyNotFound } from './preset-policy.ts';

export const listPolicyVersions = defineAction({
  id: 'cam:ListPolicyVersions',
  summary: 'List the versions of a custom policy, the latest first.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ policyId: z.int() }),
  output: z.object({
    versions: z.array(z.object({ versionId: z.int(), createDate: z.date(), isDefaultVersion: flag })),
  }),
  resource: ({ policyId }, { uin }) => policyResource(uin, policyId),

  async run({ db, actor }, { policyId }) {
    const { uin } = requirePrincipal(actor);
    const policy = await policies.find(db, uin, policyId);
    if (!policy) throw policyNotFound(policyId);

    const present = await versions.list(db, uin, policyId);
    return {
      versions: present.map(({ version, createdAt }) => ({
        versionId: version,
        createDate: createdAt,
        isDefaultVersion: toFlag(version === policy.defaultVersion),
      })),
    };
  },
});
