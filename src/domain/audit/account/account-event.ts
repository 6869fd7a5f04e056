import { z } from 'zod';
import { auditOutcome } from '../audit-event.ts';
import { actionPattern } from '../audit-filter.ts';
import type { AuditRecord } from '../audit-record.ts';

/** What the people of an account look for in its trail. They find nothing by what they are not shown. */
export const accountFilter = z.object({
  from: z.coerce.date('Enter a date and a time.').optional(),
  /** Up to, and without. */
  to: z.coerce.date('Enter a date and a time.').optional(),
  /** Any part of who of the account it was. */
  actor: z.string().trim().max(256).optional(),
  actions: z.array(actionPattern).max(50).optional(),
  outcome: auditOutcome.optional(),
});
export type AccountFilter = z.infer<typeof accountFilter>;

/**
 * Who acted, seen from the account. Its own people it knows by name; whoever knocked at its door, by address. What
 * came from elsewhere is told as what was done and when, and the rest stays with those who did it
 * (docs/decisions/0024-what-an-account-sees-of-the-audit.md).
 */
const party = z.enum(['account', 'visitor', 'organization', 'identity-center']);

export const accountEvent = z.object({
  sequence: z.int(),
  time: z.date(),
  action: z.string(),
  outcome: auditOutcome,
  code: z.string(),
  reason: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
  party,
  /** Empty for everybody who is not of the account; so are the address and the input. */
  actorName: z.string(),
  address: z.string(),
  requestId: z.string(),
  input: z.json(),
});
export type AccountEvent = z.output<typeof accountEvent>;

export function toAccountEvent(uin: number, record: AuditRecord): AccountEvent {
  const by = partyOf(uin, JSON.parse(record.actor));
  const isOwn = by === 'account';
  return {
    sequence: record.sequence,
    time: record.time,
    action: record.action,
    outcome: auditOutcome.parse(record.outcome),
    code: record.code,
    reason: isOwn ? record.reason : '',
    details: isOwn && record.details !== null ? JSON.parse(record.details) : null,
    party: by,
    actorName: isOwn ? record.actorName : '',
    address: isOwn || by === 'visitor' ? record.address : '',
    requestId: record.requestId,
    input: isOwn ? JSON.parse(record.input) : null,
  };
}

function partyOf(
  uin: number,
  { uin: actorUin, kind }: { uin?: number; kind?: string },
): z.infer<typeof party> {
  if (actorUin === uin) return 'account';
  if (kind === 'visitor') return 'visitor';
  return kind === 'system' ? 'identity-center' : 'organization';
}
