import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import type { Requester } from '../sessions/session.ts';

/** Of a role session (reference: AssumeRole). */
export const sessionName = z
  .string()
  .regex(/^[\w+=,.@-]{2,128}$/, 'Use 2 to 128 letters, digits and + = , . @ _ -.');

/** Whom a federated user's keys are for, as the caller calls it. */
export const federatedName = sessionName;

/** What two companies agreed on, so that one of them is not made to use its rights for a third. */
export const externalId = z
  .string()
  .regex(/^[\w+=,.@:/-]{2,128}$/, 'Use 2 to 128 letters, digits and + = , . @ : / _ -.');

/** How long is too long depends on the role; see `requireDuration`. */
export const durationSeconds = z.int().min(1).optional();

const mostTags = 50;

export const sessionTags = z
  .array(z.object({ key: z.string().min(1).max(128), value: z.string().max(256) }))
  .max(mostTags)
  .refine((tags) => new Set(tags.map(({ key }) => key)).size === tags.length, 'Use each tag once.')
  .default([]);

/** Whoever asks may say who that is, and may say nothing else. */
export function requireOwnIdentity(sourceIdentity: string | undefined, { requesterUin }: Requester): void {
  if (sourceIdentity === undefined || sourceIdentity === String(requesterUin)) return;
  throw new DomainError(
    'invalid-input',
    'ParamError',
    'SourceIdentity is the uin of the caller, or left out.',
  );
}
