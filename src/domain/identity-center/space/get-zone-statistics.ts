import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { managedUins } from '../../organization/index.ts';
import { getOwnSpace } from './own-space.ts';
import { quotas } from './quotas.ts';
import * as spaces from './space-queries.ts';

export const getZoneStatistics = defineAction({
  id: 'organization:GetZoneStatistics',
  summary: 'Count what the space holds.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({ zoneId: z.string() }),
  output: z.object({ zoneStatistics: z.record(z.string(), z.int()) }),

  async run({ db, actor, now }, { zoneId }) {
    const space = await getOwnSpace(db, actor, zoneId);
    const aDayAgo = new Date(now.getTime() - 24 * 3600 * 1000);
    const counted = await spaces.count(db, space.spaceId, aDayAgo, await managedUins(db, actor));
    return { zoneStatistics: { ...quotas, ...counted } };
  },
});
