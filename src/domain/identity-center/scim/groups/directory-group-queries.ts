import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { Transaction } from '../../../../platform/database/database.ts';
import type { Tables, UserGroupTable } from '../../../../platform/database/tables.ts';
import { unlessTaken } from '../../../../platform/database/unless-taken.ts';

export type GroupRow = Selectable<UserGroupTable>;

/** What was created by hand is invisible to the directory. */
const owned = (db: Transaction, spaceId: string): SelectQueryBuilder<Tables, 'user_groups', GroupRow> =>
  db
    .selectFrom('user_groups')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where('source', '=', 'Synchronized');

export async function find(db: Transaction, spaceId: string, groupId: string): Promise<GroupRow | undefined> {
  return owned(db, spaceId).where('group_id', '=', groupId).executeTakeFirst();
}

/** Changes of one group wait for each other, so that none is lost. */
export async function lock(db: Transaction, spaceId: string, groupId: string): Promise<GroupRow | undefined> {
  return owned(db, spaceId).where('group_id', '=', groupId).forUpdate().executeTakeFirst();
}

export async function listByIds(
  db: Transaction,
  spaceId: string,
  ids: readonly string[],
): Promise<GroupRow[]> {
  if (ids.length === 0) return [];
  return owned(db, spaceId)
    .where('group_id', '=', sql<string>`any(${[...ids]}::text[])`)
    .execute();
}

/** The group of that name in any case of letters, also created by hand; nobody else changes it meanwhile. */
export async function lockByName(
  db: Transaction,
  spaceId: string,
  name: string,
): Promise<GroupRow | undefined> {
  return db
    .selectFrom('user_groups')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where(sql<boolean>`lower(group_name) = lower(${name})`)
    .forUpdate()
    .executeTakeFirst();
}

type Columns = Pick<GroupRow, 'group_name' | 'external_id'> & { groupId: string };

/** Undefined when the name is taken. */
export async function insert(
  db: Transaction,
  spaceId: string,
  { groupId, ...columns }: Columns,
  now: Date,
): Promise<GroupRow | undefined> {
  return db
    .insertInto('user_groups')
    .values({
      ...columns,
      group_id: groupId,
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

/** Makes the group the directory's, if it is not yet. Undefined when the name is another one's. */
export async function update(
  db: Transaction,
  spaceId: string,
  { groupId, ...columns }: Columns,
  now: Date,
): Promise<GroupRow | undefined> {
  return unlessTaken(
    db
      .updateTable('user_groups')
      .set((of) => ({ ...columns, source: 'Synchronized', updated_at: now, version: of('version', '+', 1) }))
      .where('space_id', '=', spaceId)
      .where('group_id', '=', groupId)
      .returningAll()
      .executeTakeFirst(),
  );
}

export interface Member {
  groupId: string;
  userId: string;
  display: string;
}

/** Those of the directory alone: a group that was taken over may hold others, who do not exist for it. */
export async function listMembers(
  db: Transaction,
  spaceId: string,
  groupIds: readonly string[],
): Promise<Member[]> {
  if (groupIds.length === 0) return [];
  const { rows } = await sql<Member>`
    select m.group_id as "groupId", u.user_id as "userId",
           coalesce(nullif(u.display_name, ''), u.user_name) as display
    from group_members m join users u on u.user_id = m.user_id
    where m.space_id = ${spaceId} and m.group_id = any(${[...groupIds]}::text[]) and u.source = 'Synchronized'
    order by m.joined_at, u.user_id`.execute(db);
  return rows;
}

/** Group id → how many are in it; none where nobody is. */
export async function countMembers(
  db: Transaction,
  spaceId: string,
  groupIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('group_members')
    .select((of) => ['group_id', of.fn.countAll<number>().as('count')])
    .where('space_id', '=', spaceId)
    .where('group_id', '=', sql<string>`any(${[...groupIds]}::text[])`)
    .groupBy('group_id')
    .execute();
  return new Map(rows.map(({ group_id, count }) => [group_id, count]));
}

/** Those of the directory's people who are in the group. */
export async function listPresent(
  db: Transaction,
  spaceId: string,
  groupId: string,
  userIds: readonly string[],
): Promise<string[]> {
  if (userIds.length === 0) return [];
  const rows = await db
    .selectFrom('group_members')
    .innerJoin('users', 'users.user_id', 'group_members.user_id')
    .select('users.user_id')
    .where('group_members.space_id', '=', spaceId)
    .where('group_id', '=', groupId)
    .where('users.user_id', '=', sql<string>`any(${[...userIds]}::text[])`)
    .where('source', '=', 'Synchronized')
    .execute();
  return rows.map(({ user_id }) => user_id);
}

/** Returns who was in the group and is none of these. */
export async function removeOthers(
  db: Transaction,
  spaceId: string,
  groupId: string,
  userIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    delete from group_members
    where space_id = ${spaceId} and group_id = ${groupId} and user_id not in (select unnest(${[...userIds]}::text[]))
    returning user_id as "userId"`.execute(db);
  return rows.map(({ userId }) => userId);
}
