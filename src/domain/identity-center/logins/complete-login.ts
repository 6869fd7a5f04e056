import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import type { VerifiedAssertion } from '../../../platform/saml/read-assertion.ts';
import { SamlRefusal } from '../../../platform/saml/refusal.ts';
import { readMessage } from '../../../platform/saml/verify-response.ts';
import { attributeOf } from '../../../platform/xml/element.ts';
import { spaceNotFound } from '../space/space.ts';
import type { SsoConfiguration } from '../sso/sso-configuration.ts';
import * as sso from '../sso/sso-queries.ts';
import { LoginRefusal } from './login-attempt.ts';
import * as logins from './login-queries.ts';
import * as portalLogins from './portal-login-queries.ts';
import { type Attempt, record } from './record-attempt.ts';
import { useUp } from './use-up.ts';
import { verifyLogin } from './verify-login.ts';

const accepted = z.object({
  outcome: z.literal('accepted'),
  spaceId: z.string(),
  spaceName: z.string(),
  userId: z.string(),
  userName: z.string(),
  displayName: z.string(),
  /** What the session goes by, so that it can be ended from elsewhere. */
  loginId: z.string(),
  /** Where this login was going. */
  returnTo: z.string(),
  sessionSeconds: z.int(),
});
const tested = z.object({ outcome: z.literal('tested'), reference: z.string() });
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
  output: z.union([accepted, tested, refused]),

  /** A refusal is a result, not an error: what was used up stays used up, and the attempt is on record. */
  async run(context, presented) {
    const attempt: Attempt = {
      purpose: 'login',
      userName: '',
      steps: [],
      attributes: {},
      spaceId: undefined,
    };
    try {
      const login = await logIn(context, presented, attempt);
      const reference = await record(context, attempt, presented.samlResponse);
      return login ?? { outcome: 'tested' as const, reference };
    } catch (error) {
      if (!(error instanceof SamlRefusal || error instanceof LoginRefusal)) throw error;
      const reference = await record(context, attempt, presented.samlResponse, error);
      return { outcome: attempt.purpose === 'login' ? ('refused' as const) : ('tested' as const), reference };
    }
  },
});

interface Presented {
  spaceName: string;
  samlResponse: string;
  browserSecret: string;
}

/** Returns the login, or nothing when it was a test. */
async function logIn(context: ActionContext, presented: Presented, attempt: Attempt) {
  const message = readOrRefusal(presented.samlResponse, context.settings.samlResponseBytes);
  const claimed = message instanceof SamlRefusal ? '' : (attributeOf(message.root, 'InResponseTo') ?? '');
  const situation = await logins.findSituation(context.db, presented.spaceName, claimed, context.now);
  if (!situation) throw spaceNotFound(presented.spaceName);
  attempt.spaceId = situation.spaceId;
  attempt.purpose = situation.purpose ?? 'login';
  if (message instanceof SamlRefusal) throw message;

  const believed = { ...situation, configuration: requireConfiguration(situation) };
  const response = { message, encoded: presented.samlResponse };
  const assertion = await verifyLogin(context, believed, response, context.now, (step) =>
    attempt.steps.push(step),
  );
  attempt.userName = assertion.nameId;
  attempt.attributes = assertion.attributes;
  const used = await useUp(context, situation, assertion, presented.browserSecret, attempt.steps);
  return attempt.purpose === 'login' ? open(context, situation, assertion, used) : test(context, situation);
}

/** What cannot be read is refused later, when the space is known whose administrator should see it. */
function readOrRefusal(samlResponse: string, maximumBytes: number) {
  try {
    return readMessage(samlResponse, maximumBytes);
  } catch (error) {
    if (error instanceof SamlRefusal) return error;
    throw error;
  }
}

/** A test may be of settings that are switched off, or not used yet. */
function requireConfiguration({
  purpose,
  configuration,
  candidate,
}: logins.LoginSituation): SsoConfiguration {
  const chosen = purpose === 'candidate-test' ? candidate : configuration;
  if (chosen && (chosen.isEnabled || purpose?.endsWith('test'))) return chosen;
  throw new LoginRefusal(
    'identity-provider-missing',
    'single sign-on is off',
    'an identity provider that is switched on',
  );
}

async function open(
  { db, now, random, settings }: ActionContext,
  { spaceId, spaceName }: logins.LoginSituation,
  { nameId, nameIdAttributes, sessionIndex, sessionNotOnOrAfter }: VerifiedAssertion,
  {
    userId,
    userName,
    displayName,
    returnTo,
  }: { userId: string; userName: string; displayName: string; returnTo: string },
): Promise<z.infer<typeof accepted>> {
  const sessionSeconds = secondsUntil(sessionNotOnOrAfter, now, settings.portalSessionSeconds);
  const expiresAt = new Date(now.getTime() + sessionSeconds * 1000);
  const loginId = random.id('login');
  await portalLogins.insert(
    db,
    spaceId,
    { loginId, userId, nameId, nameIdAttributes, sessionIndex, expiresAt },
    now,
  );
  return {
    outcome: 'accepted',
    spaceId,
    spaceName,
    userId,
    userName,
    displayName,
    loginId,
    returnTo,
    sessionSeconds,
  };
}

/** Ours, unless the identity provider wants the session to end sooner (saml-core §2.7.2). */
function secondsUntil(end: Date | undefined, now: Date, longest: number): number {
  if (!end) return longest;
  return Math.max(1, Math.min(longest, Math.floor((end.getTime() - now.getTime()) / 1000)));
}

/** A test opens no session; it is remembered with the settings that it was of. */
async function test(
  { db, now }: ActionContext,
  { spaceId, purpose }: logins.LoginSituation,
): Promise<undefined> {
  if (purpose === 'candidate-test') await sso.setTested(db, spaceId, now);
}
