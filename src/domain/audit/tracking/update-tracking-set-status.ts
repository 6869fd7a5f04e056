import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { administeredOrganization } from '../../organization/index.ts';
import { trackingSetNotFound, trackingSetStatus } from './tracking-set.ts';
import * as trackingSets from './tracking-set-queries.ts';

export const updateTrackingSetStatus = defineAction({
  id: 'organization:UpdateTrackingSetStatus',
  summary: 'Let a tracking set rest, or go on from where it was.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['cloudaudit'], manages: 'all' },
  input: z.object({ trackingSetId: z.string(), newStatus: trackingSetStatus }),
  output: z.object({}),

  async run({ db, actor, now, changed }, { trackingSetId, newStatus }) {
    const organizationId = administeredOrganization(actor);
    const set = await trackingSets.lock(db, organizationId, trackingSetId);
    if (!set) throw trackingSetNotFound(trackingSetId);

    await trackingSets.setStatus(db, organizationId, trackingSetId, newStatus, now);
    changed({ status: set.status }, { status: newStatus });
    return {};
  },
});
