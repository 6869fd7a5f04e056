import type { Transaction } from '../../../platform/database/database.ts';

export interface PortalLogin {
  loginId: string;
  userId: string;
  nameId: string;
  nameIdAttributes: Record<string, string>;
  sessionIndex: string | undefined;
  /** Of the secret that the browser's session goes by. */
  sessionHash: string;
  expiresAt: Date;
  /** As it calls itself. */
  browser: string;
}

/** Ends a login; undefined when it has ended before. */
export async function end(
  db: Transaction,
  spaceId: string,
  userId: string,
  loginId: string,
  now: Date,
): Promise<Omit<PortalLogin, 'expiresAt' | 'sessionHash' | 'browser'> | undefined> {
  const row = await db
    .updateTable('portal_logins')
    .set({ ended_at: now })
    .where('space_id', '=', spaceId)
    .where('user_id', '=', userId)
    .where('login_id', '=', loginId)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return (
    row && {
      loginId,
      userId,
      nameId: row.name_id,
      nameIdAttributes: row.name_id_attributes as Record<string, string>,
      sessionIndex: row.session_index ?? undefined,
    }
  );
}

/** Ends every login of that name, or only those of these sessions of the identity provider; returns how many. */
export async function endByName(
  db: Transaction,
  spaceId: string,
  nameId: string,
  sessionIndexes: readonly string[],
  now: Date,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('portal_logins')
    .set({ ended_at: now })
    .where('space_id', '=', spaceId)
    .where('name_id', '=', nameId)
    .where('ended_at', 'is', null)
    .$if(sessionIndexes.length > 0, (query) => query.where('session_index', 'in', sessionIndexes))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Whoever is kept out stays out, also when they are let in again later; returns how many logins ended. One may stay. */
export async function endByUser(
  db: Transaction,
  spaceId: string,
  userId: string,
  now: Date,
  except?: string,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('portal_logins')
    .set({ ended_at: now })
    .where('space_id', '=', spaceId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .$if(except !== undefined, (query) => query.where('login_id', '<>', except ?? ''))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function isOpen(db: Transaction, spaceId: string, loginId: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('portal_logins')
    .select('login_id')
    .where('space_id', '=', spaceId)
    .where('login_id', '=', loginId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}
