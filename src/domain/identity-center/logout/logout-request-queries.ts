import type { Transaction } from '../../../platform/database/database.ts';

export async function insert(
  db: Transaction,
  spaceId: string,
  requestId: string,
  expiresAt: Date,
): Promise<void> {
  await db
    .insertInto('logout_requests')
    .values({ request_id: requestId, space_id: spaceId, expires_at: expiresAt })
    .execute();
}

/** Uses the request up; false when there is none that is open. */
export async function consume(
  db: Transaction,
  spaceId: string,
  requestId: string,
  now: Date,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('logout_requests')
    .where('space_id', '=', spaceId)
    .where('request_id', '=', requestId)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
