import type { Transaction } from '../../../platform/database/database.ts';

/** Rows that count for nobody any more, in every space alike. */
export async function remove(db: Transaction, now: Date): Promise<void> {
  for (const table of ['login_requests', 'consumed_assertions', 'web_sessions'] as const) {
    await db.deleteFrom(table).where('expires_at', '<=', now).execute();
  }
}
