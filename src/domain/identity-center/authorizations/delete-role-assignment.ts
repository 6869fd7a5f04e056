import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { accounts, requireManaged } from '../../organization/index.ts';
import * as deployments from '../deployment/deployment-queries.ts';
import * as configurations from '../permission-configurations/permission-configuration-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { newTask } from '../tasks/new-task.ts';
import { startTasks } from '../tasks/start-tasks.ts';
import { taskInfo } from '../tasks/task.ts';
import { endUngranted } from '../users/user-session-queries.ts';
import { authorizationInherited, authorizationNotFound, targetType, targetTypeOf } from './authorization.ts';
import * as removals from './authorization-removal-queries.ts';
import { principalType } from './principal.ts';
import { deprovisionStrategy } from './removal.ts';
import { undeployAfterLast } from './undeploy-after-last.ts';

export const deleteRoleAssignment = defineAction({
  id: 'organization:DeleteRoleAssignment',
  summary:
    'Remove an authorization at once, with the sessions that stood on it; on request undeploy after the last.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    roleConfigurationId: z.string(),
    targetType: targetType.optional(),
    targetUin: z.int(),
    principalType,
    principalId: z.string(),
    deprovisionStrategy: deprovisionStrategy.default('None'),
  }),
  output: z.object({ task: taskInfo }),

  async run(context, { zoneId, deprovisionStrategy: strategy, ...removed }) {
    const { db, actor, now } = context;
    const { spaceId, organizationId } = await getOwnSpace(db, actor, zoneId);
    const { roleConfigurationId: configurationId, targetUin: uin, principalType, principalId } = removed;
    await requireManaged(db, actor, uin);
    // Two administrators who remove the last two wait for each other here; the second one finds none left.
    await deployments.lock(db, spaceId, configurationId, uin);
    const triplet = { configurationId, uin, principalType, principalId };
    if (!(await removals.remove(db, spaceId, triplet))) throw await whyNotRemovable(db, spaceId, triplet);
    await endUngranted(db, spaceId, { uins: [uin] }, now);
    const configuration = await configurations.find(db, spaceId, configurationId);
    const account = await accounts.find(db, organizationId, uin);

    const undeploys = strategy !== 'None' && (await undeployAfterLast(context, spaceId, triplet));
    const written = await newTask(context, spaceId, {
      taskType: 'DeleteRoleAssignment',
      status: undeploys ? 'InProgress' : 'Success',
      targetUin: uin,
      roleConfigurationId: configurationId,
      principalType,
      principalId,
    });
    if (undeploys) await startTasks(context, spaceId, [uin]);
    return {
      task: {
        ...written,
        roleConfigurationName: configuration?.roleConfigurationName ?? configurationId,
        targetType: targetTypeOf(account ?? { kind: 'member' }),
      },
    };
  },
});

async function whyNotRemovable(db: Transaction, spaceId: string, triplet: removals.Triplet) {
  const department = await removals.findSource(db, spaceId, triplet);
  return department === undefined ? authorizationNotFound() : authorizationInherited(department);
}
