import type { ActionContext } from '../../../action/define-action.ts';
import type { VerifiedAssertion } from '../../../platform/saml/read-assertion.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import { LoginRefusal, type LoginStep } from './login-attempt.ts';
import * as logins from './login-queries.ts';

/** The request counts once, for the browser that made it; the assertion counts once at all; the user may log in. */
export async function useUp(
  { db, now }: ActionContext,
  { spaceId, spaceName, purpose }: logins.LoginSituation,
  { inResponseTo, assertionId, usableUntil, nameId }: VerifiedAssertion,
  browserSecret: string,
  steps: LoginStep[],
) {
  const requestId = inResponseTo ?? null;
  const presented = {
    requestId,
    browserHash: hashSecret(browserSecret),
    assertionId,
    usableUntil,
    userName: nameId,
  };
  const used = await logins.consume(db, spaceId, presented, now);
  if (requestId !== null && used.returnTo === null) {
    // The request was there when we looked, so it was the browser that did not fit.
    throw purpose ? fromOtherBrowser(requestId) : unknownRequest(requestId);
  }
  steps.push('request');
  if (!used.isFirstUse) {
    throw new LoginRefusal('assertion-replayed', assertionId, 'an assertion used for the first time');
  }
  steps.push('first-use');
  const { userId } = used;
  if (userId === null) throw new LoginRefusal('user-unknown', nameId, 'the name of a user of this space');
  if (used.status === 'Disabled') throw new LoginRefusal('user-disabled', nameId, 'a user who is enabled');
  steps.push('user');
  return { ...used, userId, returnTo: used.returnTo ?? `/${spaceName}/accounts` };
}

const fromOtherBrowser = (requestId: string) =>
  new LoginRefusal('request-other-browser', requestId, 'the browser in which the login was started');

const unknownRequest = (requestId: string) =>
  new LoginRefusal(
    'request-unknown',
    requestId,
    'a request of ours that is open and was not answered before',
  );
