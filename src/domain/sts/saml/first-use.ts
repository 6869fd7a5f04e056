import type { ActionContext } from '../../../action/define-action.ts';
import { consumeAssertion } from '../../../platform/saml/consumed-assertions.ts';
import type { VerifiedAssertion } from '../../../platform/saml/read-assertion.ts';
import { SignInRefusal } from './sign-in-refusal.ts';

/** An assertion lets somebody into an account once (saml-profiles §4.1.4.5). */
export async function requireFirstUse(
  { db }: Pick<ActionContext, 'db'>,
  uin: number,
  { assertionId, usableUntil }: VerifiedAssertion,
): Promise<void> {
  if (await consumeAssertion(db, `account:${uin}`, assertionId, usableUntil)) return;
  throw new SignInRefusal('assertion-replayed', assertionId, 'an assertion used for the first time');
}
