import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { samlProviderArn, samlProviderInfo, toSamlProviderInfo } from './saml-provider.ts';
import * as providers from './saml-provider-queries.ts';

export const listSamlProviders = defineAction({
  id: 'cam:ListSAMLProviders',
  summary: 'List the identity providers of the account, by name.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({}),
  output: z.object({ totalCount: z.int(), samlProviderSet: z.array(samlProviderInfo) }),
  resource: (_input, { uin }) => samlProviderArn(uin, '*'),

  async run({ db, actor }) {
    const { uin } = requirePrincipal(actor);
    const present = await providers.list(db, uin);
    return { totalCount: present.length, samlProviderSet: present.map(toSamlProviderInfo) };
  },
});
