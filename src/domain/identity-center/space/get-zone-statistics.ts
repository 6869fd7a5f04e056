import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from './own-space.ts';
import * as spaces from './space-queries.ts';

/** Documented quotas of a space. */
const quotas = {
  userQuota: 1000,
  groupQuota: 500,
  roleConfigurationQuota: 1000,
  systemPolicyPerRoleConfigurationQuota: 20,
};

export const getZoneStatistics = defineAction({
  id: 'organization:GetZoneStatistics',
  summary: 'Count what the space holds.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string() }),
  output: z.object({ zoneStatistics: z.record(z.string(), z.int()) }),

  async run({ db, actor, now }, { zoneId }) {
    const space = await getOwnSpace(db, actor, zoneId);
    const aDayAgo = new Date(now.getTime() - 24 * 3600 * 1000);
    return { zoneStatistics: { ...quotas, ...(await spaces.count(db, space.spaceId, aDayAgo)) } };
  },
});
