import type { Transaction } from '../../../platform/database/database.ts';

export interface ConsolePassword {
  userUin: number;
  userName: string;
  consoleLogin: boolean;
  passwordHash: string | undefined;
  mustChange: boolean;
  version: number;
}

export async function find(
  db: Transaction,
  uin: number,
  userName: string,
): Promise<ConsolePassword | undefined> {
  const row = await db
    .selectFrom('cam_users')
    .select([
      'user_uin',
      'user_name',
      'console_login',
      'password_hash',
      'must_change_password',
      'password_version',
    ])
    .where('uin', '=', uin)
    .where('user_name', '=', userName)
    .executeTakeFirst();
  return (
    row && {
      userUin: row.user_uin,
      userName: row.user_name,
      consoleLogin: row.console_login,
      passwordHash: row.password_hash ?? undefined,
      mustChange: row.must_change_password,
      version: row.password_version,
    }
  );
}

/** Ends the sessions that began with the one before; returns the number of this one. */
export async function set(
  db: Transaction,
  uin: number,
  userUin: number,
  passwordHash: string,
  mustChange: boolean,
): Promise<number | undefined> {
  const row = await db
    .updateTable('cam_users')
    .set((of) => ({
      password_hash: passwordHash,
      must_change_password: mustChange,
      password_version: of('password_version', '+', 1),
    }))
    .where('uin', '=', uin)
    .where('user_uin', '=', userUin)
    .returning('password_version')
    .executeTakeFirst();
  return row?.password_version;
}

export async function setMustChange(
  db: Transaction,
  uin: number,
  userUin: number,
  mustChange: boolean,
): Promise<void> {
  await db
    .updateTable('cam_users')
    .set({ must_change_password: mustChange })
    .where('uin', '=', uin)
    .where('user_uin', '=', userUin)
    .execute();
}

export async function recordSignIn(
  db: Transaction,
  uin: number,
  userName: string,
  address: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('cam_users')
    .set({ signed_in_at: now, signed_in_from: address })
    .where('uin', '=', uin)
    .where('user_name', '=', userName)
    .execute();
}
