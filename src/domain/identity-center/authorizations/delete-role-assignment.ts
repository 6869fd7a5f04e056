import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import * as deployments from '../deployment/deployment-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { newTask } from '../tasks/new-task.ts';
import { startTasks } from '../tasks/start-tasks.ts';
import { task } from '../tasks/task.ts';
import { endUngranted } from '../users/user-session-queries.ts';
import { authorizationNotFound, targetType } from './authorization.ts';
import * as removals from './authorization-removal-queries.ts';
import { principalType } from './principal.ts';

export const deprovisionStrategy = z.enum(['None', 'DeprovisionForLastRoleAssignmentOnAccount']);

export const deleteRoleAssignment = defineAction({
  id: 'organization:DeleteRoleAssignment',
  summary:
    'Remove an authorization at once, with the sessions that stood on it; on request undeploy after the last.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    zoneId: z.string(),
    roleConfigurationId: z.string(),
    targetType: targetType.optional(),
    targetUin: z.int(),
    principalType,
    principalId: z.string(),
    deprovisionStrategy: deprovisionStrategy.default('None'),
  }),
  output: z.object({ task }),

  async run(context, { zoneId, deprovisionStrategy: strategy, ...removed }) {
    const { db, actor, now } = context;
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const { roleConfigurationId: configurationId, targetUin: uin, principalType, principalId } = removed;
    // Two administrators who remove the last two wait for each other here; the second one finds none left.
    await deployments.lock(db, spaceId, configurationId, uin);
    const triplet = { configurationId, uin, principalType, principalId };
    if (!(await removals.remove(db, spaceId, triplet))) throw authorizationNotFound();
    await endUngranted(db, spaceId, { uin }, now);

    const undeploys = strategy !== 'None' && (await beginUndeployment(context, spaceId, triplet));
    const written = await newTask(context, spaceId, {
      taskType: 'DeleteRoleAssignment',
      status: undeploys ? 'InProgress' : 'Success',
      targetUin: uin,
      roleConfigurationId: configurationId,
      principalType,
      principalId,
    });
    if (undeploys) await startTasks(context, spaceId, [uin]);
    return { task: written };
  },
});

/** False while somebody else is authorized. */
async function beginUndeployment(
  { db, now }: ActionContext,
  spaceId: string,
  { configurationId, uin }: { configurationId: string; uin: number },
): Promise<boolean> {
  if ((await deployments.countAuthorizations(db, spaceId, configurationId, uin)) > 0) return false;
  const undeploying = { status: 'Undeploying', failure_reason: '' } as const;
  return deployments.set(db, spaceId, { configurationId, uin }, undeploying, now);
}
