import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { findOwnTask } from './own-task.ts';
import { isAboutCamUsers, taskNotFound, taskProgress } from './task.ts';

export const getTaskStatus = defineAction({
  id: 'organization:GetTaskStatus',
  summary: 'Tell how a task of an authorization or a deployment stands.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({ zoneId: z.string(), taskId: z.string() }),
  output: z.object({ taskStatus: taskProgress }),

  async run({ db, actor }, { zoneId, taskId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const found = await findOwnTask(db, actor, spaceId, taskId);
    if (!found || isAboutCamUsers(found.taskType)) throw taskNotFound(taskId);
    return { taskStatus: found };
  },
});
