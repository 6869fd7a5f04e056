import { sql } from 'kysely';
import { canonicalJson } from '../../platform/canonical-json.ts';
import type { Transaction } from '../../platform/database/database.ts';
import { type AuditRecord, noHash, type SealedContent } from './audit-record.ts';

/** One end of the chain. */
export interface ChainEnd {
  sequence: number;
  hash: string;
}

export interface Chain {
  /** The last record that was removed because its time was over. */
  anchor: ChainEnd;
  head: ChainEnd;
  /** Both, sealed; empty while there is no chain. */
  sealedEnds: string;
}

const emptyEnd: ChainEnd = { sequence: 0, hash: noHash };

export async function find(db: Transaction): Promise<Chain> {
  const row = await db.selectFrom('audit_chain').selectAll().executeTakeFirst();
  return row
    ? {
        anchor: { sequence: row.anchor_sequence, hash: row.anchor_hash },
        head: { sequence: row.head_sequence, hash: row.head_hash },
        sealedEnds: row.sealed_ends,
      }
    : { anchor: emptyEnd, head: emptyEnd, sealedEnds: '' };
}

/** All that follows in this transaction sees the chain as it is now, however much is added meanwhile. */
export async function holdStill(db: Transaction): Promise<void> {
  await sql`set transaction isolation level repeatable read`.execute(db);
}

/** Whether the chain is ours until the transaction ends; somebody else who has it needs no help. */
export async function lock(db: Transaction): Promise<boolean> {
  const { rows } = await sql<{
    isOurs: boolean;
  }>`select pg_try_advisory_xact_lock(hashtext('audit chain')) as "isOurs"`.execute(db);
  return rows[0]?.isOurs === true;
}

export async function put(db: Transaction, chain: Chain, now: Date): Promise<void> {
  const row = {
    anchor_sequence: chain.anchor.sequence,
    anchor_hash: chain.anchor.hash,
    head_sequence: chain.head.sequence,
    head_hash: chain.head.hash,
    sealed_ends: chain.sealedEnds,
    sealed_at: now,
  };
  await db
    .insertInto('audit_chain')
    .values(row)
    .onConflict((conflict) => conflict.column('is_only').doUpdateSet(row))
    .execute();
}

/**
 * What has been committed and is not chained yet, the oldest first. One that began earlier and commits later is
 * there the next time; nothing that was committed before another began comes after it.
 */
export async function listUnsealed(
  db: Transaction,
  limit: number,
): Promise<Omit<SealedContent, 'previousHash'>[]> {
  const rows = await db.selectFrom('audit_events').selectAll().orderBy('event_id').limit(limit).execute();
  return rows.map((row) => ({
    eventId: row.event_id,
    time: row.occurred_at,
    organizationId: row.organization_id,
    uins: row.uins,
    action: row.action,
    effect: row.effect,
    outcome: row.outcome,
    code: row.code,
    reason: row.reason,
    actor: canonicalJson(row.actor),
    actorName: row.actor_name,
    address: row.address,
    requestId: row.request_id,
    input: canonicalJson(row.input),
    before: row.before === null ? null : canonicalJson(row.before),
    after: row.after === null ? null : canonicalJson(row.after),
    details: row.details === null ? null : canonicalJson(row.details),
  }));
}

/** Moves events into the chain. */
export async function append(db: Transaction, records: readonly AuditRecord[]): Promise<void> {
  await db
    .deleteFrom('audit_events')
    .where(
      'event_id',
      'in',
      records.map(({ eventId }) => eventId),
    )
    .execute();
  const rows = JSON.stringify(records.map(toRow));
  await sql`insert into audit_records
    select * from json_populate_recordset(null::audit_records, ${rows}::json)`.execute(db);
}

const toRow = (record: AuditRecord) => ({
  sequence: record.sequence,
  event_id: record.eventId,
  organization_id: record.organizationId,
  uins: record.uins,
  action: record.action,
  effect: record.effect,
  outcome: record.outcome,
  code: record.code,
  reason: record.reason,
  actor: record.actor,
  actor_name: record.actorName,
  address: record.address,
  request_id: record.requestId,
  input: record.input,
  before: record.before,
  after: record.after,
  details: record.details,
  occurred_at: record.time,
  previous_hash: record.previousHash,
  hash: record.hash,
});

export async function countUnsealed(db: Transaction): Promise<number> {
  const { count } = await db
    .selectFrom('audit_events')
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
