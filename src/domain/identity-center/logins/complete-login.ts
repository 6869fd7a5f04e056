import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { consumeAssertion } from '../../../platform/saml/consumed-assertions.ts';
import type { VerifiedAssertion } from '../../../platform/saml/read-assertion.ts';
import { SamlRefusal } from '../../../platform/saml/refusal.ts';
import { verifyResponse } from '../../../platform/saml/verify-response.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import * as signingKeys from '../space/signing-key-queries.ts';
import { type Space, spaceNotFound } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';
import { spaceUrls } from '../space/space-urls.ts';
import * as identityProviders from '../sso/identity-provider-queries.ts';
import type { User } from '../users/user.ts';
import * as users from '../users/user-queries.ts';
import { LoginRefusal } from './login-attempt.ts';
import * as loginAttempts from './login-attempt-queries.ts';
import * as loginRequests from './login-request-queries.ts';

const accepted = z.object({
  outcome: z.literal('accepted'),
  spaceId: z.string(),
  userId: z.string(),
  /** Where this login was going. */
  returnTo: z.string(),
  sessionSeconds: z.int(),
});
const refused = z.object({ outcome: z.literal('refused'), reference: z.string() });

export const completeLogin = defineAction({
  id: 'saml:CompleteLogin',
  summary: "Log somebody in by the identity provider's response, or refuse and keep the reason under a code.",
  effect: 'write',
  allowed: ['visitor'],
  secret: ['samlResponse', 'browserSecret'],
  input: z.object({
    spaceName: z.string(),
    samlResponse: z.string(),
    browserSecret: z.string().max(64).default(''),
  }),
  output: z.union([accepted, refused]),

  /** A refusal is a result, not an error: what was used up stays used up, and the attempt is on record. */
  async run(context, { spaceName, samlResponse, browserSecret }) {
    const space = await spaces.findByName(context.db, spaceName);
    if (!space) throw spaceNotFound(spaceName);
    const attempt: Attempt = { userName: '' };
    try {
      const login = await logIn(context, space, { samlResponse, browserSecret }, attempt);
      await record(context, space, attempt);
      return login;
    } catch (error) {
      if (!(error instanceof SamlRefusal || error instanceof LoginRefusal)) throw error;
      const reference = await record(context, space, attempt, error);
      return { outcome: 'refused' as const, reference };
    }
  },
});

/** What is known of an attempt so far. */
interface Attempt {
  userName: string;
}

async function logIn(
  context: ActionContext,
  space: Space,
  presented: { samlResponse: string; browserSecret: string },
  attempt: Attempt,
): Promise<z.infer<typeof accepted>> {
  const assertion = await verify(context, space, presented.samlResponse);
  attempt.userName = assertion.nameId.slice(0, 256);
  const returnTo = await consume(context, space, assertion, presented.browserSecret);
  const { userId } = await requireUser(context, space, assertion.nameId);
  return {
    outcome: 'accepted',
    spaceId: space.spaceId,
    userId,
    returnTo,
    sessionSeconds: sessionSeconds(context, assertion),
  };
}

async function verify(
  { db, now, vault, settings }: ActionContext,
  space: Space,
  samlResponse: string,
): Promise<VerifiedAssertion> {
  const provider = await identityProviders.find(db, space.spaceId);
  if (!provider?.isEnabled) {
    throw new LoginRefusal(
      'identity-provider-missing',
      'single sign-on is off',
      'an identity provider that is switched on',
    );
  }
  const certificates = await identityProviders.listCertificates(db, space.spaceId);
  const key = await signingKeys.get(db, space.spaceId, 'service-provider');
  const { serviceProviderEntityId: audience, acsUrl } = spaceUrls(settings, space.name);
  return verifyResponse(samlResponse, {
    entityId: provider.entityId,
    certificates: certificates.map(({ certificate }) => certificate),
    audience,
    acsUrl,
    inResponseTo: 'required',
    now,
    clockSkewSeconds: settings.clockSkewSeconds,
    maximumBytes: settings.samlResponseBytes,
    decryptionKeys: () => [createPrivateKey(vault.open(key.privateKeySealed))],
  });
}

/** The request counts once, for the browser that made it; the assertion counts once at all. */
async function consume(
  { db, now }: ActionContext,
  space: Space,
  assertion: VerifiedAssertion,
  browserSecret: string,
): Promise<string> {
  const requestId = assertion.inResponseTo ?? '';
  const request = await loginRequests.consume(db, space.spaceId, requestId, hashSecret(browserSecret), now);
  if (request.outcome === 'other-browser') {
    throw new LoginRefusal('request-other-browser', requestId, 'the browser in which the login was started');
  }
  if (request.outcome === 'unknown') {
    throw new LoginRefusal(
      'request-unknown',
      requestId,
      'a request of ours that is open and was not answered before',
    );
  }
  const isFirstUse = await consumeAssertion(
    db,
    `space:${space.spaceId}`,
    assertion.assertionId,
    assertion.usableUntil,
  );
  if (!isFirstUse)
    throw new LoginRefusal(
      'assertion-replayed',
      assertion.assertionId,
      'an assertion used for the first time',
    );
  return request.returnTo;
}

async function requireUser({ db }: ActionContext, space: Space, nameId: string): Promise<User> {
  const user = await users.findByName(db, space.spaceId, nameId);
  if (!user) throw new LoginRefusal('user-unknown', nameId.slice(0, 256), 'the name of a user of this space');
  if (user.userStatus === 'Disabled')
    throw new LoginRefusal('user-disabled', user.userName, 'a user who is enabled');
  return user;
}

/** Ours, unless the identity provider wants the session to end sooner (saml-core §2.7.2). */
function sessionSeconds(
  { now, settings }: ActionContext,
  { sessionNotOnOrAfter }: VerifiedAssertion,
): number {
  if (!sessionNotOnOrAfter) return settings.portalSessionSeconds;
  const wanted = Math.floor((sessionNotOnOrAfter.getTime() - now.getTime()) / 1000);
  return Math.max(1, Math.min(settings.portalSessionSeconds, wanted));
}

/** Returns the reference code of the attempt. */
async function record(
  { db, actor, now, random }: ActionContext,
  space: Space,
  attempt: Attempt,
  refusal?: SamlRefusal | LoginRefusal,
): Promise<string> {
  const reference = random.reference();
  await loginAttempts.insert(db, space.spaceId, {
    reference,
    outcome: refusal ? 'refused' : 'accepted',
    reason: refusal?.reason ?? '',
    found: printable(refusal?.found ?? ''),
    expected: refusal?.expected ?? '',
    userName: printable(attempt.userName),
    address: actor.kind === 'visitor' ? (actor.address ?? '') : '',
    time: now,
  });
  return reference;
}

/** What came from outside, as it can be stored and shown. */
const printable = (text: string): string => text.toWellFormed().replace(/\p{Cc}/gu, '\uFFFD');
