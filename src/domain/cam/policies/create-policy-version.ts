import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { requirePolicy } from '../../policy/index.ts';
import * as accountLock from '../account-lock-queries.ts';
import { quotas } from '../quotas.ts';
import { getOwnPolicy, policyResource, tooManyVersions } from './custom-policy.ts';
import * as policies from './policy-queries.ts';
import * as versions from './policy-version-queries.ts';

export const createPolicyVersion = defineAction({
  id: 'cam:CreatePolicyVersion',
  summary: 'Add a version to a custom policy, and put it in force where asked to.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ policyId: z.int(), policyDocument: z.string(), setAsDefault: z.boolean() }),
  output: z.object({ versionId: z.int() }),
  resource: ({ policyId }, { uin }) => policyResource(uin, policyId),

  async run({ db, actor, now }, { policyId, policyDocument: document, setAsDefault }) {
    const { uin } = requirePrincipal(actor);
    await accountLock.lock(db, uin);
    const { lastVersion } = await getOwnPolicy(db, uin, policyId);
    requirePolicy(document, 'permission');
    const present = await versions.list(db, uin, policyId);
    if (present.length >= quotas.policyVersions) throw tooManyVersions();

    const version = lastVersion + 1;
    await versions.insert(db, uin, policyId, { version, document }, now);
    const inForce = setAsDefault ? { defaultVersion: version } : {};
    await policies.update(db, uin, policyId, { lastVersion: version, ...inForce }, now);
    return { versionId: version };
  },
});
