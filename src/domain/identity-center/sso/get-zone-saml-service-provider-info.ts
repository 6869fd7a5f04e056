import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { spaceUrls } from '../space/space-urls.ts';
import { serviceProviderDocument } from './service-provider-document.ts';

export const getZoneSamlServiceProviderInfo = defineAction({
  id: 'organization:GetZoneSAMLServiceProviderInfo',
  summary: 'Show what an identity provider must know of us: entity ID, ACS URL, metadata.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({ zoneId: z.string() }),
  output: z.object({
    samlServiceProvider: z.object({
      entityId: z.string(),
      zoneId: z.string(),
      acsUrl: z.string(),
      encodedMetadataDocument: z.string(),
      /** Ours. */
      metadataUrl: z.string(),
      logoutUrl: z.string(),
    }),
  }),

  async run({ db, actor, settings }, { zoneId }) {
    const space = await getOwnSpace(db, actor, zoneId);
    const { serviceProviderEntityId: entityId, acsUrl, logoutUrl } = spaceUrls(settings, space);
    const document = await serviceProviderDocument({ db, settings }, space);
    return {
      samlServiceProvider: {
        entityId,
        zoneId,
        acsUrl,
        encodedMetadataDocument: Buffer.from(document, 'utf8').toString('base64'),
        metadataUrl: entityId,
        logoutUrl,
      },
    };
  },
});
