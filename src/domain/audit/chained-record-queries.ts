import type { Transaction } from '../../platform/database/database.ts';
import type { AuditRecord } from './audit-record.ts';
import { toRecord } from './record-queries.ts';

/** The whole chain, for those who look at all of it: records after that place, in their order. */
export async function listAfter(db: Transaction, sequence: number, limit: number): Promise<AuditRecord[]> {
  const rows = await db
    .selectFrom('audit_records')
    .selectAll()
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map(toRecord);
}

/** In whatever organization; for the chain itself. */
export async function findBySequence(db: Transaction, sequence: number): Promise<AuditRecord | undefined> {
  const row = await db
    .selectFrom('audit_records')
    .selectAll()
    .where('sequence', '=', sequence)
    .executeTakeFirst();
  return row && toRecord(row);
}

/** The chain must have been anchored there before, or the database refuses. */
export async function removeUpTo(db: Transaction, sequence: number): Promise<void> {
  await db.deleteFrom('audit_records').where('sequence', '<=', sequence).execute();
}

/** About where in the chain that time is; nothing when all records are older. */
export async function placeAt(db: Transaction, time: Date): Promise<number | undefined> {
  const row = await db
    .selectFrom('audit_records')
    .select('sequence')
    .where('occurred_at', '>=', time)
    .orderBy('occurred_at')
    .limit(1)
    .executeTakeFirst();
  return row?.sequence;
}

/** The place of the first record from that time on, or nothing when all are older. */
export async function firstSince(db: Transaction, time: Date): Promise<number | undefined> {
  const row = await db
    .selectFrom('audit_records')
    .select((of) => of.fn.min<number | null>('sequence').as('sequence'))
    .where('occurred_at', '>=', time)
    .executeTakeFirst();
  return row?.sequence ?? undefined;
}
