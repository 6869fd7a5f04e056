import { z } from 'zod';
import { DomainError } from '../../action/domain-error.ts';
import { auditOutcome } from './audit-event.ts';
import type { AuditRecord } from './audit-record.ts';

/** A record as lists show it. */
export const shownEvent = z.object({
  /** Its place in the chain, and what it goes by. */
  sequence: z.int(),
  time: z.date(),
  action: z.string(),
  outcome: auditOutcome,
  code: z.string(),
  reason: z.string(),
  /** What the sentence mentions; nothing in records that are older than this. */
  details: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
  actorName: z.string(),
  /** The accounts that it concerns. */
  uins: z.array(z.int()),
  address: z.string(),
  requestId: z.string(),
});

export const toShownEvent = ({ outcome, ...record }: AuditRecord): z.input<typeof shownEvent> => ({
  sequence: record.sequence,
  time: record.time,
  action: record.action,
  outcome: auditOutcome.parse(outcome),
  code: record.code,
  reason: record.reason,
  details: record.details === null ? null : JSON.parse(record.details),
  actorName: record.actorName,
  uins: record.uins,
  address: record.address,
  requestId: record.requestId,
});

export const auditEventNotFound = (sequence: number) =>
  new DomainError('not-found', 'AuditEventNotFound', `There is no audit record ${sequence}.`, {
    details: { sequence },
  });
