import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { newTask } from '../tasks/new-task.ts';
import { startTasks } from '../tasks/start-tasks.ts';
import { stillAuthorized } from './deployment.ts';
import * as deployments from './deployment-queries.ts';
import { getOwnPlace } from './own-deployment.ts';
import { deploymentInput, provisioningTask, toProvisioningTask } from './provisioning-task.ts';

export const dismantleRoleConfiguration = defineAction({
  id: 'organization:DismantleRoleConfiguration',
  summary: 'Take a permission configuration that nobody is authorized for out of an account.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: deploymentInput,
  output: z.object({ task: provisioningTask }),

  /** What is gone already is a task that has succeeded: Terraform asks again after the last authorization. */
  async run(context, input) {
    const { db, now } = context;
    const { spaceId, configuration, account } = await getOwnPlace(context, input);
    const place = { configurationId: configuration.roleConfigurationId, uin: account.uin };
    const present = await deployments.lock(db, spaceId, place.configurationId, place.uin);
    const count = await deployments.countAuthorizations(db, spaceId, place.configurationId, place.uin);
    if (count > 0) throw stillAuthorized(count);

    if (present)
      await deployments.set(db, spaceId, place, { status: 'Undeploying', failure_reason: '' }, now);
    const task = await newTask(context, spaceId, {
      taskType: 'DeprovisionRoleConfiguration',
      status: present ? 'InProgress' : 'Success',
      targetUin: account.uin,
      roleConfigurationId: configuration.roleConfigurationId,
    });
    if (present) await startTasks(context, spaceId, [account.uin]);
    return { task: toProvisioningTask(task, account, configuration) };
  },
});
