import type { ActionContext } from '../../../action/define-action.ts';
import type { LoginPurpose } from '../../../platform/database/tables.ts';
import type { VerifiedAssertion } from '../../../platform/saml/read-assertion.ts';
import { SamlRefusal } from '../../../platform/saml/refusal.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import type { XmlDocument } from '../../../platform/xml/parse-xml.ts';
import type { SsoConfiguration } from '../sso/sso-configuration.ts';
import * as sso from '../sso/sso-queries.ts';
import { LoginRefusal, type LoginStep } from './login-attempt.ts';
import * as logins from './login-queries.ts';
import { loginOf } from './new-login.ts';
import { type Attempt, traceOf } from './record-attempt.ts';
import { type Believed, verifyLogin } from './verify-login.ts';

/** What a browser brings. */
export interface PresentedLogin {
  spaceName: string;
  samlResponse: string;
  browserSecret: string;
  testSecret: string;
  sessionSecret?: string | undefined;
}

export interface BelievedLogin extends Believed {
  organizationId: number;
  revision: number;
  purpose: LoginPurpose;
  candidateAt: Date | null;
}

/** The settings for this login, if any. A test may be of settings that are switched off, or not used yet. */
export function configurationFor({
  purpose,
  configuration,
  candidate,
}: logins.LoginSituation): SsoConfiguration | undefined {
  const chosen = purpose === 'candidate-test' ? candidate : configuration;
  return chosen && (chosen.isEnabled || purpose?.endsWith('test')) ? chosen : undefined;
}

const memoryKey = (spaceName: string) => `sso:${spaceName}`;

/** The settings of a space for the next login. Whether they still hold is asked with each login again. */
export function remember({ memory }: ActionContext, believed: BelievedLogin): void {
  memory.set(memoryKey(believed.spaceName), believed);
}

/**
 * A login with the settings that this process remembers: one statement in all. Undefined when it does not work
 * out like that, whatever the reason; then nothing was used up, and everything is to be looked at afresh.
 */
export async function logInByMemory(
  context: ActionContext,
  presented: PresentedLogin,
  message: XmlDocument,
  attempt: Attempt,
) {
  const believed = context.memory.get(memoryKey(presented.spaceName)) as BelievedLogin | undefined;
  if (!believed) return undefined;
  const own: Attempt = { ...attempt, spaceId: believed.spaceId, steps: [] };
  try {
    return await useUpLogin(context, believed, presented, message, own);
  } catch (error) {
    const isLookedAtAfresh =
      error instanceof SamlRefusal || (error instanceof LoginRefusal && error.isUnused);
    if (isLookedAtAfresh) return undefined;
    Object.assign(attempt, own);
    throw error;
  }
}

/**
 * The request counts once, for the browser that made it; the assertion counts once at all; the user may log in.
 * Returns the login, or nothing when it was a test: a test opens no session.
 */
export async function useUpLogin(
  context: ActionContext,
  believed: BelievedLogin,
  presented: PresentedLogin,
  message: XmlDocument,
  attempt: Attempt,
) {
  const { db, now } = context;
  const { spaceId, spaceName, organizationId, purpose, revision } = believed;
  const response = { message, encoded: presented.samlResponse };
  const assertion = await verifyLogin(context, believed, response, now, (step) => attempt.steps.push(step));
  attempt.userName = assertion.nameId;
  attempt.attributes = assertion.attributes;
  const login = loginOf(context, assertion, presented.sessionSecret);
  const steps: LoginStep[] = [...attempt.steps, 'request', 'first-use', 'user'];
  const used = await logins.useUp(
    db,
    spaceId,
    {
      requestId: assertion.inResponseTo ?? null,
      browserHashes: [presented.browserSecret, presented.testSecret].map(hashSecret),
      assertionId: assertion.assertionId,
      usableUntil: assertion.usableUntil,
      organizationId,
      purpose,
      revision,
      login,
      trace: traceOf(context, { ...attempt, steps }, presented.samlResponse),
      audit: auditOf(context, presented),
    },
    now,
  );
  const { userId, userName, displayName } = await requireUsed(
    context,
    spaceId,
    used,
    assertion,
    attempt.steps,
  );
  if (purpose === 'candidate-test') await sso.setTested(db, spaceId, believed.candidateAt, now);
  if (purpose !== 'login') return undefined;
  return {
    outcome: 'accepted' as const,
    ...{ spaceId, spaceName, userId, userName, displayName, loginId: login.loginId },
    returnTo: used.returnTo ?? `/${spaceName}/accounts`,
    sessionSeconds: login.sessionSeconds,
  };
}

async function requireUsed(
  { db, now }: ActionContext,
  spaceId: string,
  used: logins.UsedUp,
  { inResponseTo, assertionId, nameId }: VerifiedAssertion,
  steps: LoginStep[],
) {
  if (!used.isCurrent) throw settingsChanged();
  if (inResponseTo !== undefined && typeof used.returnTo !== 'string') {
    const isOpen = await logins.isRequestOpen(db, spaceId, inResponseTo, now);
    throw isOpen ? fromOtherBrowser(inResponseTo) : unknownRequest(inResponseTo);
  }
  steps.push('request');
  if (!used.isFirstUse) {
    throw new LoginRefusal('assertion-replayed', assertionId, 'an assertion used for the first time');
  }
  steps.push('first-use');
  const { userId, userName = '', displayName = '' } = used;
  if (!userId) throw new LoginRefusal('user-unknown', nameId, 'the name of a user of this space');
  if (used.status === 'Disabled') throw new LoginRefusal('user-disabled', nameId, 'a user who is enabled');
  steps.push('user');
  return { userId, userName, displayName };
}

const settingsChanged = () =>
  new LoginRefusal(
    'request-unknown',
    'settings that changed during the login',
    'a login that is started again',
    true,
  );

const fromOtherBrowser = (requestId: string) =>
  new LoginRefusal('request-other-browser', requestId, 'the browser in which the login was started', true);

const unknownRequest = (requestId: string) =>
  new LoginRefusal(
    'request-unknown',
    requestId,
    'a request of ours that is open and was not answered before',
    true,
  );

/** What the audit says of the attempt: who and where, never what was brought. */
export const auditOf = (
  { actor, origin }: Pick<ActionContext, 'actor' | 'origin'>,
  { spaceName }: PresentedLogin,
): logins.AuditedLogin => ({
  auditRequestId: origin.requestId,
  action: 'saml:CompleteLogin',
  actor,
  input: { spaceName },
});
