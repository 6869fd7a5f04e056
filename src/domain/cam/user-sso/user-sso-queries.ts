import type { Transaction } from '../../../platform/database/database.ts';
import * as accountLock from '../account-lock-queries.ts';
import { type StoredUserSso, type UserSso, vouchesAsBefore } from './user-sso.ts';

export async function find(db: Transaction, uin: number): Promise<StoredUserSso | undefined> {
  const row = await db.selectFrom('cam_user_sso').selectAll().where('uin', '=', uin).executeTakeFirst();
  return (
    row && {
      userSsoId: row.user_sso_id,
      entityId: row.entity_id,
      metadataDocument: row.metadata_document,
      certificates: row.certificates as string[],
      spaceId: row.space_id,
      updatedAt: row.updated_at,
    }
  );
}

/**
 * A space that sets it up takes over what there was. Sessions that another provider opened hang on its row, and end
 * with it.
 */
export async function put(
  db: Transaction,
  uin: number,
  userSso: UserSso,
  spaceId: string | null,
  now: Date,
): Promise<void> {
  await accountLock.lock(db, uin);
  const present = await find(db, uin);
  if (present && !vouchesAsBefore(present, userSso)) await remove(db, uin);
  const changes = {
    space_id: spaceId,
    entity_id: userSso.entityId,
    metadata_document: userSso.metadataDocument,
    certificates: JSON.stringify(userSso.certificates),
    updated_at: now,
  };
  await db
    .insertInto('cam_user_sso')
    .values({ uin, ...changes })
    .onConflict((conflict) => conflict.column('uin').doUpdateSet(changes))
    .execute();
}

/** With the sessions that it opened. */
export async function remove(db: Transaction, uin: number): Promise<void> {
  await db.deleteFrom('cam_user_sso').where('uin', '=', uin).execute();
}
