import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { Group } from './group.ts';

type NewGroup = Omit<Group, 'memberCount'>;

/** Returns undefined when the name is taken in that space. */
export async function insert(db: Transaction, spaceId: string, group: NewGroup): Promise<Group | undefined> {
  const inserted = await db
    .insertInto('user_groups')
    .values({
      group_id: group.groupId,
      space_id: spaceId,
      group_name: group.groupName,
      description: group.description,
      source: group.groupType,
      created_at: group.createTime,
      updated_at: group.updateTime,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n ? { ...group, memberCount: 0 } : undefined;
}

/** Groups with how many are in each. */
export const withMemberCount = (db: Transaction, spaceId: string) =>
  db
    .selectFrom('user_groups')
    .select((of) => [
      'group_id as groupId',
      'group_name as groupName',
      'description',
      'source as groupType',
      'created_at as createTime',
      'updated_at as updateTime',
      of
        .selectFrom('group_members')
        .select((members) => members.fn.countAll<number>().as('count'))
        .whereRef('group_members.group_id', '=', 'user_groups.group_id')
        .$asScalar()
        .$notNull()
        .as('memberCount'),
    ])
    .where('space_id', '=', spaceId);

export async function find(db: Transaction, spaceId: string, groupId: string): Promise<Group | undefined> {
  return withMemberCount(db, spaceId).where('group_id', '=', groupId).executeTakeFirst();
}

/** The group as it is until this transaction is over: who changes or deletes it waits. */
export async function hold(
  db: Transaction,
  spaceId: string,
  groupId: string,
): Promise<HeldGroup | undefined> {
  return byId(db, spaceId, groupId).forShare().executeTakeFirst();
}

/** The same, for who is about to change or delete it: nobody else holds it. */
export async function lock(
  db: Transaction,
  spaceId: string,
  groupId: string,
): Promise<HeldGroup | undefined> {
  return byId(db, spaceId, groupId).forUpdate().executeTakeFirst();
}

type HeldGroup = Pick<Group, 'groupId' | 'groupName' | 'description' | 'groupType'>;

const byId = (db: Transaction, spaceId: string, groupId: string) =>
  db
    .selectFrom('user_groups')
    .select(['group_id as groupId', 'group_name as groupName', 'description', 'source as groupType'])
    .where('space_id', '=', spaceId)
    .where('group_id', '=', groupId);

export async function count(db: Transaction, spaceId: string): Promise<number> {
  const { total } = await db
    .selectFrom('user_groups')
    .select((of) => of.fn.countAll<number>().as('total'))
    .where('space_id', '=', spaceId)
    .executeTakeFirstOrThrow();
  return total;
}

/** False when another group of the space has that name. */
export async function update(
  db: Transaction,
  spaceId: string,
  { groupId, groupName, description }: Pick<Group, 'groupId' | 'groupName' | 'description'>,
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update user_groups set group_name = ${groupName}, description = ${description}, updated_at = ${now},
      version = version + 1
    where space_id = ${spaceId} and group_id = ${groupId}
      and not exists (select from user_groups other where other.space_id = ${spaceId} and other.group_id <> ${groupId}
                        and lower(other.group_name) = lower(${groupName}))`.execute(db);
  return numAffectedRows === 1n;
}

export async function remove(db: Transaction, spaceId: string, groupId: string): Promise<void> {
  await db
    .deleteFrom('user_groups')
    .where('space_id', '=', spaceId)
    .where('group_id', '=', groupId)
    .execute();
}

/** Returns who is new in the group; the others were in it already. */
export async function addMembers(
  db: Transaction,
  spaceId: string,
  groupId: string,
  userIds: readonly string[],
  now: Date,
): Promise<string[]> {
  if (userIds.length === 0) return [];
  const { rows } = await sql<{ userId: string }>`
    insert into group_members (space_id, group_id, user_id, joined_at)
    select ${spaceId}, ${groupId}, user_id, ${now} from unnest(${[...userIds]}::text[]) as of_users (user_id)
    on conflict (group_id, user_id) do nothing
    returning user_id as "userId"`.execute(db);
  return rows.map(({ userId }) => userId);
}

/** Returns who was in the group until now. */
export async function removeMembers(
  db: Transaction,
  spaceId: string,
  groupId: string,
  userIds: readonly string[],
): Promise<string[]> {
  if (userIds.length === 0) return [];
  const removed = await db
    .deleteFrom('group_members')
    .where('space_id', '=', spaceId)
    .where('group_id', '=', groupId)
    .where('user_id', '=', sql<string>`any(${[...userIds]}::text[])`)
    .returning('user_id')
    .execute();
  return removed.map(({ user_id }) => user_id);
}
