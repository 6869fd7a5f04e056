import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { findOwnTask } from './own-task.ts';
import { isAboutCamUsers, synchronizationTaskNotFound, taskProgress } from './task.ts';

export const getProvisioningTaskStatus = defineAction({
  id: 'organization:GetProvisioningTaskStatus',
  summary: 'Tell how a task of a CAM user synchronization stands.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({ zoneId: z.string(), taskId: z.string() }),
  output: z.object({ taskStatus: taskProgress }),

  async run({ db, actor }, { zoneId, taskId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const found = await findOwnTask(db, actor, spaceId, taskId);
    if (!found || !isAboutCamUsers(found.taskType)) throw synchronizationTaskNotFound(taskId);
    return { taskStatus: found };
  },
});
