import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import * as spaces from '../space/space-queries.ts';
import { scimStatus } from './scim-credential.ts';

export const updateScimSynchronizationStatus = defineAction({
  id: 'organization:UpdateSCIMSynchronizationStatus',
  summary:
    'Switch SCIM on, and what was synchronized is the directory’s alone; or off, and people may change that by hand.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), scimSynchronizationStatus: scimStatus }),
  output: z.object({}),

  async run({ db, actor, now, changed }, { zoneId, scimSynchronizationStatus: status }) {
    const { spaceId, isSynchronizing } = await getOwnSpace(db, actor, zoneId);
    await spaces.setScim(db, spaceId, { is_synchronizing: status === 'Enabled' }, now);
    const before = isSynchronizing ? 'Enabled' : 'Disabled';
    changed({ scimSynchronizationStatus: before }, { scimSynchronizationStatus: status });
    return {};
  },
});
