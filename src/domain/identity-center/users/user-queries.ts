import { type Selectable, sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { UserTable } from '../../../platform/database/tables.ts';
import type { User } from './user.ts';

/** In the space of an organization that was deleted there is nobody. */
export async function find(db: Transaction, spaceId: string, userId: string): Promise<User | undefined> {
  const row = await byId(db, spaceId, userId).executeTakeFirst();
  return row && toUser(row);
}

/** The same, and as they are until this transaction is over: who changes or deletes them waits. */
export async function hold(db: Transaction, spaceId: string, userId: string): Promise<User | undefined> {
  const row = await byId(db, spaceId, userId).forShare('users').executeTakeFirst();
  return row && toUser(row);
}

/** The same, for who is about to change or delete them: nobody else holds them. */
export async function lock(db: Transaction, spaceId: string, userId: string): Promise<User | undefined> {
  const row = await byId(db, spaceId, userId).forUpdate('users').executeTakeFirst();
  return row && toUser(row);
}

/** Of those ids, the users whom the space has, held like one. */
export async function holdAll(db: Transaction, spaceId: string, userIds: readonly string[]): Promise<User[]> {
  const rows = await db
    .selectFrom('users')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where('user_id', '=', sql<string>`any(${[...userIds]}::text[])`)
    .orderBy('user_id')
    .forShare()
    .execute();
  return rows.map(toUser);
}

const byId = (db: Transaction, spaceId: string, userId: string) =>
  db
    .selectFrom('users')
    .innerJoin('spaces', 'spaces.space_id', 'users.space_id')
    .innerJoin('organizations', 'organizations.organization_id', 'spaces.organization_id')
    .selectAll('users')
    .where('users.space_id', '=', spaceId)
    .where('user_id', '=', userId)
    .where('organizations.ended_at', 'is', null);

/** The name as it is written: `Alice` does not find `alice`. */
export async function findByName(
  db: Transaction,
  spaceId: string,
  userName: string,
): Promise<User | undefined> {
  const row = await db
    .selectFrom('users')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where((where) => where(where.fn('lower', ['user_name']), '=', sql<string>`lower(${userName})`))
    .where('user_name', '=', userName)
    .executeTakeFirst();
  return row && toUser(row);
}

export async function countEnabled(db: Transaction, spaceId: string): Promise<number> {
  const { count } = await db
    .selectFrom('users')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('space_id', '=', spaceId)
    .where('status', '=', 'Enabled')
    .executeTakeFirstOrThrow();
  return count;
}

export async function setStatus(
  db: Transaction,
  spaceId: string,
  userId: string,
  status: User['userStatus'],
  now: Date,
) {
  await db
    .updateTable('users')
    .set((of) => ({ status, updated_at: now, version: of('version', '+', 1) }))
    .where('space_id', '=', spaceId)
    .where('user_id', '=', userId)
    .execute();
}

/** Returns undefined when the e-mail is another user's. */
export async function update(
  db: Transaction,
  spaceId: string,
  {
    userId,
    ...user
  }: Pick<User, 'userId' | 'firstName' | 'lastName' | 'displayName' | 'description' | 'email'>,
  now: Date,
): Promise<User | undefined> {
  const { rows } = await sql<Selectable<UserTable>>`
    update users set first_name = ${user.firstName}, last_name = ${user.lastName}, display_name = ${user.displayName},
                     description = ${user.description}, email = ${user.email}, updated_at = ${now}, version = version + 1
    where space_id = ${spaceId} and user_id = ${userId}
      and not exists (select from users other where other.space_id = ${spaceId} and other.user_id <> ${userId}
                        and other.email <> '' and lower(other.email) = lower(${user.email}))
    returning *`.execute(db);
  return rows[0] && toUser(rows[0]);
}

/** The logins that are left of somebody who is deleted mean nothing any more. */
export async function remove(db: Transaction, spaceId: string, userId: string): Promise<void> {
  await db
    .deleteFrom('portal_logins')
    .where('space_id', '=', spaceId)
    .where('user_id', '=', userId)
    .execute();
  await db.deleteFrom('users').where('space_id', '=', spaceId).where('user_id', '=', userId).execute();
}

export const toUser = (row: Selectable<UserTable>): User => ({
  userId: row.user_id,
  userName: row.user_name,
  firstName: row.first_name,
  lastName: row.last_name,
  displayName: row.display_name,
  description: row.description,
  email: row.email,
  userStatus: row.status,
  userType: row.source,
  createTime: row.created_at,
  updateTime: row.updated_at,
});
