import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { credentialNotFound } from './scim-credential.ts';
import * as credentials from './scim-credential-queries.ts';

export const deleteScimCredential = defineAction({
  id: 'organization:DeleteSCIMCredential',
  summary: 'Delete a SCIM key, which opens nothing from the next request on.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), credentialId: z.string() }),
  output: z.object({}),

  async run({ db, actor, changed }, { zoneId, credentialId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const removed = await credentials.remove(db, spaceId, credentialId);
    if (!removed) throw credentialNotFound(credentialId);
    changed(removed, null);
    return {};
  },
});
