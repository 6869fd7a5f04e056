import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { accountNotFound, accounts } from '../../organization/index.ts';
import * as synchronizations from '../cam-user-synchronizations/cam-user-synchronization-queries.ts';
import * as deployments from '../deployment/deployment-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { findOwnTask } from './own-task.ts';
import { startTasks } from './start-tasks.ts';
import { type Task, taskNotFailed, taskNotFound, taskOutdated } from './task.ts';
import * as tasks from './task-queries.ts';

export const retryTask = defineAction({
  id: 'organization:RetryTask',
  summary: 'Ours. Try a task that failed again, unless what it was to do is not wanted any more.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({ zoneId: z.string(), taskId: z.string() }),
  output: z.object({}),

  async run(context, { zoneId, taskId }) {
    const { db, actor, now } = context;
    const { spaceId, organizationId } = await getOwnSpace(db, actor, zoneId);
    const task = await findOwnTask(db, actor, spaceId, taskId);
    if (!task) throw taskNotFound(taskId);
    if (task.status !== 'Failed') throw taskNotFailed();
    if (!(await accounts.hold(db, organizationId, task.targetUin))) throw accountNotFound(task.targetUin);

    if (!(await isWantedAgain(context, spaceId, task))) throw taskOutdated();
    if (!(await tasks.restart(db, spaceId, taskId, now))) throw taskNotFailed();
    await startTasks(context, spaceId, [task.targetUin]);
    return {};
  },
});

/** Marks what the task is about as under way; false when there is nothing left that it could be about. */
async function isWantedAgain(context: ActionContext, spaceId: string, task: Task): Promise<boolean> {
  const { db } = context;
  if (task.taskType === 'DeleteProvisioning') return true;
  if (task.taskType === 'StartProvisioning') {
    const id = task.userProvisioningId ?? '';
    if (!(await synchronizations.find(db, spaceId, id))) return false;
    await synchronizations.setStatus(db, spaceId, id, { status: 'Synchronizing', failure_reason: '' });
    return true;
  }
  return isDeploymentWantedAgain(context, spaceId, task);
}

async function isDeploymentWantedAgain(
  { db, now }: ActionContext,
  spaceId: string,
  { taskId, taskType, targetUin: uin, roleConfigurationId }: Task,
): Promise<boolean> {
  const place = { configurationId: roleConfigurationId ?? '', uin };
  const present = await deployments.lock(db, spaceId, place.configurationId, uin);
  if (!present) return false;
  if (taskType === 'CheckRoleConfigurationDrift') return true;
  if (taskType === 'CreateRoleAssignment' || taskType === 'ProvisionRoleConfiguration') {
    if ((await tasks.listOutdated(db, spaceId, [taskId])).length > 0) return false;
    // One that is deployed by now stays as it is.
    await deployments.begin(db, spaceId, place.configurationId, uin, now);
    return true;
  }
  if ((await deployments.countAuthorizations(db, spaceId, place.configurationId, uin)) > 0) return false;
  return deployments.set(db, spaceId, place, { status: 'Undeploying', failure_reason: '' }, now);
}
