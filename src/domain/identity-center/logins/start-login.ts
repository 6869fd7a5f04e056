import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { authnRequestUrl } from '../../../platform/saml/authn-request.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import * as signingKeys from '../space/signing-key-queries.ts';
import { spaceNotFound } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';
import { spaceUrls } from '../space/space-urls.ts';
import { identityProviderMissing } from '../sso/identity-provider.ts';
import * as identityProviders from '../sso/identity-provider-queries.ts';
import * as loginRequests from './login-request-queries.ts';

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

  async run({ db, now, random, vault, settings }, { spaceName, returnTo, browserSecret = random.secret() }) {
    const space = await spaces.findByName(db, spaceName);
    if (!space) throw spaceNotFound(spaceName);
    const provider = await identityProviders.find(db, space.spaceId);
    if (!provider?.isEnabled) throw identityProviderMissing();

    const requestId = `_${random.secret()}`;
    const validSeconds = settings.loginRequestSeconds;
    await loginRequests.insert(db, {
      request_id: requestId,
      space_id: space.spaceId,
      browser_hash: hashSecret(browserSecret),
      return_to: returnTo ?? `/${space.name}/accounts`,
      expires_at: new Date(now.getTime() + validSeconds * 1000),
    });
    const urls = spaceUrls(settings, space.name);
    const key = await signingKeys.get(db, space.spaceId, 'service-provider');
    const redirectUrl = await authnRequestUrl({
      requestId,
      entityId: urls.serviceProviderEntityId,
      acsUrl: urls.acsUrl,
      loginUrl: provider.loginUrl,
      privateKey: vault.open(key.privateKeySealed),
    });
    return { redirectUrl, browserSecret, validSeconds };
  },
});
