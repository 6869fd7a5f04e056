import type { ActionContext } from '../../../action/define-action.ts';
import type { LoginPurpose } from '../../../platform/database/tables.ts';
import type { SamlRefusal } from '../../../platform/saml/refusal.ts';
import { keepResponse } from './kept-response.ts';
import type { LoginRefusal, LoginStep, LoginTrace } from './login-attempt.ts';

/** What is known of an attempt so far. */
export interface Attempt {
  spaceId: string | undefined;
  purpose: LoginPurpose | 'logout';
  userName: string;
  steps: LoginStep[];
  attributes: Record<string, string[]>;
}

/** What is kept of an attempt for the administrator, under a new reference code. */
export function traceOf(
  { actor, now, random, vault }: Pick<ActionContext, 'actor' | 'now' | 'random' | 'vault'>,
  { purpose, userName, steps, attributes }: Attempt,
  samlResponse: string,
  refusal?: SamlRefusal | LoginRefusal,
): LoginTrace {
  return {
    reference: random.reference(),
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
    responseSealed: keepResponse(vault, samlResponse),
  };
}

/** What came from outside, as it can be stored and shown. */
const printable = (text: string): string =>
  text
    .slice(0, 300)
    .toWellFormed()
    .replace(/\p{Cc}/gu, '\uFFFD');
