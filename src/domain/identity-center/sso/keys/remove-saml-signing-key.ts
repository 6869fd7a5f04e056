import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import * as signingKeys from '../../space/signing-key-queries.ts';
import { keyNotRemovable } from './signing-key.ts';

export const removeSamlSigningKey = defineAction({
  id: 'organization:RemoveSAMLSigningKey',
  summary: 'Forget a key that is not in use: one that was retired, or one that was announced by mistake.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), keyId: z.string() }),
  output: z.object({}),

  async run({ db, actor }, { zoneId, keyId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const isRemoved = await signingKeys.remove(db, spaceId, 'service-provider', keyId);
    if (!isRemoved) throw keyNotRemovable(keyId);
    return {};
  },
});
