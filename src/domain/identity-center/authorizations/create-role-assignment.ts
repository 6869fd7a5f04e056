import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { accountNotFound, accounts, requireManaged } from '../../organization/index.ts';
import * as deployments from '../deployment/deployment-queries.ts';
import { configurationNotFound } from '../permission-configurations/permission-configuration.ts';
import * as configurations from '../permission-configurations/permission-configuration-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import type { Space } from '../space/space.ts';
import { failureOf, noFailure } from '../tasks/failure.ts';
import { startTasks } from '../tasks/start-tasks.ts';
import { taskInfo } from '../tasks/task.ts';
import * as tasks from '../tasks/task-queries.ts';
import { authorizationExists, authorizationsPerCall, targetType, targetTypeOf } from './authorization.ts';
import * as authorizations from './authorization-queries.ts';
import { principalType, requirePrincipal } from './principal.ts';

type TaskInfo = z.output<typeof taskInfo>;

const assignment = z.object({
  principalId: z.string(),
  principalType,
  targetUin: z.int(),
  targetType,
  roleConfigurationId: z.string(),
});

export const createRoleAssignment = defineAction({
  id: 'organization:CreateRoleAssignment',
  summary: 'Authorize users and groups in accounts; each triplet becomes a task that deploys what it needs.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    roleAssignmentInfo: z.array(assignment).min(1).max(authorizationsPerCall),
  }),
  output: z.object({ tasks: z.array(taskInfo) }),

  async run(context, { zoneId, roleAssignmentInfo }) {
    const space = await getOwnSpace(context.db, context.actor, zoneId);
    const uins = roleAssignmentInfo.map(({ targetUin }) => targetUin);
    await accounts.holdAll(context.db, space.organizationId, uins);
    const created: TaskInfo[] = [];
    for (const wanted of roleAssignmentInfo) created.push(await assign(context, space, wanted));
    const started = created.filter(({ status }) => status === 'InProgress');
    await startTasks(
      context,
      space.spaceId,
      started.map(({ targetUin }) => targetUin),
    );
    return { tasks: created };
  },
});

/** One triplet. A duplicate becomes a failed task with its reason; the rest of the call goes on. */
async function assign(
  context: ActionContext,
  space: Space,
  wanted: z.output<typeof assignment>,
): Promise<TaskInfo> {
  const { db, now } = context;
  const { spaceId } = space;
  const {
    roleConfigurationId: permissionConfigurationId,
    targetUin: uin,
    principalType,
    principalId,
  } = wanted;
  const configuration = await configurations.find(db, spaceId, permissionConfigurationId);
  if (!configuration) throw configurationNotFound(permissionConfigurationId);
  const account = await accounts.hold(db, space.organizationId, uin);
  if (!account) throw accountNotFound(uin);
  await requireManaged(db, context.actor, uin);
  await requirePrincipal(db, spaceId, { principalType, principalId });

  const isNew = await authorizations.insert(
    db,
    spaceId,
    { principalType, principalId, uin, permissionConfigurationId },
    now,
  );
  const created = await tasks.insert(
    db,
    spaceId,
    {
      taskId: context.random.id('t'),
      taskType: 'CreateRoleAssignment',
      status: isNew ? 'InProgress' : 'Failed',
      ...(isNew ? noFailure : failureOf(authorizationExists())),
      targetUin: uin,
      principalType,
      principalId,
      roleConfigurationId: permissionConfigurationId,
      userProvisioningId: null,
    },
    now,
  );
  if (isNew) await deployments.begin(db, spaceId, permissionConfigurationId, uin, now);
  return {
    ...created,
    roleConfigurationName: configuration.roleConfigurationName,
    targetType: targetTypeOf(account),
  };
}
