import type { Transaction } from '../../../platform/database/database.ts';

/** The one identity provider that may log people in as CAM users of an account. */
export interface UserSso {
  entityId: string;
  metadataDocument: string;
  certificates: string[];
}

export async function find(db: Transaction, uin: number): Promise<UserSso | undefined> {
  const row = await db.selectFrom('cam_user_sso').selectAll().where('uin', '=', uin).executeTakeFirst();
  return (
    row && {
      entityId: row.entity_id,
      metadataDocument: row.metadata_document,
      certificates: row.certificates as string[],
    }
  );
}

export async function put(
  db: Transaction,
  uin: number,
  userSso: UserSso,
  spaceId: string | null,
  now: Date,
): Promise<void> {
  const changes = {
    entity_id: userSso.entityId,
    metadata_document: userSso.metadataDocument,
    certificates: JSON.stringify(userSso.certificates),
    updated_at: now,
  };
  await db
    .insertInto('cam_user_sso')
    .values({ uin, space_id: spaceId, ...changes })
    .onConflict((conflict) => conflict.column('uin').doUpdateSet(changes))
    .execute();
}
