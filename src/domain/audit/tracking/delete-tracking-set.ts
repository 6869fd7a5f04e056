import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { administeredOrganization } from '../../organization/index.ts';
import { deliveryAddress } from './destination.ts';
import { trackingSetNotFound } from './tracking-set.ts';
import * as trackingSets from './tracking-set-queries.ts';

export const deleteTrackingSet = defineAction({
  id: 'organization:DeleteTrackingSet',
  summary: 'Delete a tracking set; what it has delivered stays where it is.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['cloudaudit'], manages: 'all' },
  input: z.object({ trackingSetId: z.string() }),
  output: z.object({}),

  async run({ db, actor, changed }, { trackingSetId }) {
    const organizationId = administeredOrganization(actor);
    const set = await trackingSets.lock(db, organizationId, trackingSetId);
    if (!set) throw trackingSetNotFound(trackingSetId);

    await trackingSets.remove(db, organizationId, trackingSetId);
    changed({ name: set.name, address: deliveryAddress(set.destination) }, null);
    return {};
  },
});
