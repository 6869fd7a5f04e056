import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { SamlRefusal } from '../../../platform/saml/refusal.ts';
import { readMessage } from '../../../platform/saml/verify-response.ts';
import { attributeOf } from '../../../platform/xml/element.ts';
import { spaceNotFound } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';
import type { SsoConfiguration } from '../sso/sso-configuration.ts';
import { LoginRefusal } from './login-attempt.ts';
import * as loginAttempts from './login-attempt-queries.ts';
import * as logins from './login-queries.ts';
import { type Attempt, traceOf } from './record-attempt.ts';
import {
  auditOf,
  configurationFor,
  logInByMemory,
  type PresentedLogin,
  remember,
  useUpLogin,
} from './use-up.ts';

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
const tested = z.object({ outcome: z.literal('tested'), reference: z.string(), isRefused: z.boolean() });
const refused = z.object({ outcome: z.literal('refused'), reference: z.string() });

export const completeLogin = defineAction({
  id: 'saml:CompleteLogin',
  summary: "Log somebody in by the identity provider's response, or refuse and keep the reason under a code.",
  effect: 'write',
  atomicBy: 'statement',
  allowed: ['visitor'],
  secret: ['samlResponse', 'browserSecret', 'testSecret', 'sessionSecret'],
  input: z.object({
    spaceName: z.string(),
    samlResponse: z.string(),
    browserSecret: z.string().max(64).default(''),
    /** The same for test logins, which begin elsewhere. */
    testSecret: z.string().max(64).default(''),
    /** What the browser's session will go by. */
    sessionSecret: z.string().min(32).max(64).optional(),
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
      if (login) return login;
      const reference = await record(context, presented, attempt);
      return { outcome: 'tested' as const, reference, isRefused: false };
    } catch (error) {
      if (!(error instanceof SamlRefusal || error instanceof LoginRefusal)) throw error;
      const reference = await record(context, presented, attempt, error);
      return attempt.purpose === 'login'
        ? { outcome: 'refused' as const, reference }
        : { outcome: 'tested' as const, reference, isRefused: true };
    }
  },
});

/** Returns the login, or nothing when it was a test. */
async function logIn(context: ActionContext, presented: PresentedLogin, attempt: Attempt) {
  const message = readOrRefusal(presented.samlResponse, context.settings.samlResponseBytes);
  if (message instanceof SamlRefusal) {
    const space = await spaces.findByName(context.db, presented.spaceName);
    if (!space) throw spaceNotFound(presented.spaceName);
    attempt.spaceId = space.spaceId;
    throw message;
  }
  const fast = await logInByMemory(context, presented, message, attempt);
  if (fast) return fast;

  const claimed = attributeOf(message.root, 'InResponseTo') ?? '';
  const situation = await logins.findSituation(context.db, presented.spaceName, claimed, context.now);
  if (!situation) throw spaceNotFound(presented.spaceName);
  attempt.spaceId = situation.spaceId;
  attempt.purpose = situation.purpose ?? 'login';
  const believed = { ...situation, configuration: requireConfiguration(situation), purpose: attempt.purpose };
  if (believed.purpose === 'login') remember(context, believed);
  return useUpLogin(context, believed, presented, message, attempt);
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

function requireConfiguration(situation: logins.LoginSituation): SsoConfiguration {
  const configuration = configurationFor(situation);
  if (configuration) return configuration;
  throw new LoginRefusal(
    'identity-provider-missing',
    'single sign-on is off',
    'an identity provider that is switched on',
  );
}

/** Keeps a refusal or a test for the administrator; returns its reference code. */
async function record(
  context: ActionContext,
  presented: PresentedLogin,
  attempt: Attempt,
  refusal?: SamlRefusal | LoginRefusal,
): Promise<string> {
  const trace = traceOf(context, attempt, presented.samlResponse, refusal);
  await loginAttempts.insertAudited(context.db, attempt.spaceId ?? '', trace, auditOf(context, presented));
  return trace.reference;
}
