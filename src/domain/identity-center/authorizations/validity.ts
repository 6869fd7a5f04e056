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

export function requireValidity({ startTime, endTime }: Validity, now: Date): void {
  if (endTime && endTime <= now) throw endsInThePast();
  if (startTime && endTime && endTime <= startTime) throw endsBeforeItStarts();
}

const endsInThePast = () =>
  new DomainError('invalid-input', 'AuthorizationEndsInThePast', 'An authorization ends in the future.');

const endsBeforeItStarts = () =>
  new DomainError('invalid-input', 'AuthorizationEndsBeforeStart', 'An authorization ends after it starts.');
