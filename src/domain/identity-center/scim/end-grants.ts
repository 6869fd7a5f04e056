import type { ActionContext } from '../../../action/define-action.ts';
import { organizations } from '../../organization/index.ts';
import * as removals from '../authorizations/authorization-removal-queries.ts';
import * as departmentAuthorizations from '../authorizations/departments/department-authorization-queries.ts';
import { removeDepartmentAuthorizations } from '../authorizations/departments/remove-department-authorizations.ts';
import type { Principal } from '../authorizations/principal.ts';
import { undeployAfterLast } from '../authorizations/undeploy-after-last.ts';
import * as synchronizations from '../cam-user-synchronizations/cam-user-synchronization-queries.ts';
import * as synchronizedUsers from '../cam-user-synchronizations/synchronized-user-queries.ts';
import * as deployments from '../deployment/deployment-queries.ts';
import { newTask } from '../tasks/new-task.ts';
import { startTasks } from '../tasks/start-tasks.ts';
import { getSpace } from './directory-space.ts';

/** Before anything else: whoever authorizes in departments locks the organization before the people whom that is about. */
export async function lockInheritance(
  { db }: ActionContext,
  spaceId: string,
  principal: Principal,
): Promise<void> {
  const ids = await departmentAuthorizations.listIdsOf(db, spaceId, principal);
  if (ids.length === 0) return;
  const { organizationId } = await getSpace(db, spaceId);
  await organizations.lock(db, organizationId);
}

/**
 * Takes from a user or a group that the directory deletes everything that was granted to it, now; tasks take out of the accounts
 * what it was for alone. Before it, whoever is to lose a CAM user has left the groups.
 * @param userIds the people whom it is about
 */
export async function endGrants(
  context: ActionContext,
  spaceId: string,
  principal: Principal,
  userIds: readonly string[],
): Promise<void> {
  await endInherited(context, spaceId, principal);
  const uins = [
    ...(await endAuthorizations(context, spaceId, principal)),
    ...(await endSynchronizations(context, spaceId, principal, userIds)),
  ];
  await startTasks(context, spaceId, uins);
}

async function endInherited(context: ActionContext, spaceId: string, principal: Principal): Promise<void> {
  const { db } = context;
  const ids = await departmentAuthorizations.listIdsOf(db, spaceId, principal);
  if (ids.length === 0) return;
  const space = await getSpace(db, spaceId);
  await organizations.lock(db, space.organizationId);
  await removeDepartmentAuthorizations(context, space, ids, { undeploys: true });
}

async function endAuthorizations(context: ActionContext, spaceId: string, principal: Principal) {
  const { db } = context;
  const uins: number[] = [];
  for (const place of await removals.listOf(db, spaceId, principal)) {
    const { configurationId, uin } = place;
    await deployments.lock(db, spaceId, configurationId, uin);
    if (!(await removals.remove(db, spaceId, { ...place, ...principal }))) continue;
    const undeploys = await undeployAfterLast(context, spaceId, place);
    await newTask(context, spaceId, {
      taskType: 'DeleteRoleAssignment',
      status: undeploys ? 'InProgress' : 'Success',
      targetUin: uin,
      roleConfigurationId: configurationId,
      ...principal,
    });
    if (undeploys) uins.push(uin);
  }
  return uins;
}

async function endSynchronizations(
  context: ActionContext,
  spaceId: string,
  principal: Principal,
  userIds: readonly string[],
) {
  const { db } = context;
  const uins: number[] = [];
  for (const { user_synchronization_id: id, uin, deletion_strategy } of await synchronizations.listOf(
    db,
    spaceId,
    principal,
  )) {
    await synchronizations.remove(db, spaceId, id);
    await synchronizedUsers.markUncovered(db, spaceId, { uin, userIds }, deletion_strategy);
    const about = { targetUin: uin, userProvisioningId: id, ...principal };
    await newTask(context, spaceId, { taskType: 'DeleteProvisioning', ...about });
    uins.push(uin);
  }
  return uins;
}
