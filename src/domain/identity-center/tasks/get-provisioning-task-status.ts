import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { isAboutCamUsers, synchronizationTaskNotFound, taskProgress } from './task.ts';
import * as tasks from './task-queries.ts';

export const getProvisioningTaskStatus = defineAction({
  id: 'organization:GetProvisioningTaskStatus',
  summary: 'Tell how a task of a CAM user synchronization stands.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), taskId: z.string() }),
  output: z.object({ taskStatus: taskProgress }),

  async run({ db, actor }, { zoneId, taskId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const found = await tasks.find(db, spaceId, taskId);
    if (!found || !isAboutCamUsers(found.taskType)) throw synchronizationTaskNotFound(taskId);
    return { taskStatus: found };
  },
});
