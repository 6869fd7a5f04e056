import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { administeredOrganization } from '../../organization/index.ts';
import { trackingSetNotFound } from './tracking-set.ts';
import * as trackingSets from './tracking-set-queries.ts';

export const testTrackingSet = defineAction({
  id: 'organization:TestTrackingSet',
  summary: 'Ask for a test delivery, which the worker makes in a moment; also of a set that rests.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['cloudaudit'], manages: 'all' },
  input: z.object({ trackingSetId: z.string() }),
  output: z.object({}),

  async run({ db, actor, now }, { trackingSetId }) {
    const organizationId = administeredOrganization(actor);
    const set = await trackingSets.lock(db, organizationId, trackingSetId);
    if (!set) throw trackingSetNotFound(trackingSetId);

    await trackingSets.requestTest(db, organizationId, trackingSetId, now);
    return {};
  },
});
