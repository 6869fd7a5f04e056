import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import * as sso from '../sso/sso-queries.ts';
import { spaceNotFound } from './space.ts';
import * as spaces from './space-queries.ts';

export const findSpace = defineAction({
  id: 'portal:FindSpace',
  summary: 'Tell what a login page shows of a space: its organization, and whether single sign-on is ready.',
  effect: 'read',
  allowed: ['visitor'],
  input: z.object({ spaceName: z.string() }),
  output: z.object({
    name: z.string(),
    organizationName: z.string(),
    /** Where the *Redirect* button leads in the end; undefined while single sign-on is not ready. */
    identityProviderUrl: z.string().optional(),
  }),

  async run({ db }, { spaceName }) {
    const space = await spaces.findByName(db, spaceName);
    if (!space) throw spaceNotFound(spaceName);
    const configuration = (await sso.find(db, space.spaceId))?.configuration;
    return {
      name: space.name,
      organizationName: space.organizationName,
      ...(configuration?.isEnabled && { identityProviderUrl: configuration.loginUrl }),
    };
  },
});
