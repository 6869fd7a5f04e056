import { sql } from 'kysely';
import type { Transaction } from '../../platform/database/database.ts';

/**
 * Whoever counts before adding waits here for others who do the same in this account, until they have committed.
 * So a limit holds however many ask at once.
 */
export async function lock(db: Transaction, uin: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('cam', ${uin}))`.execute(db);
}
