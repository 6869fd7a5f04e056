import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { makeSigningKey } from '../../space/make-signing-key.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import * as signingKeys from '../../space/signing-key-queries.ts';
import { nextKeyExists } from './signing-key.ts';

export const prepareSamlSigningKey = defineAction({
  id: 'organization:PrepareSAMLSigningKey',
  summary:
    'Make the next key and announce it in the metadata; the current one is used until it is activated.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string() }),
  output: z.object({ keyId: z.string() }),

  async run(context, { zoneId }) {
    const { db, actor } = context;
    const space = await getOwnSpace(db, actor, zoneId);
    const key = await makeSigningKey(context, space, 'service-provider', 'next');
    const inserted = await signingKeys.insert(db, space.spaceId, 'service-provider', key);
    if (!inserted) throw nextKeyExists();
    return { keyId: key.keyId };
  },
});
