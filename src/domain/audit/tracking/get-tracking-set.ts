import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { administeredOrganization } from '../../organization/index.ts';
import { countBacklog } from './backlog.ts';
import { shownTrackingSet, toShownTrackingSet, trackingSetNotFound } from './tracking-set.ts';
import * as trackingSets from './tracking-set-queries.ts';

export const getTrackingSet = defineAction({
  id: 'organization:GetTrackingSet',
  summary: 'Show one tracking set: what it delivers where, how far it is behind, and what went wrong last.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['cloudaudit'], manages: 'all' },
  input: z.object({ trackingSetId: z.string() }),
  output: z.object({ trackingSet: shownTrackingSet }),

  async run({ db, actor }, { trackingSetId }) {
    const organizationId = administeredOrganization(actor);
    const set = await trackingSets.find(db, organizationId, trackingSetId);
    if (!set) throw trackingSetNotFound(trackingSetId);

    return { trackingSet: toShownTrackingSet(set, await countBacklog(db, organizationId, set)) };
  },
});
