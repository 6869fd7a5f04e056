import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { scimStatus } from './scim-credential.ts';
import * as objects from './scim-object-queries.ts';

export const describeScimSettings = defineAction({
  id: 'organization:DescribeSCIMSettings',
  summary: 'Tell where a directory synchronizes to, what it may do there, and how much came from it.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'organization:GetSCIMSynchronizationStatus',
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({ zoneId: z.string() }),
  output: z.object({
    baseUrl: z.string(),
    scimSynchronizationStatus: scimStatus,
    scimAdoptionStatus: scimStatus,
    counts: z.object({
      manualUsers: z.int(),
      manualGroups: z.int(),
      synchronizedUsers: z.int(),
      synchronizedGroups: z.int(),
      /** Objects that the directory wanted something of last, and was refused. */
      failing: z.int(),
    }),
  }),

  async run({ db, actor, settings }, { zoneId }) {
    const { spaceId, isSynchronizing, isAdopting } = await getOwnSpace(db, actor, zoneId);
    return {
      baseUrl: `${settings.baseUrl}/scim/v2`,
      scimSynchronizationStatus: isSynchronizing ? ('Enabled' as const) : ('Disabled' as const),
      scimAdoptionStatus: isAdopting ? ('Enabled' as const) : ('Disabled' as const),
      counts: await objects.count(db, spaceId),
    };
  },
});
