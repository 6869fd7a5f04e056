import type { ActionContext } from '../../../action/define-action.ts';
import type { VerifiedAssertion } from '../../../platform/saml/read-assertion.ts';
import * as entries from '../sessions/entry-queries.ts';
import { SignInRefusal } from './sign-in-refusal.ts';

/**
 * What a session hangs on when a space of ours vouched for somebody: whoever is kept out, or loses what let them in,
 * is out of the account as well, and an assertion of a moment ago opens nothing any more. Providers that Identity
 * Center does not manage vouch for people whom we do not know.
 */
export async function useEntry(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  spaceId: string | null,
  { uin, assertionId }: Pick<VerifiedAssertion, 'assertionId'> & { uin: number },
  seconds: number,
): Promise<string | undefined> {
  if (spaceId === null) return undefined;
  const until = new Date(now.getTime() + seconds * 1000);
  if (await entries.use(db, spaceId, { entryId: assertionId, uin }, { now, until })) return assertionId;
  throw new SignInRefusal('entry-ended', assertionId, 'an employee who may still enter the account');
}
