import type { ActionContext } from '../../../action/define-action.ts';
import type { LoginPurpose } from '../../../platform/database/tables.ts';
import type { SamlRefusal } from '../../../platform/saml/refusal.ts';
import type { LoginRefusal, LoginStep } from './login-attempt.ts';
import * as loginAttempts from './login-attempt-queries.ts';

/** What is known of an attempt so far. */
export interface Attempt {
  spaceId: string | undefined;
  purpose: LoginPurpose | 'logout';
  userName: string;
  steps: LoginStep[];
  attributes: Record<string, string[]>;
}

/** More characters than a response of a person with some hundred groups; what is longer is not kept. */
const keptCharacters = 98_304;

/** Keeps the attempt for the administrator; returns its reference code. */
export async function record(
  { db, actor, now, random, vault }: ActionContext,
  { spaceId = '', purpose, userName, steps, attributes }: Attempt,
  samlResponse: string,
  refusal?: SamlRefusal | LoginRefusal,
): Promise<string> {
  const reference = random.reference();
  await loginAttempts.insert(db, spaceId, {
    reference,
    purpose,
    outcome: refusal ? 'refused' : 'accepted',
    reason: refusal?.reason ?? '',
    found: printable(refusal?.found ?? ''),
    expected: refusal?.expected ?? '',
    userName: printable(userName.slice(0, 256)),
    address: actor.kind === 'visitor' ? (actor.address ?? '') : '',
    time: now,
    steps,
    attributes,
    responseSealed:
      samlResponse && samlResponse.length <= keptCharacters ? vault.seal(samlResponse) : undefined,
  });
  return reference;
}

/** What came from outside, as it can be stored and shown. */
const printable = (text: string): string => text.toWellFormed().replace(/\p{Cc}/gu, '\uFFFD');
