import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

/** Remembers the way into an account; without a permission configuration it was as a CAM user. */
export async function record(
  db: Transaction,
  spaceId: string,
  userId: string,
  { uin, permissionConfigurationId = '' }: { uin: number; permissionConfigurationId?: string },
  now: Date,
): Promise<void> {
  await db
    .insertInto('portal_entries')
    .values({
      space_id: spaceId,
      user_id: userId,
      uin,
      permission_configuration_id: permissionConfigurationId,
      entered_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['space_id', 'user_id', 'uin', 'permission_configuration_id'])
        .doUpdateSet({ entered_at: now }),
    )
    .execute();
}

interface RecentEntry {
  uin: number;
  permissionConfigurationId: string;
  enteredAt: Date;
}

/** Newest first. Whether one still may is asked by whoever shows them. */
export async function listRecent(
  db: Transaction,
  spaceId: string,
  userId: string,
  limit: number,
): Promise<RecentEntry[]> {
  const { rows } = await sql<RecentEntry>`
    select uin, permission_configuration_id as "permissionConfigurationId", entered_at as "enteredAt"
    from portal_entries
    where space_id = ${spaceId} and user_id = ${userId}
    order by entered_at desc, uin limit ${limit}`.execute(db);
  return rows;
}
