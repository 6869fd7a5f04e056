import { sql } from 'kysely';
import type { Listing } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import { isAmong } from '../users/grant-queries.ts';
import type { ListedTask, Task } from './task.ts';

export interface TaskListing extends Listing {
  principalId?: string | undefined;
  principalType?: 'User' | 'Group' | undefined;
  targetUin?: number | undefined;
  targetType?: 'ManagerUin' | 'MemberUin' | undefined;
  roleConfigurationId?: string | undefined;
  userProvisioningId?: string | undefined;
  status?: Task['status'] | undefined;
  taskType?: Task['taskType'] | undefined;
  /** Only about these accounts. */
  managed?: readonly number[] | undefined;
}

type Narrowing = Omit<TaskListing, 'offset' | 'maxResults'>;

/** The newest first; what they are about may be gone by now. */
export async function list(
  db: Transaction,
  spaceId: string,
  { offset, maxResults, ...narrowing }: TaskListing,
): Promise<ListedTask[]> {
  const { rows } = await sql<ListedTask>`
    select t.task_id as "taskId", t.task_type as "taskType", t.status, t.failure_reason as "failureReason",
           t.failure_code as "failureCode", t.failure_details as "failureDetails",
           t.uin as "targetUin", a.name as "targetName",
           case a.kind when 'admin' then 'ManagerUin' else 'MemberUin' end as "targetType",
           t.principal_type as "principalType", t.principal_id as "principalId",
           coalesce(u.user_name, g.group_name, t.principal_id, '') as "principalName",
           t.permission_configuration_id as "roleConfigurationId",
           coalesce(c.name, t.permission_configuration_id, '') as "roleConfigurationName",
           t.user_synchronization_id as "userProvisioningId",
           t.created_at as "createTime", t.updated_at as "updateTime", t.started_at as "startTime"
    ${found(spaceId, narrowing)}
    order by t.created_at desc, t.task_id offset ${offset} limit ${maxResults}`.execute(db);
  return rows;
}

/** How many there are in all. */
export async function count(db: Transaction, spaceId: string, narrowing: Narrowing): Promise<number> {
  const { rows } = await sql<{
    total: number;
  }>`select count(*) as total ${found(spaceId, narrowing)}`.execute(db);
  return rows[0]?.total ?? 0;
}

const found = (spaceId: string, narrowing: Narrowing) => sql`
  from tasks t
  join accounts a using (uin)
  left join permission_configurations c using (permission_configuration_id)
  left join users u on t.principal_type = 'User' and u.user_id = t.principal_id
  left join user_groups g on t.principal_type = 'Group' and g.group_id = t.principal_id
  where ${sql.join(conditionsOf(spaceId, narrowing), sql` and `)}`;

function conditionsOf(spaceId: string, { filter, ...listing }: Narrowing) {
  const equal = {
    't.principal_id': listing.principalId,
    't.principal_type': listing.principalType,
    't.uin': listing.targetUin,
    't.permission_configuration_id': listing.roleConfigurationId,
    't.user_synchronization_id': listing.userProvisioningId,
    't.status': listing.status,
    't.task_type': listing.taskType,
  };
  const conditions = Object.entries(equal)
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  if (listing.targetType !== undefined)
    conditions.push(sql`a.kind = ${listing.targetType === 'ManagerUin' ? 'admin' : 'member'}`);
  if (filter !== '') conditions.push(matches(filter));
  return [sql`t.space_id = ${spaceId}`, isAmong(listing.managed, sql`t.uin`), ...conditions];
}

const matches = (filter: string) => sql`
  (a.name ilike ${containing(filter)} or a.uin::text like ${containing(filter)}
    or u.user_name ilike ${containing(filter)} or g.group_name ilike ${containing(filter)}
    or c.name ilike ${containing(filter)} or t.task_id = ${filter})`;

/** How many there are in each state. */
export async function countByStatus(
  db: Transaction,
  spaceId: string,
  managed: readonly number[] | undefined,
): Promise<Record<Task['status'], number>> {
  const rows = await db
    .selectFrom('tasks')
    .select((of) => ['status', of.fn.countAll<number>().as('total')])
    .where('space_id', '=', spaceId)
    .where(sql<boolean>`${isAmong(managed, sql`uin`)}`)
    .groupBy('status')
    .execute();
  const counts = { InProgress: 0, Success: 0, Failed: 0 };
  for (const { status, total } of rows) counts[status] = total;
  return counts;
}
