import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { accountNotFound, accounts, requireManaged } from '../../organization/index.ts';
import { targetType } from '../authorizations/authorization.ts';
import { principalType, requirePrincipal } from '../authorizations/principal.ts';
import { getOwnSpace } from '../space/own-space.ts';
import type { Space } from '../space/space.ts';
import { startTasks } from '../tasks/start-tasks.ts';
import { type Task, task } from '../tasks/task.ts';
import * as tasks from '../tasks/task-queries.ts';
import {
  deletionStrategy,
  duplicationStrategy,
  synchronizationsPerCall,
} from './cam-user-synchronization.ts';
import * as synchronizations from './cam-user-synchronization-queries.ts';
import * as synchronizedUsers from './synchronized-user-queries.ts';

const provisioning = z.object({
  description: z.string().max(1024).default(''),
  principalId: z.string(),
  principalType,
  targetUin: z.int(),
  targetType,
  duplicationStrategy,
  deletionStrategy,
});

export const createUserSyncProvisioning = defineAction({
  id: 'organization:CreateUserSyncProvisioning',
  summary: 'Synchronize users and groups into accounts as CAM users; each becomes a task.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    userSyncProvisionings: z.array(provisioning).min(1).max(synchronizationsPerCall),
  }),
  output: z.object({ tasks: z.array(task) }),

  async run(context, { zoneId, userSyncProvisionings }) {
    const space = await getOwnSpace(context.db, context.actor, zoneId);
    const uins = userSyncProvisionings.map(({ targetUin }) => targetUin);
    await accounts.holdAll(context.db, space.organizationId, uins);
    const created: Task[] = [];
    for (const wanted of userSyncProvisionings) created.push(await synchronize(context, space, wanted));
    const started = created.filter(({ status }) => status === 'InProgress');
    await startTasks(
      context,
      space.spaceId,
      started.map(({ targetUin }) => targetUin),
    );
    return { tasks: created };
  },
});

/** One synchronization. A duplicate becomes a failed task with its reason; the rest of the call goes on. */
async function synchronize(
  context: ActionContext,
  space: Space,
  wanted: z.output<typeof provisioning>,
): Promise<Task> {
  const { db, now, random } = context;
  const { principalType, principalId, targetUin: uin } = wanted;
  if (!(await accounts.hold(db, space.organizationId, uin))) throw accountNotFound(uin);
  await requireManaged(db, context.actor, uin);
  await requirePrincipal(db, space.spaceId, { principalType, principalId });

  const userProvisioningId = random.id('up');
  const isNew = await synchronizations.insert(db, {
    user_synchronization_id: userProvisioningId,
    space_id: space.spaceId,
    uin,
    principal_type: principalType,
    principal_id: principalId,
    description: wanted.description,
    duplication_strategy: wanted.duplicationStrategy,
    deletion_strategy: wanted.deletionStrategy,
    created_at: now,
    updated_at: now,
  });
  const created = await tasks.insert(
    db,
    space.spaceId,
    {
      taskId: random.id('t'),
      taskType: 'StartProvisioning',
      status: isNew ? 'InProgress' : 'Failed',
      failureReason: isNew ? '' : 'This synchronization exists already.',
      targetUin: uin,
      principalType,
      principalId,
      roleConfigurationId: null,
      userProvisioningId: isNew ? userProvisioningId : null,
    },
    now,
  );
  if (isNew) await synchronizedUsers.clearCovered(db, space.spaceId, uin);
  return created;
}
