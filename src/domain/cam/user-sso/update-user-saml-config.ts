import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { readMetadata } from '../saml-providers/read-metadata.ts';
import { samlMetadataDocument } from '../saml-providers/saml-provider.ts';
import { requireUnlocked, userSsoNotFound } from './user-sso.ts';
import * as userSso from './user-sso-queries.ts';

export const updateUserSamlConfig = defineAction({
  id: 'cam:UpdateUserSAMLConfig',
  summary: 'Replace the metadata of user SSO, or switch user SSO off.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    // Here what is off is gone, so there is nothing to enable again without metadata.
    operate: z.enum(['updateSAML', 'disable']),
    samlMetadataDocument: samlMetadataDocument.default(''),
  }),
  output: z.object({}),

  async run({ db, actor, now }, { operate, samlMetadataDocument: encoded }) {
    const { uin } = requirePrincipal(actor);
    const present = await userSso.find(db, uin);
    if (!present) throw userSsoNotFound();
    requireUnlocked(present);

    if (operate === 'disable') await userSso.remove(db, uin);
    else await userSso.put(db, uin, readMetadata(encoded, now), null, now);
    return {};
  },
});
