import type { Transaction } from '../../../platform/database/database.ts';

/** Rows that count for nobody any more, in every space alike. */
export async function remove(db: Transaction, now: Date, attemptDays: number): Promise<void> {
  const forgotten = new Date(now.getTime() - attemptDays * 24 * 3600 * 1000);
  await db.deleteFrom('login_attempts').where('occurred_at', '<', forgotten).execute();
  for (const table of [
    'login_requests',
    'consumed_assertions',
    'web_sessions',
    'portal_logins',
    'logout_requests',
    'account_entries',
    'command_line_logins',
  ] as const) {
    await db.deleteFrom(table).where('expires_at', '<=', now).execute();
  }
}
