import type { Database, Transaction } from '../platform/database/database.ts';

const mostAttempts = 3;

/**
 * Runs in a transaction, and runs again when the database gave it up for another one's sake: nothing of it is there
 * then, and whoever asked has done nothing wrong. An action may run again because all that it does is in its
 * transaction; what has to be done outside is prepared before or asked for later.
 */
export async function inTransaction<Result>(
  db: Database,
  run: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(run);
    } catch (error) {
      if (attempt === mostAttempts || !wasGivenUp(error)) throw error;
    }
  }
}

/** A deadlock or a serialization failure (PostgreSQL, appendix A, class 40). */
const wasGivenUp = (error: unknown): boolean =>
  ['40P01', '40001'].includes(String((error as { code?: unknown } | undefined)?.code));
