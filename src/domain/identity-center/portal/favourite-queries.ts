import type { Transaction } from '../../../platform/database/database.ts';

export async function insert(
  db: Transaction,
  spaceId: string,
  userId: string,
  uin: number,
  now: Date,
): Promise<void> {
  await db
    .insertInto('portal_favourites')
    .values({ space_id: spaceId, user_id: userId, uin, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function remove(db: Transaction, spaceId: string, userId: string, uin: number): Promise<void> {
  await db
    .deleteFrom('portal_favourites')
    .where('space_id', '=', spaceId)
    .where('user_id', '=', userId)
    .where('uin', '=', uin)
    .execute();
}
