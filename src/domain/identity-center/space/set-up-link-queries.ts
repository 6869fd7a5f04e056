import type { Transaction } from '../../../platform/database/database.ts';

/** Makes this link the only one. */
export async function replace(db: Transaction, tokenHash: string, now: Date): Promise<void> {
  await db.deleteFrom('set_up_links').execute();
  await db.insertInto('set_up_links').values({ token_hash: tokenHash, created_at: now }).execute();
}

/** False when there is no such link. */
export async function consume(db: Transaction, tokenHash: string): Promise<boolean> {
  const deleted = await db.deleteFrom('set_up_links').where('token_hash', '=', tokenHash).executeTakeFirst();
  return deleted.numDeletedRows === 1n;
}
