import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { managedUins } from '../../organization/index.ts';
import { getOwnSpace } from './own-space.ts';
import { quotas } from './quotas.ts';
import * as statistics from './statistics-queries.ts';

/** What it may hold, what it holds, and what wants looking after, which is ours. */
const zoneStatistics = z.object({
  userQuota: z.int(),
  groupQuota: z.int(),
  roleConfigurationQuota: z.int(),
  systemPolicyPerRoleConfigurationQuota: z.int(),
  userCount: z.int(),
  groupCount: z.int(),
  roleConfigurationCount: z.int(),
  userProvisioningCount: z.int(),
  roleConfigurationSyncCount: z.int(),
  roleAssignmentCount: z.int(),
  accountCount: z.int(),
  failedTaskCount: z.int(),
  redeploymentCount: z.int(),
  refusedLoginCount: z.int(),
  expiringScimKeyCount: z.int(),
  failingScimObjectCount: z.int(),
});

export const getZoneStatistics = defineAction({
  id: 'organization:GetZoneStatistics',
  summary: 'Count what the space holds.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({ zoneId: z.string() }),
  output: z.object({ zoneStatistics }),

  async run({ db, actor, now }, { zoneId }) {
    const space = await getOwnSpace(db, actor, zoneId);
    const inDays = (days: number) => new Date(now.getTime() + days * 24 * 3600 * 1000);
    const times = { since: inDays(-1), before: inDays(30) };
    const counted = await statistics.count(db, space.spaceId, times, await managedUins(db, actor));
    return { zoneStatistics: { ...quotas, ...counted } };
  },
});
