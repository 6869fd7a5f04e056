import type { ActionContext } from '../../../action/define-action.ts';
import type { VerifiedAssertion } from '../../../platform/saml/read-assertion.ts';
import { secondsUntil } from '../../../platform/saml/time-rules.ts';
import { hashSecret } from '../../../platform/secrets.ts';

/** The login that an assertion opens, for the browser that holds the secret; without one, nobody can use it. */
export function loginOf(
  { now, random, settings, origin }: ActionContext,
  { nameId, nameIdAttributes, sessionIndex, sessionNotOnOrAfter }: VerifiedAssertion,
  sessionSecret = random.secret(),
) {
  const sessionSeconds = secondsUntil(sessionNotOnOrAfter, now, settings.portalSessionSeconds);
  return {
    ...{ nameId, nameIdAttributes, sessionIndex, sessionSeconds },
    loginId: random.id('login'),
    sessionHash: hashSecret(sessionSecret),
    browser: origin.browser ?? '',
    expiresAt: new Date(now.getTime() + sessionSeconds * 1000),
  };
}
