import { type Insertable, type Selectable, sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { UserTable } from '../../../platform/database/tables.ts';
import type { User } from './user.ts';
import { toUser } from './user-queries.ts';

/** Those whose name or e-mail is taken in the space are not among the returned. */
export async function insertAll(
  db: Transaction,
  spaceId: string,
  created: readonly User[],
): Promise<Pick<User, 'userId'>[]> {
  const inserted: Pick<User, 'userId'>[] = [];
  for (let start = 0; start < created.length; start += rowsPerStatement) {
    const rows = created.slice(start, start + rowsPerStatement).map((user) => toRow(spaceId, user));
    const returned = await db
      .insertInto('users')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .returning('user_id as userId')
      .execute();
    inserted.push(...returned);
  }
  return inserted;
}

/** A statement has 65,535 places for values. */
const rowsPerStatement = 2000;

const toRow = (spaceId: string, user: User): Insertable<UserTable> => ({
  user_id: user.userId,
  space_id: spaceId,
  user_name: user.userName,
  first_name: user.firstName,
  last_name: user.lastName,
  display_name: user.displayName,
  description: user.description,
  email: user.email,
  status: user.userStatus,
  source: user.userType,
  created_at: user.createTime,
  updated_at: user.updateTime,
});

/** The users who have one of these names or e-mail addresses, in any case of letters. */
export async function findTaken(
  db: Transaction,
  spaceId: string,
  { names, emails }: { names: readonly string[]; emails: readonly string[] },
): Promise<User[]> {
  const { rows } = await sql<Selectable<UserTable>>`
    select * from users
    where space_id = ${spaceId}
      and (lower(user_name) = any(${lowered(names)}::text[])
           or (email <> '' and lower(email) = any(${lowered(emails)}::text[])))`.execute(db);
  return rows.map(toUser);
}

/** Names and addresses are ASCII, so that the database lowers them alike. */
const lowered = (texts: readonly string[]): string[] =>
  texts.filter((text) => text !== '').map((text) => text.toLowerCase());

export async function count(db: Transaction, spaceId: string): Promise<number> {
  const { total } = await db
    .selectFrom('users')
    .select((of) => of.fn.countAll<number>().as('total'))
    .where('space_id', '=', spaceId)
    .executeTakeFirstOrThrow();
  return total;
}
