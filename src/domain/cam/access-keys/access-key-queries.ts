import type { Selectable } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { CamAccessKeyTable } from '../../../platform/database/tables.ts';
import type { AccessKey, AccessKeyStatus } from './access-key.ts';

export async function insert(
  db: Transaction,
  uin: number,
  key: Omit<AccessKey, 'createdAt' | 'usedAt'> & { secretSealed: string },
  now: Date,
): Promise<void> {
  await db
    .insertInto('cam_access_keys')
    .values({
      access_key_id: key.accessKeyId,
      uin,
      user_uin: key.userUin,
      secret_sealed: key.secretSealed,
      status: key.status,
      description: key.description,
      created_at: now,
      used_at: null,
    })
    .execute();
}

export async function list(db: Transaction, uin: number, userUin: number): Promise<AccessKey[]> {
  const rows = await db
    .selectFrom('cam_access_keys')
    .selectAll()
    .where('uin', '=', uin)
    .where('user_uin', '=', userUin)
    .orderBy('created_at')
    .orderBy('access_key_id')
    .execute();
  return rows.map(toAccessKey);
}

export async function listByIds(db: Transaction, uin: number, ids: readonly string[]): Promise<AccessKey[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('cam_access_keys')
    .selectAll()
    .where('uin', '=', uin)
    .where('access_key_id', 'in', ids)
    .execute();
  return rows.map(toAccessKey);
}

/** False when the user has no such key. */
export async function setStatus(
  db: Transaction,
  uin: number,
  userUin: number,
  accessKeyId: string,
  status: AccessKeyStatus,
): Promise<boolean> {
  const result = await db
    .updateTable('cam_access_keys')
    .set({ status })
    .where('uin', '=', uin)
    .where('user_uin', '=', userUin)
    .where('access_key_id', '=', accessKeyId)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** False when the user has no such key. */
export async function remove(
  db: Transaction,
  uin: number,
  userUin: number,
  accessKeyId: string,
): Promise<boolean> {
  const result = await db
    .deleteFrom('cam_access_keys')
    .where('uin', '=', uin)
    .where('user_uin', '=', userUin)
    .where('access_key_id', '=', accessKeyId)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

export async function removeAll(db: Transaction, uin: number, userUin: number): Promise<void> {
  await db.deleteFrom('cam_access_keys').where('uin', '=', uin).where('user_uin', '=', userUin).execute();
}

/** Whose key it is, for a door that knows nothing yet but the id in a signature. Ids are unique in all accounts. */
export async function findSigner(db: Transaction, accessKeyId: string) {
  const row = await db
    .selectFrom('cam_access_keys')
    .leftJoin('cam_users', 'cam_users.user_uin', 'cam_access_keys.user_uin')
    .select([
      'cam_access_keys.uin',
      'cam_access_keys.user_uin as userUin',
      'cam_access_keys.secret_sealed as secretSealed',
      'cam_access_keys.status',
      'cam_access_keys.used_at as usedAt',
      'cam_users.user_name as userName',
    ])
    .where('access_key_id', '=', accessKeyId)
    .executeTakeFirst();
  return row && { ...row, userName: row.userName ?? undefined };
}

/** When a key was used is kept to the minute: one that signs often is not written each time. */
const aMinuteBefore = (now: Date): Date => new Date(now.getTime() - 60_000);

export const isStale = (usedAt: Date, now: Date): boolean => usedAt < aMinuteBefore(now);

export async function recordUse(db: Transaction, uin: number, accessKeyId: string, now: Date): Promise<void> {
  await db
    .updateTable('cam_access_keys')
    .set({ used_at: now })
    .where('uin', '=', uin)
    .where('access_key_id', '=', accessKeyId)
    .where((where) => where.or([where('used_at', 'is', null), where('used_at', '<', aMinuteBefore(now))]))
    .execute();
}

const toAccessKey = (row: Selectable<CamAccessKeyTable>): AccessKey => ({
  accessKeyId: row.access_key_id,
  userUin: row.user_uin,
  status: row.status,
  description: row.description,
  createdAt: row.created_at,
  usedAt: row.used_at,
});
