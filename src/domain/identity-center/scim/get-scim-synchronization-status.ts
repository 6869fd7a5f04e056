import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { scimStatus } from './scim-credential.ts';

export const getScimSynchronizationStatus = defineAction({
  id: 'organization:GetSCIMSynchronizationStatus',
  summary: 'Tell whether the directory of a space is heard.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({ zoneId: z.string() }),
  output: z.object({ scimSynchronizationStatus: scimStatus }),

  async run({ db, actor }, { zoneId }) {
    const { isSynchronizing } = await getOwnSpace(db, actor, zoneId);
    return { scimSynchronizationStatus: isSynchronizing ? ('Enabled' as const) : ('Disabled' as const) };
  },
});
