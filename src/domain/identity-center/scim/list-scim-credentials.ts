import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { scimCredential } from './scim-credential.ts';
import * as credentials from './scim-credential-queries.ts';

export const listScimCredentials = defineAction({
  id: 'organization:ListSCIMCredentials',
  summary:
    'List the SCIM keys of a space, the newest first, and when each was used; never the keys themselves.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({ zoneId: z.string(), credentialId: z.string().optional() }),
  output: z.object({ totalCounts: z.int(), scimCredentials: z.array(scimCredential) }),

  async run({ db, actor, now }, { zoneId, credentialId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const found = await credentials.list(db, spaceId, now, credentialId || undefined);
    return { totalCounts: found.length, scimCredentials: found };
  },
});
