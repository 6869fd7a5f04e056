import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import { failureColumns, triedTooOften } from './failure.ts';
import { attemptLimit, type Task } from './task.ts';
import { toTask } from './task-queries.ts';

/** Takes up what there is to do in an account, the oldest first; from then on it cannot be cancelled. */
export async function takeUp(
  db: Transaction,
  spaceId: string,
  uin: number,
  most: number,
  now: Date,
): Promise<Task[]> {
  const first = db
    .selectFrom('tasks')
    .select(['created_at', 'task_id'])
    .where('space_id', '=', spaceId)
    .where('uin', '=', uin)
    .where('status', '=', 'InProgress')
    .orderBy('created_at')
    .orderBy('task_id')
    .limit(most);
  // Up to the last of them in the order of the index: compared with a list of them, every task would be looked up in it.
  const last = sql`(select created_at, task_id from (${first}) first order by created_at desc, task_id desc limit 1)`;
  const rows = await db
    .updateTable('tasks')
    .set((row) => ({ started_at: sql`coalesce(started_at, ${now})`, attempts: row('attempts', '+', 1) }))
    .where('space_id', '=', spaceId)
    .where('uin', '=', uin)
    .where('status', '=', 'InProgress')
    .where(sql<boolean>`(created_at, task_id) <= ${last}`)
    .returningAll()
    .execute();
  return rows
    .sort((one, other) => one.created_at.getTime() - other.created_at.getTime() || compare(one, other))
    .map(toTask);
}

const compare = (one: { task_id: string }, other: { task_id: string }) =>
  one.task_id < other.task_id ? -1 : 1;

/** Whatever keeps breaking its workers is given up, so that every task ends. */
export async function giveUp(db: Transaction, spaceId: string, uin: number, now: Date): Promise<void> {
  await db
    .updateTable('tasks')
    .set({ status: 'Failed', ...failureColumns(triedTooOften()), updated_at: now })
    .where('space_id', '=', spaceId)
    .where('uin', '=', uin)
    .where('status', '=', 'InProgress')
    .where('attempts', '>=', attemptLimit)
    .execute();
}

/** A deployment that is under way without a task that could end it has failed. */
export async function failAbandonedDeployments(
  db: Transaction,
  spaceId: string,
  uin: number,
  now: Date,
): Promise<void> {
  const given = failureColumns(triedTooOften());
  await sql`
    update deployments d set status = 'DeployFailed', updated_at = ${now},
      failure_reason = ${given.failure_reason}, failure_code = ${given.failure_code}
    where d.space_id = ${spaceId} and d.uin = ${uin} and d.status in ('Deploying', 'Undeploying')
      and not exists (
        select from tasks t
        where t.space_id = d.space_id and t.uin = d.uin and t.status = 'InProgress'
          and t.permission_configuration_id = d.permission_configuration_id)`.execute(db);
}

export async function isAnyLeft(db: Transaction, spaceId: string, uin: number): Promise<boolean> {
  const row = await db
    .selectFrom('tasks')
    .select('task_id')
    .where('space_id', '=', spaceId)
    .where('uin', '=', uin)
    .where('status', '=', 'InProgress')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
