import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { updatedDescription } from '../description.ts';
import { readMetadata } from './read-metadata.ts';
import { providerNotFound, requireUnlocked, samlMetadataDocument, samlProviderArn } from './saml-provider.ts';
import * as providers from './saml-provider-queries.ts';

export const updateSamlProvider = defineAction({
  id: 'cam:UpdateSAMLProvider',
  summary: 'Replace the metadata or the description of an identity provider.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    name: z.string(),
    description: updatedDescription,
    /** What is not given, or empty, stays as it is. */
    samlMetadataDocument: samlMetadataDocument.optional(),
  }),
  output: z.object({}),
  resource: ({ name }, { uin }) => samlProviderArn(uin, name),

  async run({ db, actor, now }, { name, description, samlMetadataDocument: encoded }) {
    const { uin } = requirePrincipal(actor);
    const provider = await providers.find(db, uin, name);
    if (!provider) throw providerNotFound(name);
    requireUnlocked(provider);

    const metadata = encoded ? readMetadata(encoded, now) : {};
    const described = description === undefined ? {} : { description };
    await providers.update(db, uin, { ...provider, ...described, ...metadata }, now);
    return {};
  },
});
