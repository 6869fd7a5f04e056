import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import { SamlRefusal } from '../../../platform/saml/refusal.ts';

/** Why an account did not let somebody in; shown to nobody but logged under the reference code. */
export const signInRefusal = z.object({
  outcome: z.literal('refused'),
  reference: z.string(),
  reason: z.string(),
  found: z.string(),
  expected: z.string(),
});

/** A rule of the account that the assertion broke, beyond the rules of SAML itself. */
export class SignInRefusal extends Error {
  readonly reason: string;
  readonly found: string;
  readonly expected: string;

  constructor(reason: string, found: string, expected: string) {
    super(`${reason}: found ${found}, expected ${expected}`);
    this.reason = reason;
    this.found = found;
    this.expected = expected;
  }
}

/** Runs a sign-in; a refusal becomes a result, so that what was consumed stays consumed. */
export async function orRefused<Opened>(
  reference: string,
  signIn: () => Promise<Opened>,
): Promise<Opened | z.infer<typeof signInRefusal>> {
  try {
    return await signIn();
  } catch (error) {
    if (!(error instanceof SignInRefusal || error instanceof SamlRefusal)) throw error;
    const { reason, found, expected } = error;
    return { outcome: 'refused', reference, reason, found, expected };
  }
}

/** What is no SAML response at all, rather than one that proves nothing. */
const malformed = [
  'too-large',
  'not-base64',
  'not-xml',
  'forbidden-construct',
  'duplicate-id',
  'not-a-response',
];

/** Runs a sign-in for a client that gets errors: nothing happened, and nothing was consumed. */
export async function orRefusedCall<Admitted>(admit: () => Promise<Admitted>): Promise<Admitted> {
  try {
    return await admit();
  } catch (error) {
    if (!(error instanceof SignInRefusal || error instanceof SamlRefusal)) throw error;
    const { reason, found, expected } = error;
    throw malformed.includes(reason) ? notAnAssertion(reason) : assertionRefused({ reason, found, expected });
  }
}

const notAnAssertion = (reason: string) =>
  new DomainError(
    'invalid-input',
    'ParamError',
    `SAMLAssertion is not a SAML response in base64: ${reason}.`,
    {
      details: { reason },
    },
  );

/** The caller is told as little as somebody at the console; the details are for the log. */
const assertionRefused = (details: { reason: string; found: string; expected: string }) =>
  new DomainError(
    'forbidden',
    'UnauthorizedOperation',
    'The assertion does not open a session of this role.',
    {
      details,
    },
  );
