import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import {
  offsetAnswer,
  offsetCursorInput,
  offsetCursorOutput,
  offsetOf,
} from '../../../action/offset-cursor.ts';
import { managedUins } from '../../organization/index.ts';
import { targetType } from '../authorizations/authorization.ts';
import { principalType } from '../authorizations/principal.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { listedTask, type Task, taskStatus, taskType } from './task.ts';
import * as taskList from './task-list-queries.ts';

export const listTasks = defineAction({
  id: 'organization:ListTasks',
  summary: 'List tasks, the newest first: what was asked for, how it stands, and why it failed.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    principalId: z.string().optional(),
    principalType: principalType.optional(),
    targetUin: z.int().optional(),
    targetType: targetType.optional(),
    roleConfigurationId: z.string().optional(),
    status: taskStatus.optional(),
    taskType: taskType.optional(),
    /** Ours: the tasks of a CAM user synchronization; and a part of a name, a uin, or the id of a task. */
    userProvisioningId: z.string().optional(),
    filter: z.string().max(256).default(''),
    ...offsetCursorInput,
  }),
  output: z.object({
    tasks: z.array(listedTask),
    ...offsetCursorOutput,
    /** Ours: of all tasks of the space. */
    counts: z.record(taskStatus, z.int()),
  }),

  async run({ db, actor }, { zoneId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const managed = await managedUins(db, actor);
    const { nextToken: _, maxResults, offset: __, ...narrowing } = listing;
    const wanted = { offset: offsetOf(listing, 'tasks'), maxResults };
    const items = await taskList.list(db, spaceId, { ...narrowing, ...wanted, managed });
    const counts = await taskList.countByStatus(db, spaceId, managed);
    const total =
      countedIn(counts, narrowing) ?? (await taskList.count(db, spaceId, { ...narrowing, managed }));
    return { tasks: items, ...offsetAnswer({ items, total }, listing, 'tasks'), counts };
  },
});

/** How long a list is that at most a state narrows; undefined for any other. */
function countedIn(
  counts: Record<Task['status'], number>,
  { status, filter, ...others }: Pick<taskList.TaskListing, 'status' | 'filter'>,
): number | undefined {
  if (filter !== '' || Object.values(others).some((value) => value !== undefined)) return undefined;
  if (status) return counts[status];
  return counts.InProgress + counts.Success + counts.Failed;
}
