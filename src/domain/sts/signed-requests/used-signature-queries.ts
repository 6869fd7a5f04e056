import type { Transaction } from '../../../platform/database/database.ts';

/** False when this signature of this key was used before. */
export async function insert(
  db: Transaction,
  secretId: string,
  signature: string,
  expiresAt: Date,
): Promise<boolean> {
  const result = await db
    .insertInto('used_signatures')
    .values({ secret_id: secretId, signature, expires_at: expiresAt })
    .onConflict((conflict) => conflict.columns(['secret_id', 'signature']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Requests so old are refused without them. */
export async function removeExpired(db: Transaction, now: Date): Promise<void> {
  await db.deleteFrom('used_signatures').where('expires_at', '<=', now).execute();
}
