import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { newTask } from '../tasks/new-task.ts';
import { startTasks } from '../tasks/start-tasks.ts';
import * as deployments from './deployment-queries.ts';
import { getOwnPlace } from './own-deployment.ts';
import { deploymentInput, provisioningTask, toProvisioningTask } from './provisioning-task.ts';

export const provisionRoleConfiguration = defineAction({
  id: 'organization:ProvisionRoleConfiguration',
  summary: 'Deploy a permission configuration in an account, or again; whatever differs there is mended.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: deploymentInput,
  output: z.object({ task: provisioningTask }),

  async run(context, input) {
    const { db, now } = context;
    const { spaceId, configuration, account } = await getOwnPlace(context, input);
    const place = { configurationId: configuration.roleConfigurationId, uin: account.uin };
    await deployments.begin(db, spaceId, place.configurationId, place.uin, now);
    await deployments.set(db, spaceId, place, { status: 'Deploying', failure_reason: '' }, now);

    const task = await newTask(context, spaceId, {
      taskType: 'ProvisionRoleConfiguration',
      targetUin: account.uin,
      roleConfigurationId: configuration.roleConfigurationId,
    });
    await startTasks(context, spaceId, [account.uin]);
    return { task: toProvisioningTask(task, account, configuration) };
  },
});
