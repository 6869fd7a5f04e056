import { z } from 'zod';
import { auditOutcome } from './audit-event.ts';

/** `service:Action`, or the beginning of such ids with a star. */
export const actionPattern = z
  .string()
  .trim()
  .max(128)
  .regex(
    /^[\w-]{1,64}:(\w{1,64}\*?|\*)$|^\*$/,
    'Enter an action such as organization:CreateUser, or organization:*.',
  );

export const accountUin = z.coerce.number('Enter the number of an account.').int().positive().safe();

/** What is looked for among what happened; whatever is not given does not matter. */
export const auditFilter = z.object({
  from: z.coerce.date('Enter a date and a time.').optional(),
  /** Up to, and without. */
  to: z.coerce.date('Enter a date and a time.').optional(),
  /** Any part of who it was. */
  actor: z.string().trim().max(256).optional(),
  actions: z.array(actionPattern).max(50).optional(),
  /** Events that concern one of these accounts. */
  uins: z.array(accountUin).max(1000).optional(),
  outcome: auditOutcome.optional(),
  effect: z.enum(['read', 'write']).optional(),
  requestId: z.string().trim().max(64).optional(),
  /** Any part of anything that is kept. */
  text: z.string().trim().max(256).optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;
