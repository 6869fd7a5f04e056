import { z } from 'zod';

/** One login that succeeded or was refused; the administrator finds it by the code the person saw. */
export const loginAttempt = z.object({
  reference: z.string(),
  outcome: z.enum(['accepted', 'refused']),
  reason: z.string(),
  found: z.string(),
  expected: z.string(),
  userName: z.string(),
  address: z.string(),
  time: z.date(),
});
export type LoginAttempt = z.infer<typeof loginAttempt>;

/** A rule of ours that a login broke, beyond the rules of SAML itself. */
export class LoginRefusal extends Error {
  readonly reason: LoginRefusalReason;
  readonly found: string;
  readonly expected: string;

  constructor(reason: LoginRefusalReason, found: string, expected: string) {
    super(`${reason}: found ${found}, expected ${expected}`);
    this.name = 'LoginRefusal';
    this.reason = reason;
    this.found = found;
    this.expected = expected;
  }
}

type LoginRefusalReason =
  | 'identity-provider-missing'
  | 'request-unknown'
  | 'request-other-browser'
  | 'assertion-replayed'
  | 'user-unknown'
  | 'user-disabled';
