import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { consumeAssertion } from '../../../platform/saml/consumed-assertions.ts';
import { readLogoutRequest, readLogoutResponse } from '../../../platform/saml/logout/read-logout.ts';
import {
  type ReceivedLogout,
  readSignedLogout,
  type SignedLogout,
} from '../../../platform/saml/logout/receive-logout.ts';
import { writeLogoutResponse } from '../../../platform/saml/logout/write-logout.ts';
import { SamlRefusal } from '../../../platform/saml/refusal.ts';
import { LoginRefusal } from '../logins/login-attempt.ts';
import * as loginAttempts from '../logins/login-attempt-queries.ts';
import * as portalLogins from '../logins/portal-login-queries.ts';
import { traceOf } from '../logins/record-attempt.ts';
import { type Space, spaceNotFound } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';
import { spaceUrls } from '../space/space-urls.ts';
import { emptyConfiguration, type SsoConfiguration } from '../sso/sso-configuration.ts';
import * as sso from '../sso/sso-queries.ts';
import { delivery, send } from './delivery.ts';
import * as logoutRequests from './logout-request-queries.ts';

const text = z.string().max(400_000);

export const receiveLogout = defineAction({
  id: 'saml:ReceiveLogout',
  summary: "End somebody's sessions because the identity provider asks, or hear that it ended its own.",
  effect: 'write',
  allowed: ['visitor'],
  secret: ['received'],
  input: z.object({
    spaceName: z.string(),
    received: z.discriminatedUnion('binding', [
      z.object({ binding: z.literal('redirect'), query: text }),
      z.object({
        binding: z.literal('post'),
        field: z.enum(['SAMLRequest', 'SAMLResponse']),
        message: text,
        relayState: text,
      }),
    ]),
    /** While there is a flood of junk, refusals leave nothing. */
    isFlooded: z.boolean().default(false),
  }),
  output: z.union([
    /** The sessions have ended; the browser carries the answer. */
    z.object({ outcome: z.literal('ended'), delivery: delivery.optional() }),
    /** The answer to a request of ours. */
    z.object({ outcome: z.literal('confirmed'), isSuccess: z.boolean() }),
    z.object({ outcome: z.literal('refused'), reference: z.string() }),
  ]),

  async run(context, { spaceName, received, isFlooded }) {
    const space = await spaces.findByName(context.db, spaceName);
    if (!space) throw spaceNotFound(spaceName);
    const configuration = (await sso.find(context.db, space.spaceId))?.configuration ?? emptyConfiguration;
    try {
      const signed = readSignedLogout(
        received,
        configuration.certificates.map(({ pem }) => pem),
        maximumBytes,
      );
      return await (signed.field === 'SAMLRequest'
        ? endSessions(context, space, configuration, signed)
        : hearAnswer(context, space, configuration, signed));
    } catch (error) {
      if (!(error instanceof SamlRefusal || error instanceof LoginRefusal)) throw error;
      if (isFlooded) throw tooManyRefusals();
      return { outcome: 'refused' as const, reference: await keep(context, space, received, error) };
    }
  },
});

const tooManyRefusals = () =>
  new DomainError(
    'limit-exceeded',
    'TooManyRefusedLogouts',
    'Too many logout messages were refused; wait a minute.',
  );

/** A logout message names one person and has no assertion. */
const maximumBytes = 65_536;

function expectations({ now, settings }: ActionContext, space: Space, { entityId }: SsoConfiguration) {
  const { logoutUrl } = spaceUrls(settings, space);
  return { entityId, logoutUrl, now, clockSkewSeconds: settings.clockSkewSeconds };
}

async function endSessions(
  context: ActionContext,
  space: Space,
  configuration: SsoConfiguration,
  { root, relayState }: SignedLogout,
) {
  const { db, now, random, settings } = context;
  const request = readLogoutRequest(root, expectations(context, space, configuration));
  const isFirst = await consumeAssertion(
    db,
    `logout:${space.spaceId}`,
    request.requestId,
    request.usableUntil,
  );
  if (!isFirst)
    throw new LoginRefusal('assertion-replayed', request.requestId, 'a request for the first time');

  await portalLogins.endByName(db, space.spaceId, request.nameId, request.sessionIndexes, now);
  const destination = configuration.logoutResponseUrl || configuration.logoutUrl;
  if (destination === '') return { outcome: 'ended' as const };
  const response = writeLogoutResponse({
    id: `_${random.secret()}`,
    issuer: spaceUrls(settings, space).serviceProviderEntityId,
    destination,
    now,
    inResponseTo: request.requestId,
  });
  const route = { field: 'SAMLResponse', relayState } as const;
  return {
    outcome: 'ended' as const,
    delivery: await send(context, space.spaceId, response, configuration, route),
  };
}

async function hearAnswer(
  context: ActionContext,
  space: Space,
  configuration: SsoConfiguration,
  { root }: SignedLogout,
) {
  const { inResponseTo, isSuccess } = readLogoutResponse(root, expectations(context, space, configuration));
  const isOurs = await logoutRequests.consume(context.db, space.spaceId, inResponseTo, context.now);
  if (!isOurs)
    throw new LoginRefusal('request-unknown', inResponseTo, 'a logout request of ours that is open');
  return { outcome: 'confirmed' as const, isSuccess };
}

async function keep(
  context: ActionContext,
  { spaceId }: Space,
  received: ReceivedLogout,
  refusal: SamlRefusal | LoginRefusal,
): Promise<string> {
  const message = received.binding === 'post' ? received.message : '';
  const attempt = { spaceId, purpose: 'logout', userName: '', steps: [], attributes: {} } as const;
  const trace = traceOf(context, { ...attempt, steps: [] }, message, refusal);
  await loginAttempts.insert(context.db, spaceId, trace);
  return trace.reference;
}
