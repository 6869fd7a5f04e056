import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { isAboutCamUsers, taskNotFound, taskProgress } from './task.ts';
import * as tasks from './task-queries.ts';

export const getTaskStatus = defineAction({
  id: 'organization:GetTaskStatus',
  summary: 'Tell how a task of an authorization or a deployment stands.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), taskId: z.string() }),
  output: z.object({ taskStatus: taskProgress }),

  async run({ db, actor }, { zoneId, taskId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const found = await tasks.find(db, spaceId, taskId);
    if (!found || isAboutCamUsers(found.taskType)) throw taskNotFound(taskId);
    return { taskStatus: found };
  },
});
