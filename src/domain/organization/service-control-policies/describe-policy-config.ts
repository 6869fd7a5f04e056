import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireOwnOrganization } from './service-control.ts';
import * as serviceControl from './service-control-queries.ts';

export const describePolicyConfig = defineAction({
  id: 'organization:DescribePolicyConfig',
  summary: 'Tell whether service control policies are enabled, and how much they are about.',
  effect: 'read',
  allowed: ['principal'],
  /** 0 is the API's number for service control policies. */
  input: z.object({ organizationId: z.int(), type: z.literal(0).default(0) }),
  output: z.object({
    status: z.int(),
    type: z.string(),
    /** The rest is ours. */
    enabledAt: z.date().optional(),
    departments: z.int(),
    members: z.int(),
    policies: z.int(),
    bindings: z.int(),
  }),

  async run({ db, actor }, { organizationId: named }) {
    const { organizationId } = requireOwnOrganization(actor, named);
    const enabledAt = await serviceControl.findEnabledAt(db, organizationId);
    const counts = await serviceControl.count(db, organizationId);
    return { status: enabledAt ? 1 : 0, type: 'SERVICE_CONTROL_POLICY', enabledAt, ...counts };
  },
});
