import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireOwnOrganization, stillEnabled } from './service-control.ts';
import { fullQcloudAccess, policyNameInUse, policyType } from './service-control-policy.ts';
import * as policies from './service-control-policy-queries.ts';
import * as serviceControl from './service-control-queries.ts';

export const enablePolicyType = defineAction({
  id: 'organization:EnablePolicyType',
  summary: 'Enable service control policies; every department and member begins with FullQcloudAccess.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ organizationId: z.int(), policyType }),
  output: z.object({}),

  async run({ db, actor, now }, { organizationId: named }) {
    const { organizationId } = requireOwnOrganization(actor, named);
    const isNew = await serviceControl.enable(db, organizationId, now);
    if (!isNew) throw stillEnabled();

    const { name } = fullQcloudAccess;
    const policyId =
      (await policies.findSystemPolicy(db, organizationId, name)) ??
      (await policies.insert(db, organizationId, { kind: 'system', ...fullQcloudAccess }, now));
    if (policyId === undefined) throw policyNameInUse(name);
    await serviceControl.bindEverywhere(db, organizationId, policyId, now);
    return {};
  },
});
