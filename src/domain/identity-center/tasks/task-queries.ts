import { type Selectable, sql } from 'kysely';
import type { DomainError } from '../../../action/domain-error.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import type { TaskTable } from '../../../platform/database/tables.ts';
import { cancelledByAdministrator, failureColumns } from './failure.ts';
import type { Task } from './task.ts';

export async function insert(db: Transaction, spaceId: string, task: Task, now: Date): Promise<Task> {
  await db
    .insertInto('tasks')
    .values({
      task_id: task.taskId,
      space_id: spaceId,
      task_type: task.taskType,
      status: task.status,
      failure_reason: task.failureReason,
      failure_code: task.failureCode,
      failure_details: JSON.stringify(task.failureDetails),
      uin: task.targetUin,
      principal_type: task.principalType,
      principal_id: task.principalId,
      permission_configuration_id: task.roleConfigurationId,
      user_synchronization_id: task.userProvisioningId,
      created_at: now,
      updated_at: now,
    })
    .execute();
  return task;
}

export async function find(
  db: Transaction,
  spaceId: string,
  taskId: string,
): Promise<(Task & { startedAt: Date | null }) | undefined> {
  const row = await db
    .selectFrom('tasks')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where('task_id', '=', taskId)
    .executeTakeFirst();
  return row && { ...toTask(row), startedAt: row.started_at };
}

/** Those of them that are under way in the account; without a refusal they have succeeded. */
export async function end(
  db: Transaction,
  spaceId: string,
  uin: number,
  taskIds: readonly string[],
  refusal: DomainError | undefined,
  now: Date,
): Promise<void> {
  if (taskIds.length === 0) return;
  await db
    .updateTable('tasks')
    .set({ status: refusal ? 'Failed' : 'Success', ...failureColumns(refusal), updated_at: now })
    .where('space_id', '=', spaceId)
    .where('uin', '=', uin)
    .where('task_id', 'in', taskIds)
    .where('status', '=', 'InProgress')
    .execute();
}

/** Those of the tasks that were to authorize somebody whose authorization was removed meanwhile. */
export async function listOutdated(
  db: Transaction,
  spaceId: string,
  taskIds: readonly string[],
): Promise<string[]> {
  if (taskIds.length === 0) return [];
  const { rows } = await sql<{ taskId: string }>`
    select task_id as "taskId" from tasks t
    where space_id = ${spaceId} and task_id in (${sql.join(taskIds)}) and task_type = 'CreateRoleAssignment'
      and not exists (
        select from authorizations a
        where a.permission_configuration_id = t.permission_configuration_id and a.uin = t.uin
          and a.principal_type = t.principal_type and a.principal_id = t.principal_id)`.execute(db);
  return rows.map(({ taskId }) => taskId);
}

/** Takes an ended task up again; false when it has not failed, or somebody was faster. */
export async function restart(db: Transaction, spaceId: string, taskId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('tasks')
    .set({
      status: 'InProgress',
      ...failureColumns(),
      started_at: null,
      attempts: 0,
      updated_at: now,
    })
    .where('space_id', '=', spaceId)
    .where('task_id', '=', taskId)
    .where('status', '=', 'Failed')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Ends a task that no worker has taken up; false when one has. */
export async function cancel(db: Transaction, spaceId: string, taskId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('tasks')
    .set({ status: 'Failed', ...failureColumns(cancelledByAdministrator()), updated_at: now })
    .where('space_id', '=', spaceId)
    .where('task_id', '=', taskId)
    .where('status', '=', 'InProgress')
    .where('started_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Whether the same waits already and no worker has looked at what it is about. */
export async function isPending(
  db: Transaction,
  spaceId: string,
  synchronizationId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('tasks')
    .select('task_id')
    .where('space_id', '=', spaceId)
    .where('user_synchronization_id', '=', synchronizationId)
    .where('task_type', '=', 'StartProvisioning')
    .where('status', '=', 'InProgress')
    .where('started_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

export const toTask = (row: Selectable<TaskTable>): Task => ({
  taskId: row.task_id,
  taskType: row.task_type,
  status: row.status,
  failureReason: row.failure_reason,
  failureCode: row.failure_code,
  failureDetails: row.failure_details as Task['failureDetails'],
  targetUin: row.uin,
  principalType: row.principal_type,
  principalId: row.principal_id,
  roleConfigurationId: row.permission_configuration_id,
  userProvisioningId: row.user_synchronization_id,
});
