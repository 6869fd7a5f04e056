import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';

/** From when until when an authorization counts; null is without a bound. The end itself is outside. */
export const validity = {
  startTime: z.date().nullable().default(null),
  endTime: z.date().nullable().default(null),
};

export interface Validity {
  startTime: Date | null;
  endTime: Date | null;
}

export function requireValidity(validity: Validity, now: Date): void {
  if (validity.endTime && validity.endTime <= now) throw endsInThePast();
  requireOrder(validity);
}

export function requireOrder({ startTime, endTime }: Validity): void {
  if (startTime && endTime && endTime <= startTime) throw endsBeforeItStarts();
}

const endsInThePast = () =>
  new DomainError('invalid-input', 'AuthorizationEndsInThePast', 'An authorization ends in the future.');

const endsBeforeItStarts = () =>
  new DomainError('invalid-input', 'AuthorizationEndsBeforeStart', 'An authorization ends after it starts.');
