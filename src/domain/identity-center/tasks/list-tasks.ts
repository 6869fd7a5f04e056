import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { pageInput } from '../../../action/page.ts';
import { targetType } from '../authorizations/authorization.ts';
import { principalType } from '../authorizations/principal.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { listedTask, taskStatus, taskType } from './task.ts';
import * as taskList from './task-list-queries.ts';

export const listTasks = defineAction({
  id: 'organization:ListTasks',
  summary: 'List tasks, the newest first: what was asked for, how it stands, and why it failed.',
  effect: 'read',
  allowed: ['principal'],
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
    ...pageInput,
  }),
  output: z.object({
    tasks: z.array(listedTask),
    totalCounts: z.int(),
    /** Ours: of all tasks of the space. */
    counts: z.record(taskStatus, z.int()),
  }),

  async run({ db, actor }, { zoneId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const { items, total } = await taskList.list(db, spaceId, listing);
    return { tasks: items, totalCounts: total, counts: await taskList.countByStatus(db, spaceId) };
  },
});
