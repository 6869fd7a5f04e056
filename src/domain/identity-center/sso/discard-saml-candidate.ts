import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import * as sso from './sso-queries.ts';

export const discardSamlCandidate = defineAction({
  id: 'organization:DiscardSAMLCandidate',
  summary: 'Throw the prepared single sign-on settings away; those in use stay as they are.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string() }),
  output: z.object({}),

  async run({ db, actor }, { zoneId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    await sso.removeCandidate(db, spaceId);
    return {};
  },
});
