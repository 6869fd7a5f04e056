import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { readMetadata } from '../saml-providers/read-metadata.ts';
import { samlMetadataDocument } from '../saml-providers/saml-provider.ts';
import { userSsoExists } from './user-sso.ts';
import * as userSso from './user-sso-queries.ts';

export const createUserSamlConfig = defineAction({
  id: 'cam:CreateUserSAMLConfig',
  summary: 'Let CAM users in through an identity provider; their passwords no longer let them in.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ samlMetadataDocument }),
  output: z.object({}),

  async run({ db, actor, now }, { samlMetadataDocument: encoded }) {
    const { uin } = requirePrincipal(actor);
    if (await userSso.find(db, uin)) throw userSsoExists();

    await userSso.put(db, uin, readMetadata(encoded, now), null, now);
    return {};
  },
});
