import { z } from 'zod';
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
