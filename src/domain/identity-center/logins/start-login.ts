import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { spaceNotFound } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';
import * as sso from '../sso/sso-queries.ts';
import { identityProviderMissing } from '../sso/sso-refusals.ts';
import { requestLogin } from './request-login.ts';

export const startLogin = defineAction({
  id: 'saml:StartLogin',
  summary: "Ask the company's identity provider to log somebody in.",
  // Anybody may ask, as often as they like; what is audited is how it ended.
  effect: 'read',
  allowed: ['visitor'],
  input: z
    .object({
      spaceName: z.string(),
      /** A page of the space to go to afterwards; stored here, never sent along. */
      returnTo: z
        .string()
        .max(512)
        .regex(/^\/[^\\]*$/)
        .optional(),
      /** The secret the browser already has, when other logins of it are under way. */
      browserSecret: z.string().max(64).optional(),
    })
    .refine(({ spaceName, returnTo }) => returnTo === undefined || returnTo.startsWith(`/${spaceName}/`), {
      path: ['returnTo'],
      error: 'Expected a page of this space.',
    }),
  output: z.object({
    redirectUrl: z.string(),
    /** To be kept by this browser alone; its response counts only together with it. */
    browserSecret: z.string(),
    validSeconds: z.int(),
  }),

  async run(context, { spaceName, returnTo, browserSecret = context.random.secret() }) {
    const space = await spaces.findByName(context.db, spaceName);
    if (!space) throw spaceNotFound(spaceName);
    const configuration = (await sso.find(context.db, space.spaceId))?.configuration;
    if (!configuration?.isEnabled) throw identityProviderMissing();

    const goingTo = returnTo ?? `/${space.name}/accounts`;
    return requestLogin(context, space, configuration, {
      purpose: 'login',
      returnTo: goingTo,
      browserSecret,
    });
  },
});
