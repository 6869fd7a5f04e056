import type { Transaction } from '../../../platform/database/database.ts';
import type { LoginRequestTable } from '../../../platform/database/tables.ts';

export async function insert(db: Transaction, row: Omit<LoginRequestTable, 'consumed_at'>): Promise<void> {
  await db
    .insertInto('login_requests')
    .values({ ...row, consumed_at: null })
    .execute();
}

export type Consumption =
  | { outcome: 'consumed'; returnTo: string }
  | { outcome: 'unknown' }
  | { outcome: 'other-browser' };

/**
 * Uses a request up, once: the row decides which of two simultaneous responses wins. A response that another
 * browser brings does not use the request up, or a stranger could spoil somebody's login.
 */
export async function consume(
  db: Transaction,
  spaceId: string,
  requestId: string,
  browserHash: string,
  now: Date,
): Promise<Consumption> {
  const consumed = await db
    .updateTable('login_requests')
    .set({ consumed_at: now })
    .where('space_id', '=', spaceId)
    .where('request_id', '=', requestId)
    .where('browser_hash', '=', browserHash)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('return_to')
    .executeTakeFirst();
  if (consumed) return { outcome: 'consumed', returnTo: consumed.return_to };

  const open = await db
    .selectFrom('login_requests')
    .select('request_id')
    .where('space_id', '=', spaceId)
    .where('request_id', '=', requestId)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return { outcome: open ? 'other-browser' : 'unknown' };
}
