import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { spaceUrls } from '../space/space-urls.ts';

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
      acsUrl: z.string(),
      metadataUrl: z.string(),
      logoutUrl: z.string(),
    }),
  }),

  async run({ db, actor, settings }, { zoneId }) {
    const space = await getOwnSpace(db, actor, zoneId);
    const { serviceProviderEntityId: entityId, acsUrl, logoutUrl } = spaceUrls(settings, space);
    return { samlServiceProvider: { entityId, acsUrl, metadataUrl: entityId, logoutUrl } };
  },
});
