import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { Tables, UserTable } from '../../../platform/database/tables.ts';
import type { User } from './user.ts';

/** Returns undefined when the name or the e-mail is taken in that space. */
export async function insert(db: Transaction, spaceId: string, user: User): Promise<User | undefined> {
  const row = await db
    .insertInto('users')
    .values({
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
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  return row && toUser(row);
}

/** In the space of an organization that was deleted there is nobody. */
export async function find(db: Transaction, spaceId: string, userId: string): Promise<User | undefined> {
  const row = await db
    .selectFrom('users')
    .innerJoin('spaces', 'spaces.space_id', 'users.space_id')
    .innerJoin('organizations', 'organizations.organization_id', 'spaces.organization_id')
    .selectAll('users')
    .where('users.space_id', '=', spaceId)
    .where('user_id', '=', userId)
    .where('organizations.ended_at', 'is', null)
    .executeTakeFirst();
  return row && toUser(row);
}

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

export async function isNameTaken(db: Transaction, spaceId: string, userName: string): Promise<boolean> {
  const row = await db
    .selectFrom('users')
    .select('user_id')
    .where('space_id', '=', spaceId)
    .where((where) => where(where.fn('lower', ['user_name']), '=', sql<string>`lower(${userName})`))
    .executeTakeFirst();
  return row !== undefined;
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
    .set({ status, updated_at: now })
    .where('space_id', '=', spaceId)
    .where('user_id', '=', userId)
    .execute();
}

export async function list(
  db: Transaction,
  spaceId: string,
  { filter, offset, maxResults }: Listing,
): Promise<Page<User>> {
  const found = db.selectFrom('users').where('space_id', '=', spaceId).where(matches(filter));
  const { total } = await found
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await found.selectAll().orderBy('user_name').offset(offset).limit(maxResults).execute();
  return { items: rows.map(toUser), total };
}

const matches = (filter: string) => (where: ExpressionBuilder<Tables, 'users'>) =>
  where.or(
    (['user_name', 'display_name', 'email', 'user_id', 'description'] as const).map((column) =>
      where(column, 'ilike', containing(filter)),
    ),
  );

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
