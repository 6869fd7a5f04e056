import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { DeliveryFailure, TrackingSet } from './tracking-set.ts';
import { toTrackingSet } from './tracking-set-queries.ts';

export type DueSet = TrackingSet & { organizationId: number };

/** Of whatever organization: one set for which there may be something to do and which nobody else looks after now. */
export async function lockDue(db: Transaction, headSequence: number, now: Date): Promise<DueSet | undefined> {
  const row = await db
    .selectFrom('tracking_sets')
    .selectAll()
    .where((where) =>
      where.or([
        where('test_requested_at', 'is not', null),
        where.and([
          where('status', '=', 'Enabled'),
          where('position', '<', headSequence),
          where('next_attempt_at', '<=', now),
        ]),
      ]),
    )
    .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<=', now)]))
    .orderBy('next_attempt_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row && { ...toTrackingSet(row), organizationId: row.organization_id };
}

/** Nothing was chosen up to there. */
export async function pass(
  db: Transaction,
  organizationId: number,
  trackingSetId: string,
  position: number,
): Promise<void> {
  await db
    .updateTable('tracking_sets')
    .set({ position })
    .where('organization_id', '=', organizationId)
    .where('tracking_set_id', '=', trackingSetId)
    .execute();
}

/** Until then the set is delivered by whoever knows this lease. */
export async function lease(
  db: Transaction,
  organizationId: number,
  trackingSetId: string,
  { lease: name, until }: { lease: string; until: Date },
): Promise<void> {
  await db
    .updateTable('tracking_sets')
    .set({ lease: name, lease_until: until })
    .where('organization_id', '=', organizationId)
    .where('tracking_set_id', '=', trackingSetId)
    .execute();
}

interface Ended {
  organizationId: number;
  trackingSetId: string;
  lease: string;
}

const released = { lease: null, lease_until: null };

/** Only by its lease: whoever comes after it ran out changes nothing, and the records are delivered once more. */
export async function advance(db: Transaction, ended: Ended, position: number, now: Date): Promise<void> {
  await db
    .updateTable('tracking_sets')
    .set({
      ...released,
      position,
      failures: 0,
      next_attempt_at: now,
      last_delivered_at: now,
      last_error: '',
      last_error_at: null,
    })
    .where('organization_id', '=', ended.organizationId)
    .where('tracking_set_id', '=', ended.trackingSetId)
    .where('lease', '=', ended.lease)
    .execute();
}

export async function postpone(
  db: Transaction,
  ended: Ended,
  { failure, failures, until }: { failure: DeliveryFailure; failures: number; until: Date },
  now: Date,
): Promise<void> {
  await db
    .updateTable('tracking_sets')
    .set({
      ...released,
      failures,
      next_attempt_at: until,
      last_error: JSON.stringify(failure),
      last_error_at: now,
    })
    .where('organization_id', '=', ended.organizationId)
    .where('tracking_set_id', '=', ended.trackingSetId)
    .where('lease', '=', ended.lease)
    .execute();
}

export async function endTest(
  db: Transaction,
  ended: Ended,
  failure: DeliveryFailure | undefined,
  now: Date,
): Promise<void> {
  await db
    .updateTable('tracking_sets')
    .set({
      ...released,
      test_requested_at: null,
      tested_at: now,
      test_error: failure ? JSON.stringify(failure) : '',
      // What works by now need not wait for its next attempt.
      ...(!failure && { next_attempt_at: sql<Date>`least(next_attempt_at, ${now})` }),
    })
    .where('organization_id', '=', ended.organizationId)
    .where('tracking_set_id', '=', ended.trackingSetId)
    .where('lease', '=', ended.lease)
    .execute();
}
