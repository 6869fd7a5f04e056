import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { authorizationInherited } from '../authorizations/authorization.ts';
import * as removals from '../authorizations/authorization-removal-queries.ts';
import { newTask } from '../tasks/new-task.ts';
import { startTasks } from '../tasks/start-tasks.ts';
import { endUngranted } from '../users/user-session-queries.ts';
import { authorizationsChanged, deploymentNotFound } from './deployment.ts';
import * as deployments from './deployment-queries.ts';
import { getOwnPlace } from './own-deployment.ts';
import { deploymentInput, provisioningTask, toProvisioningTask } from './provisioning-task.ts';

export const undeployRoleConfiguration = defineAction({
  id: 'organization:UndeployRoleConfiguration',
  summary:
    'Ours. Remove every authorization of a permission configuration in an account, and undeploy it there.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: deploymentInput.extend({
    /** What the asker has seen: nobody removes an authorization that came after the look. */
    authorizationCount: z.int().min(0),
  }),
  output: z.object({ task: provisioningTask, removed: z.int() }),

  async run(context, { authorizationCount, ...input }) {
    const { db, now } = context;
    const { spaceId, configuration, account } = await getOwnPlace(context, input);
    const place = { configurationId: configuration.roleConfigurationId, uin: account.uin };
    if (!(await deployments.lock(db, spaceId, place.configurationId, place.uin))) throw deploymentNotFound();
    const department = await removals.findSource(db, spaceId, place);
    if (department !== undefined) throw authorizationInherited(department);
    const removed = await removals.removeAll(db, spaceId, place);
    if (removed !== authorizationCount) throw authorizationsChanged(removed);
    await endUngranted(db, spaceId, { uins: [place.uin] }, now);

    await deployments.set(db, spaceId, place, { status: 'Undeploying', failure_reason: '' }, now);
    const task = await newTask(context, spaceId, {
      taskType: 'DeprovisionRoleConfiguration',
      targetUin: account.uin,
      roleConfigurationId: configuration.roleConfigurationId,
    });
    await startTasks(context, spaceId, [account.uin]);
    return { task: toProvisioningTask(task, account, configuration), removed };
  },
});
