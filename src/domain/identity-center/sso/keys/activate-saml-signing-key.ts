import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import * as signingKeys from '../../space/signing-key-queries.ts';
import { nextKeyMissing } from './signing-key.ts';

export const activateSamlSigningKey = defineAction({
  id: 'organization:ActivateSAMLSigningKey',
  summary: 'Use the next key from now on; the one before still decrypts until it is removed.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string() }),
  output: z.object({}),

  async run({ db, actor }, { zoneId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    await signingKeys.move(db, spaceId, 'service-provider', 'current', 'retired');
    const isActivated = await signingKeys.move(db, spaceId, 'service-provider', 'next', 'current');
    if (!isActivated) throw nextKeyMissing();
    return {};
  },
});
