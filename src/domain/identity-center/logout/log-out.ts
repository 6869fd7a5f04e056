import { z } from 'zod';
import type { Employee } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { writeLogoutRequest } from '../../../platform/saml/logout/write-logout.ts';
import * as portalLogins from '../logins/portal-login-queries.ts';
import * as spaces from '../space/space-queries.ts';
import { spaceUrls } from '../space/space-urls.ts';
import * as sso from '../sso/sso-queries.ts';
import { endAllSessions } from '../users/end-sessions.ts';
import * as users from '../users/user-queries.ts';
import { delivery, send } from './delivery.ts';
import * as logoutRequests from './logout-request-queries.ts';

/** How long the identity provider may take to answer. */
const answerSeconds = 300;

export const logOut = defineAction({
  id: 'portal:LogOut',
  summary:
    'End a portal session, on request all of the person and what they opened in accounts, and ask the identity provider to end its own.',
  effect: 'write',
  allowed: ['employee'],
  input: z.object({ loginId: z.string(), everywhere: z.boolean().default(false) }),
  output: z.object({
    /** What the browser carries to the identity provider; the session here has ended by then. */
    delivery: delivery.optional(),
  }),

  async run(context, { loginId, everywhere }) {
    const { db, actor, now, random, settings, changed } = context;
    const { spaceId, userId } = actor as Employee;
    if (everywhere) await users.lock(db, spaceId, userId);
    const login = await portalLogins.end(db, spaceId, userId, loginId, now);
    if (login && everywhere) changed(await endAllSessions(context, spaceId, userId), null);
    const space = await spaces.findById(db, spaceId);
    const configuration = (await sso.find(db, spaceId))?.configuration;
    if (!login || !space || !configuration?.isEnabled || configuration.logoutUrl === '') return {};

    const requestId = `_${random.secret()}`;
    await logoutRequests.insert(db, spaceId, requestId, new Date(now.getTime() + answerSeconds * 1000));
    const request = writeLogoutRequest({
      id: requestId,
      issuer: spaceUrls(settings, space).serviceProviderEntityId,
      destination: configuration.logoutUrl,
      now,
      nameId: login.nameId,
      nameIdAttributes: login.nameIdAttributes,
      sessionIndex: login.sessionIndex,
      validSeconds: answerSeconds,
    });
    return {
      delivery: await send(context, spaceId, request, configuration, {
        field: 'SAMLRequest',
        relayState: '',
      }),
    };
  },
});
