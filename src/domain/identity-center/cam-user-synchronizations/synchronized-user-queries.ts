import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

/** A person as a CAM user of an account. */
export interface SynchronizedUser {
  userId: string;
  camUserName: string;
  /** Null until it is known. */
  camUserUin: number | null;
  isCreated: boolean;
  releaseStrategy: 'Keep' | 'Delete' | null;
}

const ofAccount = (db: Transaction, spaceId: string, uin: number) =>
  db
    .selectFrom('synchronized_cam_users')
    .select([
      'user_id as userId',
      'cam_user_name as camUserName',
      'cam_user_uin as camUserUin',
      'is_created as isCreated',
      'release_strategy as releaseStrategy',
    ])
    .where('space_id', '=', spaceId)
    .where('uin', '=', uin);

export async function find(
  db: Transaction,
  spaceId: string,
  uin: number,
  userId: string,
): Promise<SynchronizedUser | undefined> {
  return ofAccount(db, spaceId, uin).where('user_id', '=', userId).executeTakeFirst();
}

/** Written down before the CAM user is made, so that whoever goes on after a crash knows it again. */
export async function intend(
  db: Transaction,
  spaceId: string,
  { uin, userId, camUserName }: { uin: number; userId: string; camUserName: string },
  now: Date,
): Promise<void> {
  const intention = { cam_user_name: camUserName, is_created: false, cam_user_uin: null };
  await db
    .insertInto('synchronized_cam_users')
    .values({ uin, user_id: userId, space_id: spaceId, created_at: now, ...intention })
    .onConflict((conflict) => conflict.columns(['uin', 'user_id']).doUpdateSet(intention))
    .execute();
}

export async function confirm(
  db: Transaction,
  spaceId: string,
  { uin, userId, camUserUin }: { uin: number; userId: string; camUserUin: number },
): Promise<void> {
  await db
    .updateTable('synchronized_cam_users')
    .set({ is_created: true, cam_user_uin: camUserUin })
    .where('space_id', '=', spaceId)
    .where('uin', '=', uin)
    .where('user_id', '=', userId)
    .execute();
}

/** Whether a synchronization into the account covers the person, directly or by a group. */
const isCovered = sql<boolean>`exists (
  select from user_synchronizations s
  where s.space_id = c.space_id and s.uin = c.uin
    and (s.principal_type = 'User' and s.principal_id = c.user_id
      or s.principal_type = 'Group' and exists (
        select from group_members m where m.group_id = s.principal_id and m.user_id = c.user_id)))`;

/**
 * Decides about the CAM users of people whom nothing covers any more: whatever ended it says what becomes of them.
 * Returns how many there are.
 */
export async function markUncovered(
  db: Transaction,
  spaceId: string,
  { uin, userIds }: { uin: number; userIds: readonly string[] },
  strategy: 'Keep' | 'Delete',
): Promise<number> {
  if (userIds.length === 0) return 0;
  const { numAffectedRows } = await sql`
    update synchronized_cam_users c set release_strategy = ${strategy}
    where c.space_id = ${spaceId} and c.uin = ${uin} and c.user_id = any(${userIds}) and not ${isCovered}`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0n);
}

/** Whoever is covered again keeps the CAM user. */
export async function clearCovered(db: Transaction, spaceId: string, uin: number): Promise<void> {
  await sql`
    update synchronized_cam_users c set release_strategy = null
    where c.space_id = ${spaceId} and c.uin = ${uin} and c.release_strategy is not null and ${isCovered}`.execute(
    db,
  );
}

export async function listToRelease(
  db: Transaction,
  spaceId: string,
  uin: number,
): Promise<SynchronizedUser[]> {
  return ofAccount(db, spaceId, uin)
    .where('release_strategy', 'is not', null)
    .orderBy('cam_user_name')
    .execute();
}

/** Nobody enters as this CAM user any more; false when the person is covered again. */
export async function beginRelease(
  db: Transaction,
  spaceId: string,
  uin: number,
  userId: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('synchronized_cam_users')
    .set({ is_created: false })
    .where('space_id', '=', spaceId)
    .where('uin', '=', uin)
    .where('user_id', '=', userId)
    .where('release_strategy', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function endRelease(
  db: Transaction,
  spaceId: string,
  uin: number,
  userId: string,
): Promise<void> {
  await db
    .deleteFrom('synchronized_cam_users')
    .where('space_id', '=', spaceId)
    .where('uin', '=', uin)
    .where('user_id', '=', userId)
    .where('release_strategy', 'is not', null)
    .execute();
}

/** Whether the account still needs user SSO for anybody of the space. */
export async function isAnyLeft(db: Transaction, spaceId: string, uin: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from user_synchronizations where space_id = ${spaceId} and uin = ${uin}
    union all
    select 1 from synchronized_cam_users where space_id = ${spaceId} and uin = ${uin} limit 1`.execute(db);
  return rows.length > 0;
}

/** User id → CAM user, of those who have one. */
export async function listNames(
  db: Transaction,
  spaceId: string,
  uin: number,
  userIds: readonly string[],
): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await ofAccount(db, spaceId, uin)
    .where('is_created', '=', true)
    .where('user_id', 'in', userIds)
    .execute();
  return new Map(rows.map(({ userId, camUserName }) => [userId, camUserName]));
}
