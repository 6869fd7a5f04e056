import type { Transaction } from '../database/database.ts';

/**
 * Marks an assertion as used. False when it was used before: the primary key decides, so that of two
 * nodes that see the same assertion at once only one accepts it (saml-profiles §4.1.4.5).
 */
export async function consumeAssertion(
  db: Transaction,
  audience: string,
  assertionId: string,
  usableUntil: Date,
): Promise<boolean> {
  const inserted = await db
    .insertInto('consumed_assertions')
    .values({ audience, assertion_id: assertionId, expires_at: usableUntil })
    .onConflict((conflict) => conflict.columns(['audience', 'assertion_id']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Whether it was used before; only `consumeAssertion` decides between two that come at once. */
export async function isConsumed(db: Transaction, audience: string, assertionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('consumed_assertions')
    .select('assertion_id')
    .where('audience', '=', audience)
    .where('assertion_id', '=', assertionId)
    .executeTakeFirst();
  return row !== undefined;
}
