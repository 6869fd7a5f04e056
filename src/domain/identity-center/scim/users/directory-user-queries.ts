import { type SelectQueryBuilder, sql } from 'kysely';
import type { Transaction } from '../../../../platform/database/database.ts';
import type { Tables } from '../../../../platform/database/tables.ts';
import { unlessTaken } from '../../../../platform/database/unless-taken.ts';
import type { UserColumns, UserRow } from './user-document.ts';

/** What was created by hand is invisible to the directory. */
const owned = (db: Transaction, spaceId: string): SelectQueryBuilder<Tables, 'users', UserRow> =>
  db.selectFrom('users').selectAll().where('space_id', '=', spaceId).where('source', '=', 'Synchronized');

export async function lock(db: Transaction, spaceId: string, userId: string): Promise<UserRow | undefined> {
  return owned(db, spaceId).where('user_id', '=', userId).forUpdate().executeTakeFirst();
}

export interface GroupReference {
  value: string;
  display: string;
}

/** Users with the directory's groups that they are in, where these are asked for; one statement, so that the two belong together. */
export async function listByIds(
  db: Transaction,
  spaceId: string,
  ids: readonly string[],
  { withGroups }: { withGroups: boolean },
): Promise<(UserRow & { groups: GroupReference[] })[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<UserRow & { groups: GroupReference[] }>`
    select (person).*, groups from scim_users(${spaceId}, ${[...ids]}::text[], ${withGroups})`.execute(db);
  return rows;
}

/** Whoever has that name in any case of letters, also created by hand; nobody else changes them meanwhile. */
export async function lockByName(
  db: Transaction,
  spaceId: string,
  userName: string,
): Promise<UserRow | undefined> {
  return db
    .selectFrom('users')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where(sql<boolean>`lower(user_name) = lower(${userName})`)
    .forUpdate()
    .executeTakeFirst();
}

/** Undefined when the name is taken. */
export async function insert(
  db: Transaction,
  spaceId: string,
  { userId, ...columns }: UserColumns & { userId: string },
  now: Date,
): Promise<UserRow | undefined> {
  return db
    .insertInto('users')
    .values({
      ...columns,
      user_id: userId,
      space_id: spaceId,
      description: '',
      source: 'Synchronized',
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** Makes the user the directory's, if it is not yet. Undefined when the name is another one's. */
export async function update(
  db: Transaction,
  spaceId: string,
  { userId, ...columns }: UserColumns & { userId: string },
  now: Date,
): Promise<UserRow | undefined> {
  return unlessTaken(
    db
      .updateTable('users')
      .set((of) => ({ ...columns, source: 'Synchronized', updated_at: now, version: of('version', '+', 1) }))
      .where('space_id', '=', spaceId)
      .where('user_id', '=', userId)
      .returningAll()
      .executeTakeFirst(),
  );
}

/** Every group that somebody is in, locked in the order in which everybody locks groups. */
export async function lockGroupsOf(db: Transaction, spaceId: string, userId: string): Promise<string[]> {
  const { rows } = await sql<{ groupId: string }>`
    select g.group_id as "groupId" from user_groups g
    where g.space_id = ${spaceId} and g.group_id in (
      select m.group_id from group_members m where m.space_id = ${spaceId} and m.user_id = ${userId})
    order by g.group_id for update`.execute(db);
  return rows.map(({ groupId }) => groupId);
}

/** Takes somebody out of every group; returns which. */
export async function leaveGroups(
  db: Transaction,
  spaceId: string,
  userId: string,
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{ groupId: string }>`
    with gone as (
      delete from group_members where space_id = ${spaceId} and user_id = ${userId} returning group_id
    ), changed as (
      update user_groups set version = version + 1, updated_at = ${now}
      where space_id = ${spaceId} and group_id in (select group_id from gone)
    )
    select group_id as "groupId" from gone order by group_id`.execute(db);
  return rows.map(({ groupId }) => groupId);
}
