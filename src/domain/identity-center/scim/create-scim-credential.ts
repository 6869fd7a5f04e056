import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import { getOwnSpace } from '../space/own-space.ts';
import * as spaces from '../space/space-queries.ts';
import {
  expireDuration,
  keyName,
  keysPerSpace,
  scimStatus,
  tooManyCredentials,
  toScimKey,
} from './scim-credential.ts';
import * as credentials from './scim-credential-queries.ts';

export const createScimCredential = defineAction({
  id: 'organization:CreateSCIMCredential',
  summary:
    'Create a key with which a directory synchronizes users and groups into the space; it is shown this once.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    zoneId: z.string(),
    expireDuration,
    /** Ours: what the trail and the log call it; otherwise its id. */
    name: keyName.optional(),
  }),
  output: z.object({
    zoneId: z.string(),
    credentialId: z.string(),
    credentialType: z.literal('BearerToken'),
    createTime: z.date(),
    expireTime: z.date(),
    credentialStatus: scimStatus,
    credentialSecret: z.string(),
    name: z.string(),
  }),

  async run({ db, actor, now, random, changed }, { zoneId, expireDuration: seconds, name }) {
    const { spaceId, organizationId } = await getOwnSpace(db, actor, zoneId);
    await spaces.lock(db, organizationId, spaceId);
    if ((await credentials.countLive(db, spaceId, now)) >= keysPerSpace) throw tooManyCredentials();

    const credentialId = random.id('scimcred');
    const key = toScimKey(random.secret());
    const created = {
      credentialId,
      name: name ?? credentialId,
      createTime: now,
      expireTime: new Date(now.getTime() + seconds * 1000),
    };
    await credentials.insert(db, spaceId, { ...created, keyHash: hashSecret(key) });
    changed(null, { credentialId, name: created.name, expireTime: created.expireTime });
    return {
      zoneId: spaceId,
      ...created,
      credentialType: 'BearerToken' as const,
      credentialStatus: 'Enabled' as const,
      credentialSecret: key,
    };
  },
});
