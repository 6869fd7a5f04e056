import { type Insertable, type Selectable, sql } from 'kysely';
import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { UserSynchronizationTable } from '../../../platform/database/tables.ts';
import type { Principal } from '../authorizations/principal.ts';
import type { failureColumns } from '../tasks/failure.ts';
import type { CamUserSynchronization } from './cam-user-synchronization.ts';

type UserSynchronizationStatus = Selectable<UserSynchronizationTable>['status'];

/** False when that principal is synchronized into that account already. */
export async function insert(db: Transaction, row: Insertable<UserSynchronizationTable>): Promise<boolean> {
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
): Promise<Selectable<UserSynchronizationTable> | undefined> {
  return db
    .selectFrom('user_synchronizations')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where('user_synchronization_id', '=', id)
    .executeTakeFirst();
}

export interface SynchronizationListing extends Listing {
  /** Only in these accounts. */
  managed?: readonly number[] | undefined;
  principalId?: string | undefined;
  principalType?: 'User' | 'Group' | undefined;
  targetUin?: number | undefined;
  targetType?: 'ManagerUin' | 'MemberUin' | undefined;
  userProvisioningId?: string | undefined;
}

export async function list(
  db: Transaction,
  spaceId: string,
  { filter, offset, maxResults, managed, ...listing }: SynchronizationListing,
): Promise<Page<CamUserSynchronization>> {
  const pattern = containing(filter);
  const conditions = [
    sql`s.space_id = ${spaceId}`,
    sql`(coalesce(u.user_name, g.group_name) ilike ${pattern} or t.name ilike ${pattern} or t.uin::text like ${pattern})`,
    ...(managed ? [sql`s.uin = any (${[...managed]}::bigint[])`] : []),
    ...(listing.principalId === undefined ? [] : [sql`s.principal_id = ${listing.principalId}`]),
    ...(listing.principalType === undefined ? [] : [sql`s.principal_type = ${listing.principalType}`]),
    ...(listing.targetUin === undefined ? [] : [sql`s.uin = ${listing.targetUin}`]),
    ...(listing.targetType === undefined
      ? []
      : [sql`t.kind = ${listing.targetType === 'ManagerUin' ? 'admin' : 'member'}`]),
    ...(listing.userProvisioningId === undefined
      ? []
      : [sql`s.user_synchronization_id = ${listing.userProvisioningId}`]),
  ];
  const found = sql`
    from user_synchronizations s
    join accounts t using (uin)
    left join users u on s.principal_type = 'User' and u.user_id = s.principal_id
    left join user_groups g on s.principal_type = 'Group' and g.group_id = s.principal_id
    where ${sql.join(conditions, sql` and `)}`;
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${found}`.execute(db);
  const { rows } = await sql<CamUserSynchronization>`
    select s.user_synchronization_id as "userProvisioningId", s.description, 'Enabled' as status,
           s.principal_id as "principalId", coalesce(u.user_name, g.group_name) as "principalName",
           s.principal_type as "principalType", t.uin as "targetUin", t.name as "targetName",
           case t.kind when 'admin' then 'ManagerUin' else 'MemberUin' end as "targetType",
           s.duplication_strategy as "duplicationStrategy", s.deletion_strategy as "deletionStrategy",
           s.created_at as "createTime", s.updated_at as "updateTime",
           s.status as "synchronizationStatus", s.failure_reason as "failureReason", s.failure_code as "failureCode",
           s.failure_details as "failureDetails"
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

export async function setStatus(
  db: Transaction,
  spaceId: string,
  id: string,
  outcome: { status: UserSynchronizationStatus } & Partial<ReturnType<typeof failureColumns>>,
): Promise<void> {
  await db
    .updateTable('user_synchronizations')
    .set(outcome)
    .where('space_id', '=', spaceId)
    .where('user_synchronization_id', '=', id)
    .execute();
}

export async function listOf(
  db: Transaction,
  spaceId: string,
  { principalType, principalId }: Principal,
): Promise<Selectable<UserSynchronizationTable>[]> {
  return db
    .selectFrom('user_synchronizations')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where('principal_type', '=', principalType)
    .where('principal_id', '=', principalId)
    .orderBy('uin')
    .execute();
}

/** False when it is not there. */
export async function update(
  db: Transaction,
  spaceId: string,
  id: string,
  changes: Partial<
    Pick<UserSynchronizationTable, 'description' | 'duplication_strategy' | 'deletion_strategy'>
  >,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('user_synchronizations')
    .set({ ...changes, updated_at: now })
    .where('space_id', '=', spaceId)
    .where('user_synchronization_id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function remove(db: Transaction, spaceId: string, id: string): Promise<void> {
  await db
    .deleteFrom('user_synchronizations')
    .where('space_id', '=', spaceId)
    .where('user_synchronization_id', '=', id)
    .execute();
}
