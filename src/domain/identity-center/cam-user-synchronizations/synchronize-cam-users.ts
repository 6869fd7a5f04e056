import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import type { UserSynchronizationTable } from '../../../platform/database/tables.ts';
import { accountNotFound, accounts } from '../../organization/index.ts';
import type { CloudAccount } from '../deployment/cloud-account.ts';
import { connectCloudAccount } from '../deployment/connect-cloud-account.ts';
import { ownMetadata } from '../deployment/deploy-configuration.ts';
import { spaceNotFound } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';
import * as tasks from '../tasks/task-queries.ts';
import { besideTaken, camUserName } from './cam-user-synchronization.ts';
import * as synchronizations from './cam-user-synchronization-queries.ts';

export const synchronizeCamUsers = defineAction({
  id: 'organization:SynchronizeCamUsers',
  summary:
    'Create the CAM users of a synchronization in its account, and end its task. A job; may run again.',
  effect: 'write',
  allowed: ['system'],
  input: z.object({ taskId: z.string() }),
  output: z.object({}),

  async run(context, { taskId }) {
    const { db, now } = context;
    const task = await tasks.lock(db, taskId);
    if (task?.status !== 'InProgress') return {};

    const failureReason = await synchronizeOrExplain(context, task.spaceId, task.userProvisioningId ?? '');
    await tasks.end(
      db,
      task.spaceId,
      taskId,
      { status: failureReason ? 'Failed' : 'Success', failureReason },
      now,
    );
    return {};
  },
});

async function synchronizeOrExplain(context: ActionContext, spaceId: string, id: string): Promise<string> {
  const synchronization = await synchronizations.find(context.db, spaceId, id);
  if (!synchronization) return '';
  try {
    await synchronize(context, spaceId, synchronization);
    return '';
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

async function synchronize(
  context: ActionContext,
  spaceId: string,
  synchronization: UserSynchronizationTable,
): Promise<void> {
  const { db, now } = context;
  const { uin } = synchronization;
  const space = await spaces.findById(db, spaceId);
  if (!space) throw spaceNotFound(spaceId);
  const account = await accounts.hold(db, space.organizationId, uin);
  if (!account) throw accountNotFound(uin);
  const { cloud } = connectCloudAccount(context, account, spaceId);
  await ensureUserSso(cloud, await ownMetadata(context, space));

  for (const person of await synchronizations.listPeople(db, spaceId, synchronization)) {
    if (await synchronizations.findCamUserName(db, spaceId, uin, person.userId)) continue;
    const wanted = { userName: camUserName(person.userName, space.name), remark: person.displayName };
    const created = await ensureCamUser(cloud, wanted, synchronization.duplication_strategy);
    await synchronizations.recordCamUser(db, spaceId, uin, person.userId, created, now);
  }
}

async function ensureUserSso(cloud: CloudAccount, metadata: string): Promise<void> {
  const present = await cloud.describeUserSamlConfig();
  if (present?.samlMetadata !== metadata) await cloud.putUserSamlConfig(metadata);
}

/** Returns the name the CAM user has in the end. */
async function ensureCamUser(
  cloud: CloudAccount,
  wanted: { userName: string; remark: string },
  strategy: UserSynchronizationTable['duplication_strategy'],
): Promise<string> {
  if (!(await cloud.getUser(wanted.userName))) {
    await cloud.addUser(wanted);
    return wanted.userName;
  }
  if (strategy === 'TakeOver') {
    await cloud.updateUser(wanted);
    return wanted.userName;
  }
  const beside = { ...wanted, userName: besideTaken(wanted.userName) };
  if (!(await cloud.getUser(beside.userName))) {
    await cloud.addUser(beside);
    return beside.userName;
  }
  throw new DomainError(
    'conflict',
    'SubUserNameInUse',
    `The account has CAM users named "${wanted.userName}" and "${beside.userName}".`,
  );
}
