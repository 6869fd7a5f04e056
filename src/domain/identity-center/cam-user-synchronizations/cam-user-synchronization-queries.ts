import { sql } from 'kysely';
import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { UserSynchronizationTable } from '../../../platform/database/tables.ts';
import type { CamUserSynchronization } from './cam-user-synchronization.ts';

/** False when that principal is synchronized into that account already. */
export async function insert(db: Transaction, row: UserSynchronizationTable): Promise<boolean> {
  const inserted = await db
    .insertInto('user_synchronizations')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function find(
  db: Transaction,
  spaceId: string,
  id: string,
): Promise<UserSynchronizationTable | undefined> {
  return db
    .selectFrom('user_synchronizations')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where('user_synchronization_id', '=', id)
    .executeTakeFirst();
}

export async function list(
  db: Transaction,
  spaceId: string,
  { filter, offset, maxResults }: Listing,
): Promise<Page<CamUserSynchronization>> {
  const pattern = containing(filter);
  const found = sql`
    from user_synchronizations s
    join accounts t using (uin)
    left join users u on s.principal_type = 'User' and u.user_id = s.principal_id
    left join user_groups g on s.principal_type = 'Group' and g.group_id = s.principal_id
    where s.space_id = ${spaceId}
      and (coalesce(u.user_name, g.group_name) ilike ${pattern} or t.name ilike ${pattern} or t.uin::text like ${pattern})`;
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${found}`.execute(db);
  const { rows } = await sql<CamUserSynchronization>`
    select s.user_synchronization_id as "userProvisioningId", s.description, 'Enabled' as status,
           s.principal_id as "principalId", coalesce(u.user_name, g.group_name) as "principalName",
           s.principal_type as "principalType", t.uin as "targetUin", t.name as "targetName",
           case t.kind when 'admin' then 'ManagerUin' else 'MemberUin' end as "targetType",
           s.duplication_strategy as "duplicationStrategy", s.deletion_strategy as "deletionStrategy",
           s.created_at as "createTime"
    ${found}
    order by "principalName", "targetName" offset ${offset} limit ${maxResults}`.execute(db);
  return { items: rows, total: counted[0]?.total ?? 0 };
}

/** The people a synchronization covers: the user, or the members of the group. */
export async function listPeople(
  db: Transaction,
  spaceId: string,
  { principal_type, principal_id }: Pick<UserSynchronizationTable, 'principal_type' | 'principal_id'>,
): Promise<{ userId: string; userName: string; displayName: string }[]> {
  const people = db
    .selectFrom('users')
    .select(['users.user_id as userId', 'users.user_name as userName', 'users.display_name as displayName'])
    .where('users.space_id', '=', spaceId)
    .orderBy('users.user_name');
  if (principal_type === 'User') return people.where('users.user_id', '=', principal_id).execute();
  return people
    .innerJoin('group_members', 'group_members.user_id', 'users.user_id')
    .where('group_members.group_id', '=', principal_id)
    .execute();
}

export async function findCamUserName(
  db: Transaction,
  spaceId: string,
  uin: number,
  userId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('synchronized_cam_users')
    .select('cam_user_name')
    .where('space_id', '=', spaceId)
    .where('uin', '=', uin)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.cam_user_name;
}

export async function recordCamUser(
  db: Transaction,
  spaceId: string,
  uin: number,
  userId: string,
  camUserName: string,
  now: Date,
): Promise<void> {
  await db
    .insertInto('synchronized_cam_users')
    .values({ uin, user_id: userId, space_id: spaceId, cam_user_name: camUserName, created_at: now })
    .onConflict((conflict) => conflict.columns(['uin', 'user_id']).doNothing())
    .execute();
}
