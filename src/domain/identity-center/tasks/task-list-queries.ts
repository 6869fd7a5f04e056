import { sql } from 'kysely';
import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
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
}

/** The newest first; what they are about may be gone by now. */
export async function list(
  db: Transaction,
  spaceId: string,
  { filter, offset, maxResults, ...listing }: TaskListing,
): Promise<Page<ListedTask>> {
  const found = sql`
    from tasks t
    join accounts a using (uin)
    left join permission_configurations c using (permission_configuration_id)
    left join users u on t.principal_type = 'User' and u.user_id = t.principal_id
    left join user_groups g on t.principal_type = 'Group' and g.group_id = t.principal_id
    where ${sql.join(conditionsOf(spaceId, filter, listing), sql` and `)}`;
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${found}`.execute(db);
  const { rows } = await sql<ListedTask>`
    select t.task_id as "taskId", t.task_type as "taskType", t.status, t.failure_reason as "failureReason",
           t.uin as "targetUin", a.name as "targetName",
           case a.kind when 'admin' then 'ManagerUin' else 'MemberUin' end as "targetType",
           t.principal_type as "principalType", t.principal_id as "principalId",
           coalesce(u.user_name, g.group_name, t.principal_id, '') as "principalName",
           t.permission_configuration_id as "roleConfigurationId",
           coalesce(c.name, t.permission_configuration_id, '') as "roleConfigurationName",
           t.user_synchronization_id as "userProvisioningId",
           t.created_at as "createTime", t.updated_at as "updateTime", t.started_at as "startTime"
    ${found}
    order by t.created_at desc, t.task_id offset ${offset} limit ${maxResults}`.execute(db);
  return { items: rows, total: counted[0]?.total ?? 0 };
}

function conditionsOf(spaceId: string, filter: string, listing: Omit<TaskListing, keyof Listing>) {
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
  return [sql`t.space_id = ${spaceId}`, ...conditions];
}

const matches = (filter: string) => sql`
  (a.name ilike ${containing(filter)} or a.uin::text like ${containing(filter)}
    or u.user_name ilike ${containing(filter)} or g.group_name ilike ${containing(filter)}
    or c.name ilike ${containing(filter)} or t.task_id = ${filter})`;

/** How many there are in each state. */
export async function countByStatus(
  db: Transaction,
  spaceId: string,
): Promise<Record<Task['status'], number>> {
  const rows = await db
    .selectFrom('tasks')
    .select((of) => ['status', of.fn.countAll<number>().as('total')])
    .where('space_id', '=', spaceId)
    .groupBy('status')
    .execute();
  const counts = { InProgress: 0, Success: 0, Failed: 0 };
  for (const { status, total } of rows) counts[status] = total;
  return counts;
}
