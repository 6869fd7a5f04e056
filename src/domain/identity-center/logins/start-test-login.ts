import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { missingParts } from '../sso/sso-configuration.ts';
import * as sso from '../sso/sso-queries.ts';
import { identityProviderMissing } from '../sso/sso-refusals.ts';
import { requestLogin } from './request-login.ts';

export const startTestLogin = defineAction({
  id: 'organization:StartTestLogin',
  summary: 'Try a whole login with the settings in use, or with those prepared, without opening a session.',
  effect: 'write',
  allowed: ['principal'],
  secret: ['browserSecret'],
  input: z.object({
    zoneId: z.string(),
    of: z.enum(['current', 'candidate']),
    /** The secret the browser already has, when logins of it are under way. */
    browserSecret: z.string().max(64).optional(),
  }),
  output: z.object({ redirectUrl: z.string(), browserSecret: z.string(), validSeconds: z.int() }),

  async run(context, { zoneId, of, browserSecret = context.random.secret() }) {
    const { db, actor } = context;
    const space = await getOwnSpace(db, actor, zoneId);
    const settings = await sso.find(db, space.spaceId);
    const configuration = of === 'candidate' ? settings?.candidate?.configuration : settings?.configuration;
    if (!configuration || missingParts(configuration).length > 0) throw identityProviderMissing();

    const purpose = of === 'candidate' ? ('candidate-test' as const) : ('test' as const);
    return requestLogin(context, space, configuration, { purpose, returnTo: '', browserSecret });
  },
});
