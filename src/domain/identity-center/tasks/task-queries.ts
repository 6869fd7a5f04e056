import type { Transaction } from '../../../platform/database/database.ts';
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

/** The task and its space, locked, so that two workers do not do the same work at once. */
export async function lock(
  db: Transaction,
  taskId: string,
): Promise<(Task & { spaceId: string }) | undefined> {
  const row = await db
    .selectFrom('tasks')
    .selectAll()
    .where('task_id', '=', taskId)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      taskId: row.task_id,
      spaceId: row.space_id,
      taskType: row.task_type,
      status: row.status,
      failureReason: row.failure_reason,
      targetUin: row.uin,
      principalType: row.principal_type,
      principalId: row.principal_id,
      roleConfigurationId: row.permission_configuration_id,
      userProvisioningId: row.user_synchronization_id,
    }
  );
}

export async function end(
  db: Transaction,
  spaceId: string,
  taskId: string,
  outcome: { status: 'Success' | 'Failed'; failureReason: string },
  now: Date,
): Promise<void> {
  await db
    .updateTable('tasks')
    .set({ status: outcome.status, failure_reason: outcome.failureReason, updated_at: now })
    .where('space_id', '=', spaceId)
    .where('task_id', '=', taskId)
    .execute();
}
