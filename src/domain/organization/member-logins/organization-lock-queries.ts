import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

/**
 * Whoever counts before adding waits here for others who do the same in this organization, until they have
 * committed. So a limit holds however many ask at once.
 */
export async function lock(db: Transaction, organizationId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('organization', ${organizationId}))`.execute(db);
}
