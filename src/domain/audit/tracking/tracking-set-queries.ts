import { type Selectable, sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { TrackingSetTable } from '../../../platform/database/tables.ts';
import type { Destination } from './destination.ts';
import type { DeliveryFailure, TrackingSet } from './tracking-set.ts';

type Chosen = Pick<
  TrackingSet,
  'name' | 'memberUins' | 'actions' | 'outcomes' | 'destination' | 'credentialSealed'
>;

const toChosenRow = ({ name, memberUins, actions, outcomes, destination, credentialSealed }: Chosen) => ({
  name,
  uins: memberUins,
  actions,
  outcomes,
  destination: JSON.stringify(destination),
  credential_sealed: credentialSealed,
});

/** Returns undefined when the organization already has a set of that name. */
export async function insert(
  db: Transaction,
  organizationId: number,
  set: Chosen & { trackingSetId: string; position: number },
  now: Date,
): Promise<TrackingSet | undefined> {
  const row = await db
    .insertInto('tracking_sets')
    .values({
      ...toChosenRow(set),
      tracking_set_id: set.trackingSetId,
      organization_id: organizationId,
      status: 'Enabled',
      position: set.position,
      next_attempt_at: now,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'name']).doNothing())
    .returningAll()
    .executeTakeFirst();
  return row && toTrackingSet(row);
}

/** Returns false when another set of the organization has that name. */
export async function replaceChoices(
  db: Transaction,
  organizationId: number,
  trackingSetId: string,
  chosen: Chosen,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('tracking_sets')
    .set({ ...toChosenRow(chosen), updated_at: now, failures: 0, next_attempt_at: now })
    .where('organization_id', '=', organizationId)
    .where('tracking_set_id', '=', trackingSetId)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('tracking_sets as other')
            .select('other.name')
            .where('other.organization_id', '=', organizationId)
            .where('other.name', '=', chosen.name)
            .where('other.tracking_set_id', '<>', trackingSetId),
        ),
      ),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function setStatus(
  db: Transaction,
  organizationId: number,
  trackingSetId: string,
  status: TrackingSet['status'],
  now: Date,
): Promise<void> {
  await db
    .updateTable('tracking_sets')
    .set({ status, failures: 0, next_attempt_at: now, updated_at: now })
    .where('organization_id', '=', organizationId)
    .where('tracking_set_id', '=', trackingSetId)
    .execute();
}

export async function requestTest(
  db: Transaction,
  organizationId: number,
  trackingSetId: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('tracking_sets')
    .set({ test_requested_at: now, tested_at: null, test_error: '' })
    .where('organization_id', '=', organizationId)
    .where('tracking_set_id', '=', trackingSetId)
    .execute();
}

export async function remove(db: Transaction, organizationId: number, trackingSetId: string): Promise<void> {
  await db
    .deleteFrom('tracking_sets')
    .where('organization_id', '=', organizationId)
    .where('tracking_set_id', '=', trackingSetId)
    .execute();
}

export async function find(
  db: Transaction,
  organizationId: number,
  trackingSetId: string,
): Promise<TrackingSet | undefined> {
  const row = await db
    .selectFrom('tracking_sets')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('tracking_set_id', '=', trackingSetId)
    .executeTakeFirst();
  return row && toTrackingSet(row);
}

/** Locked until the transaction ends. */
export async function lock(
  db: Transaction,
  organizationId: number,
  trackingSetId: string,
): Promise<TrackingSet | undefined> {
  const row = await db
    .selectFrom('tracking_sets')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('tracking_set_id', '=', trackingSetId)
    .forUpdate()
    .executeTakeFirst();
  return row && toTrackingSet(row);
}

export async function list(db: Transaction, organizationId: number): Promise<TrackingSet[]> {
  const rows = await db
    .selectFrom('tracking_sets')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('name')
    .execute();
  return rows.map(toTrackingSet);
}

/** Up to which record every set that is enabled has delivered; nothing when there is none. */
export async function leastPosition(db: Transaction): Promise<number | undefined> {
  const { rows } = await sql<{
    position: number | null;
  }>`select min(position) as position from tracking_sets where status = 'Enabled'`.execute(db);
  return rows[0]?.position ?? undefined;
}

export const toTrackingSet = (row: Selectable<TrackingSetTable>): TrackingSet => ({
  trackingSetId: row.tracking_set_id,
  name: row.name,
  status: row.status,
  memberUins: row.uins,
  actions: row.actions,
  outcomes: row.outcomes,
  destination: row.destination as Destination,
  credentialSealed: row.credential_sealed,
  position: row.position,
  failures: row.failures,
  nextAttemptAt: row.next_attempt_at,
  lastDeliveredAt: row.last_delivered_at,
  lastProblem: toFailure(row.last_error),
  lastProblemAt: row.last_error_at,
  testRequestedAt: row.test_requested_at,
  testedAt: row.tested_at,
  testProblem: toFailure(row.test_error),
});

const toFailure = (text: string): DeliveryFailure | null =>
  text === '' ? null : (JSON.parse(text) as DeliveryFailure);
