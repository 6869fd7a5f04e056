import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { writeIdentityProviderMetadata } from '../../../platform/saml/identity-provider-metadata.ts';
import * as signingKeys from '../space/signing-key-queries.ts';
import { spaceNotFound } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';
import { spaceUrls } from '../space/space-urls.ts';
import { serviceProviderDocument } from './service-provider-document.ts';

export const describeSamlMetadata = defineAction({
  id: 'saml:DescribeMetadata',
  summary: "Write a space's SAML metadata: as service provider for hop 1, as identity provider for hop 2.",
  effect: 'read',
  allowed: ['visitor'],
  input: z.object({ spaceName: z.string(), as: z.enum(['service-provider', 'identity-provider']) }),
  output: z.object({ document: z.string() }),

  async run({ db, settings }, { spaceName, as }) {
    const space = await spaces.findByName(db, spaceName);
    if (!space) throw spaceNotFound(spaceName);
    if (as === 'service-provider')
      return { document: await serviceProviderDocument({ db, settings }, space) };

    const keys = await signingKeys.list(db, space.spaceId, as);
    const { certificate = '' } = keys.find(({ state }) => state === 'current') ?? {};
    const { identityProviderEntityId, lastingLoginUrl } = spaceUrls(settings, space);
    return {
      document: writeIdentityProviderMetadata(identityProviderEntityId, lastingLoginUrl, certificate),
    };
  },
});
