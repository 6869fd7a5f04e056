import type { ActionContext } from '../../../action/define-action.ts';
import { noFailure } from './failure.ts';
import type { Task } from './task.ts';
import * as tasks from './task-queries.ts';

type NewTask = Pick<Task, 'taskType' | 'targetUin'> & Partial<Task>;

/** Writes a task down: under way, unless there is nothing left to do. */
export function newTask(
  { db, random, now }: Pick<ActionContext, 'db' | 'random' | 'now'>,
  spaceId: string,
  task: NewTask,
): Promise<Task> {
  const written = {
    taskId: random.id('t'),
    status: 'InProgress' as const,
    ...noFailure,
    principalType: null,
    principalId: null,
    roleConfigurationId: null,
    userProvisioningId: null,
    ...task,
  };
  return tasks.insert(db, spaceId, written, now);
}
