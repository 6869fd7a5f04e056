import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { newTask } from '../tasks/new-task.ts';
import { startTasks } from '../tasks/start-tasks.ts';
import { deploymentNotFound } from './deployment.ts';
import * as deployments from './deployment-queries.ts';
import { getOwnPlace } from './own-deployment.ts';
import { deploymentInput, provisioningTask, toProvisioningTask } from './provisioning-task.ts';

export const detectRoleConfigurationDrift = defineAction({
  id: 'organization:DetectRoleConfigurationDrift',
  summary: 'Ours. Compare what is deployed in an account with what should be; to mend it, deploy again.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: deploymentInput,
  output: z.object({ task: provisioningTask }),

  async run(context, input) {
    const { spaceId, configuration, account } = await getOwnPlace(context, input);
    const { roleConfigurationId } = configuration;
    if (!(await deployments.find(context.db, spaceId, roleConfigurationId, account.uin)))
      throw deploymentNotFound();
    const task = await newTask(context, spaceId, {
      taskType: 'CheckRoleConfigurationDrift',
      targetUin: account.uin,
      roleConfigurationId,
    });
    await startTasks(context, spaceId, [account.uin]);
    return { task: toProvisioningTask(task, account, configuration) };
  },
});
