import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { changeConfiguration } from './change-configuration.ts';
import { emptyConfiguration } from './sso-configuration.ts';
import { stillEnabled } from './sso-refusals.ts';

export const clearExternalSamlIdentityProvider = defineAction({
  id: 'organization:ClearExternalSAMLIdentityProvider',
  summary: "Forget the company's identity provider; refused while single sign-on is on.",
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string() }),
  output: z.object({}),

  async run(context, { zoneId }) {
    const { spaceId } = await getOwnSpace(context.db, context.actor, zoneId);
    await changeConfiguration(context, spaceId, ({ isEnabled }) => {
      if (isEnabled) throw stillEnabled();
      return emptyConfiguration;
    });
    return {};
  },
});
