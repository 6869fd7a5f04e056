import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import * as removals from '../authorizations/authorization-removal-queries.ts';
import * as synchronizations from '../cam-user-synchronizations/cam-user-synchronization-queries.ts';
import * as deployments from '../deployment/deployment-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { endUngranted } from '../users/user-session-queries.ts';
import { cancelledByAdministrator, failureColumns } from './failure.ts';
import { findOwnTask } from './own-task.ts';
import { type Task, taskNotFound, taskNotPending } from './task.ts';
import * as tasks from './task-queries.ts';

export const cancelTask = defineAction({
  id: 'organization:CancelTask',
  summary: 'Ours. Take back what no worker has taken up yet; an authorization that waits is removed.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({ zoneId: z.string(), taskId: z.string() }),
  output: z.object({}),

  async run(context, { zoneId, taskId }) {
    const { db, actor, now } = context;
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const task = await findOwnTask(db, actor, spaceId, taskId);
    if (!task) throw taskNotFound(taskId);
    const { roleConfigurationId, targetUin, userProvisioningId } = task;
    if (roleConfigurationId !== null) await deployments.lock(db, spaceId, roleConfigurationId, targetUin);
    if (!(await tasks.cancel(db, spaceId, taskId, now))) throw taskNotPending();

    if (roleConfigurationId !== null) await takeBack(context, spaceId, task, roleConfigurationId);
    if (task.taskType === 'StartProvisioning' && userProvisioningId !== null)
      await synchronizations.setStatus(db, spaceId, userProvisioningId, {
        status: 'Failed',
        ...failureColumns(cancelledByAdministrator()),
      });
    return {};
  },
});

/** The authorization that it was to carry out, unless it is inherited; and the deployment, when nothing else is under way there. */
async function takeBack(
  { db, now }: ActionContext,
  spaceId: string,
  { taskId, taskType, targetUin: uin }: Task,
  configurationId: string,
): Promise<void> {
  const place = { configurationId, uin };
  if (taskType === 'CreateRoleAssignment') {
    await removals.removeOfTask(db, spaceId, taskId);
    await endUngranted(db, spaceId, { uins: [uin] }, now);
  }
  const present = await deployments.lock(db, spaceId, configurationId, uin);
  const isUnderWay = present?.status === 'Deploying' || present?.status === 'Undeploying';
  if (!isUnderWay || (await deployments.isAnyTaskLeft(db, spaceId, configurationId, uin))) return;
  const count = await deployments.countAuthorizations(db, spaceId, configurationId, uin);
  if (present.deployedHash !== '')
    await deployments.set(db, spaceId, place, { status: 'DeployedRequired' }, now);
  else if (count === 0) await deployments.remove(db, spaceId, configurationId, uin);
  else {
    const failed = { status: 'DeployFailed' as const, ...failureColumns(cancelledByAdministrator()) };
    await deployments.set(db, spaceId, place, failed, now);
  }
}
