import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { lockServiceControl, requireOwnOrganization } from './service-control.ts';
import { policyType } from './service-control-policy.ts';
import * as serviceControl from './service-control-queries.ts';

export const disablePolicyType = defineAction({
  id: 'organization:DisablePolicyType',
  summary: 'Disable service control policies; every binding is gone, the policies stay.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ organizationId: z.int(), policyType }),
  output: z.object({}),

  async run({ db, actor }, { organizationId: named }) {
    const { organizationId } = requireOwnOrganization(actor, named);
    await lockServiceControl(db, actor);

    await serviceControl.disable(db, organizationId);
    return {};
  },
});
