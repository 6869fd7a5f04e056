import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { signInAsRole } from './sign-in-as-role.ts';

export const enterAccountAsRole = defineAction({
  id: 'portal:EnterAccountAsRole',
  summary: 'Issue the assertion with which a person enters an account as a CAM role.',
  effect: 'write',
  allowed: ['employee'],
  input: z.object({ uin: z.coerce.number().int().positive().safe(), permissionConfigurationId: z.string() }),
  output: z.object({
    acsUrl: z.string(),
    samlResponse: z.string(),
    relayState: z.string(),
    account: z.object({ uin: z.int(), name: z.string() }),
  }),

  async run(context, { uin, permissionConfigurationId }) {
    const { site, samlResponse, configuration, account } = await signInAsRole(context, {
      uin,
      permissionConfigurationId,
    });
    return {
      acsUrl: site.roleAcsUrl,
      samlResponse,
      relayState: configuration.relayState,
      account: { uin, name: account.name },
    };
  },
});
