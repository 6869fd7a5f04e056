import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { administeredOrganization } from '../../organization/index.ts';
import { countBacklog } from './backlog.ts';
import { shownTrackingSet, toShownTrackingSet } from './tracking-set.ts';
import * as trackingSets from './tracking-set-queries.ts';

export const listTrackingSets = defineAction({
  id: 'organization:ListTrackingSets',
  summary: 'List the tracking sets with how far they are behind.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['cloudaudit'], manages: 'all' },
  input: z.object({}),
  output: z.object({ trackingSets: z.array(shownTrackingSet) }),

  async run({ db, actor }) {
    const organizationId = administeredOrganization(actor);
    const shown = [];
    for (const set of await trackingSets.list(db, organizationId)) {
      shown.push(toShownTrackingSet(set, await countBacklog(db, organizationId, set)));
    }
    return { trackingSets: shown };
  },
});
