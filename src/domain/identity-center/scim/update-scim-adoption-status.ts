import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import * as spaces from '../space/space-queries.ts';
import { scimStatus } from './scim-credential.ts';

export const updateScimAdoptionStatus = defineAction({
  id: 'organization:UpdateSCIMAdoptionStatus',
  summary:
    'Let the directory take over users and groups that were created by hand when it creates them, or not.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), scimAdoptionStatus: scimStatus }),
  output: z.object({}),

  async run({ db, actor, now, changed }, { zoneId, scimAdoptionStatus: status }) {
    const { spaceId, isAdopting } = await getOwnSpace(db, actor, zoneId);
    await spaces.setScim(db, spaceId, { is_adopting: status === 'Enabled' }, now);
    changed({ scimAdoptionStatus: isAdopting ? 'Enabled' : 'Disabled' }, { scimAdoptionStatus: status });
    return {};
  },
});
