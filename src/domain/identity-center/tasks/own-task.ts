import type { Actor } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { managedUins } from '../../organization/index.ts';
import type { Task } from './task.ts';
import * as tasks from './task-queries.ts';

/** A task of the space, as far as it is about an account that whoever asks administers. */
export async function findOwnTask(
  db: Transaction,
  actor: Actor,
  spaceId: string,
  taskId: string,
): Promise<Task | undefined> {
  const found = await tasks.find(db, spaceId, taskId);
  const managed = await managedUins(db, actor);
  return found && managed && !managed.includes(found.targetUin) ? undefined : found;
}
