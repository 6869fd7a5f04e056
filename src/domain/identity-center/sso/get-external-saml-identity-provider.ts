import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import * as identityProviders from './identity-provider-queries.ts';

export const getExternalSamlIdentityProvider = defineAction({
  id: 'organization:GetExternalSAMLIdentityProvider',
  summary: "Show the company's identity provider and its certificates; nothing while there is none.",
  effect: 'read',
  allowed: ['administrator'],
  input: z.object({ zoneId: z.string() }),
  output: z.object({
    samlIdentityProviderConfiguration: z
      .object({ entityId: z.string(), loginUrl: z.string(), ssoStatus: z.enum(['Enabled', 'Disabled']) })
      .optional(),
    certificates: z.array(z.object({ subject: z.string(), fingerprint: z.string(), notAfter: z.date() })),
  }),

  async run({ db, actor }, { zoneId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const provider = await identityProviders.find(db, spaceId);
    const certificates = await identityProviders.listCertificates(db, spaceId);
    return {
      certificates,
      ...(provider && {
        samlIdentityProviderConfiguration: {
          entityId: provider.entityId,
          loginUrl: provider.loginUrl,
          ssoStatus: provider.isEnabled ? ('Enabled' as const) : ('Disabled' as const),
        },
      }),
    };
  },
});
