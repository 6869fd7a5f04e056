import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import * as sso from './sso-queries.ts';
import * as revisions from './sso-revision-queries.ts';

export const getExternalSamlIdentityProvider = defineAction({
  id: 'organization:GetExternalSAMLIdentityProvider',
  summary: "Show the company's identity provider and its certificates; nothing while there is none.",
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({ zoneId: z.string() }),
  output: z.object({
    samlIdentityProviderConfiguration: z
      .object({
        entityId: z.string(),
        loginUrl: z.string(),
        ssoStatus: z.enum(['Enabled', 'Disabled']),
        certificateIds: z.array(z.string()),
        createTime: z.date(),
        updateTime: z.date(),
      })
      .optional(),
  }),

  async run({ db, actor }, { zoneId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const configuration = (await sso.find(db, spaceId))?.configuration;
    if (!configuration?.entityId) return {};
    const times = await revisions.findTimes(db, spaceId);
    return {
      samlIdentityProviderConfiguration: {
        ...times,
        entityId: configuration.entityId,
        loginUrl: configuration.loginUrl,
        ssoStatus: configuration.isEnabled ? ('Enabled' as const) : ('Disabled' as const),
        certificateIds: configuration.certificates.map(({ certificateId }) => certificateId),
      },
    };
  },
});
