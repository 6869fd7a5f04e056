import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { providerNotFound, samlProviderArn, samlProviderInfo, toSamlProviderInfo } from './saml-provider.ts';
import * as providers from './saml-provider-queries.ts';

export const getSamlProvider = defineAction({
  id: 'cam:GetSAMLProvider',
  summary: 'Show one identity provider with its metadata.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ name: z.string() }),
  output: samlProviderInfo.extend({
    samlMetadata: z.string(),
    /** Ours: PEM texts. */
    certificates: z.array(z.string()),
  }),
  resource: ({ name }, { uin }) => samlProviderArn(uin, name),

  async run({ db, actor }, { name }) {
    const { uin } = requirePrincipal(actor);
    const provider = await providers.find(db, uin, name);
    if (!provider) throw providerNotFound(name);
    const { metadataDocument: samlMetadata, certificates } = provider;
    return { ...toSamlProviderInfo(provider), samlMetadata, certificates };
  },
});
