import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import { type KeysetPage, type Order, readPage, type Wanted } from '../../../platform/database/keyset.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { GroupMember, JoinedGroup } from './group.ts';

export const byUserName: Order = {
  name: 'member-name',
  value: sql`lower(users.user_name)`,
  type: 'text',
  id: sql`users.user_id`,
};

export const byGroupName: Order = {
  name: 'joined-group-name',
  value: sql`lower(user_groups.group_name)`,
  type: 'text',
  id: sql`user_groups.group_id`,
};

export interface MemberFilter {
  search: string;
  userType?: GroupMember['userType'] | undefined;
}

export async function list(
  db: Transaction,
  spaceId: string,
  groupId: string,
  filter: MemberFilter,
  wanted: Wanted,
): Promise<KeysetPage<GroupMember> & { total: number }> {
  const members = db
    .selectFrom('group_members')
    .innerJoin('users', 'users.user_id', 'group_members.user_id')
    .where('group_members.space_id', '=', spaceId)
    .where('group_members.group_id', '=', groupId)
    .where(matches(filter));
  const { total } = await members
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const page = await readPage(
    members.select([
      'users.user_id as userId',
      'users.user_name as userName',
      'users.display_name as displayName',
      'users.description',
      'users.email',
      'users.status as userStatus',
      'users.source as userType',
      'group_members.joined_at as joinTime',
    ]),
    byUserName,
    wanted,
  );
  return { ...page, total };
}

const matches = ({ search, userType }: MemberFilter) => sql<boolean>`
  (${search} = '' or users.user_name ilike ${containing(search)} or users.display_name ilike ${containing(search)})
  and (${userType ?? ''} = '' or users.source = ${userType ?? ''})`;

export async function listJoined(
  db: Transaction,
  spaceId: string,
  userId: string,
  wanted: Wanted,
): Promise<KeysetPage<JoinedGroup> & { total: number }> {
  const joined = db
    .selectFrom('group_members')
    .innerJoin('user_groups', 'user_groups.group_id', 'group_members.group_id')
    .where('group_members.space_id', '=', spaceId)
    .where('group_members.user_id', '=', userId);
  const { total } = await joined
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const page = await readPage(
    joined.select([
      'user_groups.group_id as groupId',
      'user_groups.group_name as groupName',
      'user_groups.description',
      'user_groups.source as groupType',
      'group_members.joined_at as joinTime',
    ]),
    byGroupName,
    wanted,
  );
  return { ...page, total };
}
