import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { accountNotFound, accounts, requireManaged } from '../../organization/index.ts';
import { targetType, targetTypeOf } from '../authorizations/authorization.ts';
import { principalType, requirePrincipal } from '../authorizations/principal.ts';
import { getOwnSpace } from '../space/own-space.ts';
import type { Space } from '../space/space.ts';
import { failureOf } from '../tasks/failure.ts';
import { newTask } from '../tasks/new-task.ts';
import { startTasks } from '../tasks/start-tasks.ts';
import {
  deletionStrategy,
  duplicationStrategy,
  synchronizationsPerCall,
  synchronizationTask,
} from './cam-user-synchronization.ts';
import * as synchronizations from './cam-user-synchronization-queries.ts';
import * as synchronizedUsers from './synchronized-user-queries.ts';

type SynchronizationTask = z.output<typeof synchronizationTask>;

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
  output: z.object({ tasks: z.array(synchronizationTask) }),

  async run(context, { zoneId, userSyncProvisionings }) {
    const space = await getOwnSpace(context.db, context.actor, zoneId);
    const uins = userSyncProvisionings.map(({ targetUin }) => targetUin);
    await accounts.holdAll(context.db, space.organizationId, uins);
    const created: SynchronizationTask[] = [];
    for (const wanted of userSyncProvisionings) created.push(await synchronize(context, space, wanted));
    const started = created.filter(({ taskStatus }) => taskStatus === 'InProgress');
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
): Promise<SynchronizationTask> {
  const { db, now, random } = context;
  const { principalType, principalId, targetUin: uin } = wanted;
  const { account, principalName } = await hold(context, space, wanted);
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
  const created = await newTask(context, space.spaceId, {
    taskType: 'StartProvisioning',
    ...(!isNew && { status: 'Failed', ...failureOf(synchronizationExists()) }),
    targetUin: uin,
    principalType,
    principalId,
    userProvisioningId: isNew ? userProvisioningId : null,
  });
  if (isNew) await synchronizedUsers.clearCovered(db, space.spaceId, uin);
  return {
    ...created,
    userProvisioningId: created.userProvisioningId ?? '',
    taskStatus: created.status,
    targetType: targetTypeOf(account),
    principalType,
    principalId,
    principalName,
    duplicationStrategy: wanted.duplicationStrategy,
    deletionStrategy: wanted.deletionStrategy,
  };
}

/** The account and the user or group, which are there until this has been done. */
async function hold(
  { db, actor }: ActionContext,
  space: Space,
  { principalType, principalId, targetUin: uin }: z.output<typeof provisioning>,
) {
  const account = await accounts.hold(db, space.organizationId, uin);
  if (!account) throw accountNotFound(uin);
  await requireManaged(db, actor, uin);
  const { principalName } = await requirePrincipal(db, space.spaceId, { principalType, principalId });
  return { account, principalName };
}

const synchronizationExists = () =>
  new DomainError('conflict', 'UserProvisioningExists', 'This synchronization exists already.');
