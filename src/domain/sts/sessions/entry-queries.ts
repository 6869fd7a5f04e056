import type { Transaction } from '../../../platform/database/database.ts';

/** An assertion that lets an employee of a space into an account; everything it opens hangs on it. */
export interface AccountEntry {
  /** The ID of the assertion. */
  entryId: string;
  userId: string;
  uin: number;
  /** Absent when it is for a CAM user. */
  permissionConfigurationId?: string | undefined;
  /** The role, or the CAM user. */
  enteredAs: string;
  createdAt: Date;
  expiresAt: Date;
  /** The login to the portal, and the browser in which it asked, with its address. */
  loginId: string | undefined;
  address: string;
  browser: string;
}

export async function insert(db: Transaction, spaceId: string, entry: AccountEntry): Promise<void> {
  await db
    .insertInto('account_entries')
    .values({
      entry_id: entry.entryId,
      space_id: spaceId,
      user_id: entry.userId,
      uin: entry.uin,
      permission_configuration_id: entry.permissionConfigurationId ?? null,
      entered_as: entry.enteredAs,
      created_at: entry.createdAt,
      expires_at: entry.expiresAt,
      used_at: null,
      login_id: entry.loginId ?? null,
      address: entry.address,
      browser: entry.browser,
    })
    .execute();
}

/** Keeps the entry as long as the session that it opens; false when it was taken back meanwhile. */
export async function use(
  db: Transaction,
  spaceId: string,
  { entryId, uin }: { entryId: string; uin: number },
  { now, until }: { now: Date; until: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('account_entries')
    .set({ expires_at: until, used_at: now })
    .where('space_id', '=', spaceId)
    .where('entry_id', '=', entryId)
    .where('uin', '=', uin)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

interface Which {
  entryId?: string | undefined;
  /** All but those of this login. */
  exceptOfLogin?: string | undefined;
}

/** Ends all that these entries of a person opened, in every account, and takes back what was not used yet. */
export async function remove(
  db: Transaction,
  spaceId: string,
  userId: string,
  { entryId, exceptOfLogin }: Which = {},
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('account_entries')
    .where('space_id', '=', spaceId)
    .where('user_id', '=', userId)
    .$if(entryId !== undefined, (query) => query.where('entry_id', '=', entryId ?? ''))
    .$if(exceptOfLogin !== undefined, (query) =>
      query.where('login_id', 'is distinct from', exceptOfLogin ?? ''),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Ends one entry from inside the account: whoever it let in signs out. */
export async function end(db: Transaction, uin: number, entryId: string): Promise<void> {
  await db.deleteFrom('account_entries').where('uin', '=', uin).where('entry_id', '=', entryId).execute();
}
