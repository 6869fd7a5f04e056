import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { providerNotFound, requireUnlocked, samlProviderArn } from './saml-provider.ts';
import * as providers from './saml-provider-queries.ts';

export const deleteSamlProvider = defineAction({
  id: 'cam:DeleteSAMLProvider',
  summary: 'Delete an identity provider; nobody becomes a role through it any more.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ name: z.string() }),
  output: z.object({}),
  resource: ({ name }, { uin }) => samlProviderArn(uin, name),

  async run({ db, actor }, { name }) {
    const { uin } = requirePrincipal(actor);
    const provider = await providers.find(db, uin, name);
    if (!provider) throw providerNotFound(name);
    requireUnlocked(provider);

    await providers.remove(db, uin, name);
    return {};
  },
});
