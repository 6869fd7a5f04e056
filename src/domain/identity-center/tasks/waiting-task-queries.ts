import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
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
  const waiting = db
    .selectFrom('tasks')
    .select('task_id')
    .where('space_id', '=', spaceId)
    .where('uin', '=', uin)
    .where('status', '=', 'InProgress')
    .orderBy('created_at')
    .orderBy('task_id')
    .limit(most);
  const rows = await db
    .updateTable('tasks')
    .set((row) => ({ started_at: sql`coalesce(started_at, ${now})`, attempts: row('attempts', '+', 1) }))
    .where('space_id', '=', spaceId)
    .where('task_id', 'in', waiting)
    .where('status', '=', 'InProgress')
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
    .set({
      status: 'Failed',
      failure_code: 'GivenUp',
      failure_reason: 'This was tried too often without an outcome. The log of the server says more.',
      updated_at: now,
    })
    .where('space_id', '=', spaceId)
    .where('uin', '=', uin)
    .where('status', '=', 'InProgress')
    .where('attempts', '>=', attemptLimit)
    .execute();
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
