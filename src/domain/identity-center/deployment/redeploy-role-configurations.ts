import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { managedUins } from '../../organization/index.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { newTask } from '../tasks/new-task.ts';
import { startTasks } from '../tasks/start-tasks.ts';
import { deploymentNotFound } from './deployment.ts';
import * as deployments from './deployment-queries.ts';

export const redeployRoleConfigurations = defineAction({
  id: 'organization:RedeployRoleConfigurations',
  summary:
    'Ours. Deploy many again that are deployed already, each as a task of its own; all of them or none.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  permission: 'organization:ProvisionRoleConfiguration',
  input: z.object({
    zoneId: z.string(),
    deployments: z
      .array(z.object({ roleConfigurationId: z.string(), targetUin: z.int() }))
      .min(1)
      .max(500),
  }),
  output: z.object({ taskIds: z.array(z.string()) }),

  async run(context, { zoneId, deployments: chosen }) {
    const { db, actor, now } = context;
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const managed = await managedUins(db, actor);
    if (managed && !chosen.every(({ targetUin }) => managed.includes(targetUin))) throw deploymentNotFound();
    const taskIds: string[] = [];
    for (const { roleConfigurationId, targetUin } of chosen) {
      const place = { configurationId: roleConfigurationId, uin: targetUin };
      const redeploying = { status: 'Deploying', failure_reason: '' } as const;
      if (!(await deployments.set(db, spaceId, place, redeploying, now))) throw deploymentNotFound();
      const task = { taskType: 'ProvisionRoleConfiguration', targetUin, roleConfigurationId } as const;
      taskIds.push((await newTask(context, spaceId, task)).taskId);
    }
    await startTasks(
      context,
      spaceId,
      chosen.map(({ targetUin }) => targetUin),
    );
    return { taskIds };
  },
});
