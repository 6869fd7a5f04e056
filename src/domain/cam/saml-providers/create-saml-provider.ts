import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import * as accountLock from '../account-lock-queries.ts';
import { description } from '../description.ts';
import { quotas } from '../quotas.ts';
import { readMetadata } from './read-metadata.ts';
import {
  providerNameTaken,
  requireFreeProviderName,
  samlMetadataDocument,
  samlProviderArn,
  samlProviderName,
  tooManyProviders,
} from './saml-provider.ts';
import * as providers from './saml-provider-queries.ts';

export const createSamlProvider = defineAction({
  id: 'cam:CreateSAMLProvider',
  summary: 'Let roles trust an identity provider, by its metadata.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ name: samlProviderName, description, samlMetadataDocument }),
  output: z.object({ providerArn: z.string() }),
  resource: ({ name }, { uin }) => samlProviderArn(uin, name),

  async run({ db, actor, now, settings }, { name, description: text, samlMetadataDocument: encoded }) {
    const { uin } = requirePrincipal(actor);
    requireFreeProviderName(name, settings);
    const metadata = readMetadata(encoded, now);
    await accountLock.lock(db, uin);
    const present = await providers.list(db, uin);
    if (present.length >= quotas.samlProviders) throw tooManyProviders();

    const isCreated = await providers.insert(db, uin, { name, description: text, ...metadata }, now);
    if (!isCreated) throw providerNameTaken(name);
    return { providerArn: samlProviderArn(uin, name) };
  },
});
