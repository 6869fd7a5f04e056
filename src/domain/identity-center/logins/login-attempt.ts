import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import { samlSteps } from '../../../platform/saml/steps.ts';

/** What a login goes through, in this order: the rules of SAML, then ours. */
export const loginSteps = [...samlSteps, 'request', 'first-use', 'user'] as const;
export type LoginStep = (typeof loginSteps)[number];

/** One login that succeeded or was refused; the administrator finds it by the code the person saw. */
export const loginAttempt = z.object({
  reference: z.string(),
  purpose: z.enum(['login', 'test', 'candidate-test', 'logout']),
  outcome: z.enum(['accepted', 'refused']),
  reason: z.string(),
  found: z.string(),
  expected: z.string(),
  userName: z.string(),
  address: z.string(),
  time: z.date(),
});
export type LoginAttempt = z.infer<typeof loginAttempt>;

/** What is kept besides, to explain it. */
export interface LoginTrace extends LoginAttempt {
  /** The steps that held. */
  steps: LoginStep[];
  attributes: Record<string, string[]>;
  /** The `SAMLResponse` field, sealed; nothing when it was too large to keep. */
  responseSealed: string | undefined;
}

/** A rule of ours that a login broke, beyond the rules of SAML itself. */
export class LoginRefusal extends Error {
  readonly reason: LoginRefusalReason;
  readonly found: string;
  readonly expected: string;
  /** Nothing was used up by the attempt, so it may be looked at once more. */
  readonly isUnused: boolean;

  constructor(reason: LoginRefusalReason, found: string, expected: string, isUnused = false) {
    super(`${reason}: found ${found}, expected ${expected}`);
    this.name = 'LoginRefusal';
    this.isUnused = isUnused;
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

export const loginTraceNotFound = (reference: string) =>
  new DomainError('not-found', 'LoginAttemptNotFound', `There is no login "${reference}" on record.`, {
    details: { reference },
  });

export type Progress = { step: LoginStep; state: 'passed' | 'failed' | 'not-reached' }[];

interface Ended {
  outcome: LoginAttempt['outcome'];
  reason: string;
  found: string;
}

/** All steps with what became of them. A response that is not encrypted has nothing to decrypt. */
export function progress(passed: readonly LoginStep[], { outcome, reason, found }: Ended): Progress {
  const isAboutDecryption =
    reason === 'decryption-failed' || (reason === 'algorithm-not-allowed' && found.includes('/xmlenc'));
  const isEncrypted = passed.includes('decryption') || isAboutDecryption;
  const shown = loginSteps.filter((step) => step !== 'decryption' || isEncrypted);
  const failed = outcome === 'refused' ? shown.find((step) => !passed.includes(step)) : undefined;
  return shown.map((step) => ({
    step,
    state: passed.includes(step) ? 'passed' : step === failed ? 'failed' : 'not-reached',
  }));
}
