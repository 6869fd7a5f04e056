import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { credentialNotFound, scimStatus } from './scim-credential.ts';
import * as credentials from './scim-credential-queries.ts';

export const updateScimCredentialStatus = defineAction({
  id: 'organization:UpdateSCIMCredentialStatus',
  summary: 'Let a SCIM key open its space, or let it open nothing from the next request on.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), credentialId: z.string(), newStatus: scimStatus }),
  output: z.object({}),

  async run({ db, actor, changed }, { zoneId, credentialId, newStatus }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const before = await credentials.setStatus(db, spaceId, credentialId, newStatus);
    if (!before) throw credentialNotFound(credentialId);
    changed(before, { ...before, status: newStatus });
    return {};
  },
});
