import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { Group, GroupMember } from './group.ts';

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

const withMemberCount = (db: Transaction, spaceId: string) =>
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

export async function list(
  db: Transaction,
  spaceId: string,
  { filter, offset, maxResults }: Listing,
): Promise<Page<Group>> {
  const { total } = await db
    .selectFrom('user_groups')
    .select((of) => of.fn.countAll<number>().as('total'))
    .where('space_id', '=', spaceId)
    .where('group_name', 'ilike', containing(filter))
    .executeTakeFirstOrThrow();
  const items = await withMemberCount(db, spaceId)
    .where('group_name', 'ilike', containing(filter))
    .orderBy('group_name')
    .offset(offset)
    .limit(maxResults)
    .execute();
  return { items, total };
}

/** False when the user is in the group already. */
export async function addMember(
  db: Transaction,
  spaceId: string,
  groupId: string,
  userId: string,
  now: Date,
): Promise<boolean> {
  const inserted = await db
    .insertInto('group_members')
    .values({ space_id: spaceId, group_id: groupId, user_id: userId, joined_at: now })
    .onConflict((conflict) => conflict.columns(['group_id', 'user_id']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function listMembers(
  db: Transaction,
  spaceId: string,
  groupId: string,
  { offset, maxResults }: Omit<Listing, 'filter'>,
): Promise<Page<GroupMember>> {
  const members = db
    .selectFrom('group_members')
    .innerJoin('users', 'users.user_id', 'group_members.user_id')
    .where('group_members.space_id', '=', spaceId)
    .where('group_members.group_id', '=', groupId);
  const { total } = await members
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const items = await members
    .select([
      'users.user_id as userId',
      'users.user_name as userName',
      'users.display_name as displayName',
      'users.status as userStatus',
      'group_members.joined_at as joinTime',
    ])
    .orderBy('users.user_name')
    .offset(offset)
    .limit(maxResults)
    .execute();
  return { items, total };
}
