import { type Selectable, sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { CamUserTable } from '../../../platform/database/tables.ts';
import type { CamUser } from './cam-user.ts';

export async function find(db: Transaction, uin: number, userName: string): Promise<CamUser | undefined> {
  const row = await db
    .selectFrom('cam_users')
    .selectAll()
    .where('uin', '=', uin)
    .where('user_name', '=', userName)
    .executeTakeFirst();
  return row && toCamUser(row);
}

/** Returns undefined when the account already has a user of that name. */
export async function insert(
  db: Transaction,
  uin: number,
  user: Omit<CamUser, 'userUin'>,
  now: Date,
): Promise<CamUser | undefined> {
  const row = await db
    .insertInto('cam_users')
    .values({
      user_uin: sql<number>`nextval('cam_user_uins')`,
      uin,
      user_name: user.userName,
      remark: user.remark,
      console_login: user.consoleLogin,
      space_id: user.spaceId,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['uin', 'user_name']).doNothing())
    .returningAll()
    .executeTakeFirst();
  return row && toCamUser(row);
}

/** Takes an existing user over for a space, which from then on keeps it. */
export async function takeOver(
  db: Transaction,
  uin: number,
  userName: string,
  spaceId: string,
  remark: string,
): Promise<void> {
  await db
    .updateTable('cam_users')
    .set({ space_id: spaceId, remark, console_login: true })
    .where('uin', '=', uin)
    .where('user_name', '=', userName)
    .execute();
}

const toCamUser = (row: Selectable<CamUserTable>): CamUser => ({
  userUin: row.user_uin,
  userName: row.user_name,
  remark: row.remark,
  consoleLogin: row.console_login,
  spaceId: row.space_id,
});
