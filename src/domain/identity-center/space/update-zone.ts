import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from './own-space.ts';
import { spaceName, spaceNameTaken } from './space.ts';
import * as spaces from './space-queries.ts';

export const updateZone = defineAction({
  id: 'organization:UpdateZone',
  summary: 'Rename a space: people log in at a new address, to which the old one leads. SAML addresses stay.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), newZoneName: spaceName }),
  output: z.object({}),

  async run({ db, actor, now, changed }, { zoneId, newZoneName: name }) {
    const space = await getOwnSpace(db, actor, zoneId);
    if (!(await spaces.takeName(db, space.spaceId, name))) throw spaceNameTaken(name);
    await spaces.rename(db, space.spaceId, name, now);
    changed({ zoneName: space.name }, { zoneName: name });
    return {};
  },
});
