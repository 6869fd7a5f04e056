import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { writeIdentityProviderMetadata } from '../../../platform/saml/identity-provider-metadata.ts';
import { serviceProviderMetadata } from '../../../platform/saml/service-provider-metadata.ts';
import * as signingKeys from '../space/signing-key-queries.ts';
import { spaceNotFound } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';
import { spaceUrls } from '../space/space-urls.ts';

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
    const keys = await signingKeys.list(db, space.spaceId, as);
    const certificateOf = (state: 'next' | 'current') =>
      keys.filter((key) => key.state === state).map(({ certificate }) => certificate);
    const urls = spaceUrls(settings, space);
    const [certificate = ''] = certificateOf('current');
    if (as === 'identity-provider') {
      return {
        document: writeIdentityProviderMetadata(
          urls.identityProviderEntityId,
          urls.lastingLoginUrl,
          certificate,
        ),
      };
    }
    return {
      document: serviceProviderMetadata({
        entityId: urls.serviceProviderEntityId,
        acsUrl: urls.acsUrl,
        logoutUrl: urls.logoutUrl,
        signingCertificates: [certificate, ...certificateOf('next')],
        encryptionCertificate: certificate,
      }),
    };
  },
});
