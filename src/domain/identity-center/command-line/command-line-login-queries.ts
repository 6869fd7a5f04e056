import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

export interface Waiting {
  userCode: string;
  device: string;
  address: string;
  createdAt: Date;
  expiresAt: Date;
}

/** By what a login that waits is known: to people by its code, to its tool by the state. */
export type Name = { column: 'user_code' | 'state_hash'; value: string };

/** Of one address, so that nobody fills the table. */
const mostWaiting = 100;

/** False when it was there before, or when too many wait at that address. */
export async function insertWaiting(
  db: Transaction,
  { stateHash, ...waiting }: Waiting & { stateHash: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into command_line_logins (state_hash, user_code, device, address, created_at, expires_at)
    select ${stateHash}, ${waiting.userCode}, ${waiting.device}, ${waiting.address}, ${waiting.createdAt}::timestamptz,
           ${waiting.expiresAt}::timestamptz
    where (select count(*) from command_line_logins
           where address = ${waiting.address} and token_hash is null and expires_at > ${waiting.createdAt}::timestamptz) < ${mostWaiting}
    on conflict do nothing`.execute(db);
  return numAffectedRows === 1n;
}

/** Until somebody has answered. */
export async function findWaiting(db: Transaction, name: Name, now: Date): Promise<Waiting | undefined> {
  const row = await db
    .selectFrom('command_line_logins')
    .select(['user_code', 'device', 'address', 'created_at', 'expires_at'])
    .where(name.column, '=', name.value)
    .where('user_id', 'is', null)
    .where('refused_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return (
    row && {
      userCode: row.user_code,
      device: row.device,
      address: row.address,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
    }
  );
}

/** Until when it is allowed: as long as was said, at most until the login at the portal ends. */
export async function allow(
  db: Transaction,
  spaceId: string,
  { userId, loginId }: { userId: string; loginId: string },
  userCode: string,
  { now, until, fetchedBy }: { now: Date; until: Date; fetchedBy: Date },
): Promise<{ allowedUntil: Date; device: string; address: string } | undefined> {
  const { rows } = await sql<{ allowedUntil: Date; device: string; address: string }>`
    update command_line_logins c
    set space_id = ${spaceId}, user_id = ${userId}, login_id = ${loginId},
        allowed_until = least(p.expires_at, ${until}::timestamptz),
        expires_at = greatest(c.expires_at, ${fetchedBy}::timestamptz)
    from portal_logins p
    where p.space_id = ${spaceId} and p.user_id = ${userId} and p.login_id = ${loginId}
      and p.ended_at is null and p.expires_at > ${now}::timestamptz
      and c.user_code = ${userCode} and c.user_id is null and c.refused_at is null and c.expires_at > ${now}::timestamptz
    returning c.allowed_until as "allowedUntil", c.device, c.address`.execute(db);
  return rows[0];
}

/** Whether there was one to refuse. */
export async function refuse(db: Transaction, userCode: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('command_line_logins')
    .set({ refused_at: now })
    .where('user_code', '=', userCode)
    .where('user_id', 'is', null)
    .where('refused_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** To one alone, however many ask at once: the first that comes after it was allowed. */
export async function handOver(
  db: Transaction,
  stateHash: string,
  tokenHash: string,
  now: Date,
): Promise<Date | undefined> {
  const { rows } = await sql<{ allowedUntil: Date }>`
    update command_line_logins set token_hash = ${tokenHash}, expires_at = allowed_until
    where state_hash = ${stateHash} and token_hash is null and refused_at is null
      and allowed_until > ${now}::timestamptz and expires_at > ${now}::timestamptz
    returning allowed_until as "allowedUntil"`.execute(db);
  return rows[0]?.allowedUntil;
}

/** Takes away what is over for its tool, and says how it ended. */
export async function removeOver(
  db: Transaction,
  stateHash: string,
  now: Date,
): Promise<'Used' | 'Refused' | 'Expired' | undefined> {
  const row = await db
    .deleteFrom('command_line_logins')
    .where('state_hash', '=', stateHash)
    .where((over) =>
      over.or([
        over('token_hash', 'is not', null),
        over('refused_at', 'is not', null),
        over('expires_at', '<=', now),
      ]),
    )
    .returning(['token_hash', 'refused_at'])
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.token_hash !== null) return 'Used';
  return row.refused_at === null ? 'Expired' : 'Refused';
}

/** Who acts by a token, as long as the login at the portal with which it was allowed has not ended. */
export async function findByToken(
  db: Transaction,
  tokenHash: string,
  now: Date,
): Promise<
  { spaceId: string; userId: string; spaceName: string; userName: string; expiresAt: Date } | undefined
> {
  return db
    .selectFrom('command_line_logins as c')
    .innerJoin('portal_logins as p', (join) =>
      join
        .onRef('p.space_id', '=', 'c.space_id')
        .onRef('p.user_id', '=', 'c.user_id')
        .onRef('p.login_id', '=', 'c.login_id'),
    )
    .innerJoin('spaces as s', 's.space_id', 'p.space_id')
    .innerJoin('users as u', (join) =>
      join.onRef('u.space_id', '=', 'p.space_id').onRef('u.user_id', '=', 'p.user_id'),
    )
    .select([
      'p.space_id as spaceId',
      'p.user_id as userId',
      's.name as spaceName',
      'u.user_name as userName',
    ])
    .select('c.expires_at as expiresAt')
    .where('c.token_hash', '=', tokenHash)
    .where('c.expires_at', '>', now)
    .where('p.ended_at', 'is', null)
    .where('p.expires_at', '>', now)
    .where('u.status', '=', 'Enabled')
    .executeTakeFirst();
}

export async function removeByToken(
  db: Transaction,
  spaceId: string,
  userId: string,
  tokenHash: string,
): Promise<void> {
  await db
    .deleteFrom('command_line_logins')
    .where('space_id', '=', spaceId)
    .where('user_id', '=', userId)
    .where('token_hash', '=', tokenHash)
    .execute();
}
