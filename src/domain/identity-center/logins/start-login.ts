import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
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
  input: z.object({
    spaceName: z.string(),
    /** A page of the space to go to afterwards; stored here, never sent along. */
    returnTo: z
      .string()
      .max(512)
      .regex(/^\/[^\\]*$/)
      .optional(),
    /** The secret the browser already has, when other logins of it are under way. */
    browserSecret: z.string().max(64).optional(),
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
    if (!goingTo.startsWith(`/${space.name}/`)) throw elsewhere();
    return requestLogin(context, space, configuration, {
      purpose: 'login',
      returnTo: goingTo,
      browserSecret,
    });
  },
});

const elsewhere = () =>
  new DomainError('invalid-input', 'InvalidParameterValue', 'returnTo: Expected a page of this space.', {
    fields: { returnTo: 'Expected a page of this space.' },
    details: { places: 'returnTo: Expected a page of this space.' },
  });
