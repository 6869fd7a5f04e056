import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { accountNotFound, accounts } from '../../organization/index.ts';
import { configurationNotFound } from '../permission-configurations/permission-configuration.ts';
import * as configurations from '../permission-configurations/permission-configuration-queries.ts';
import { spaceNotFound } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';
import type { Task } from '../tasks/task.ts';
import * as tasks from '../tasks/task-queries.ts';
import { deployConfiguration } from './deploy-configuration.ts';
import * as deployments from './deployment-queries.ts';

export const deployAuthorization = defineAction({
  id: 'organization:DeployAuthorization',
  summary: 'Deploy what an authorization needs in its account, and end its task. A job; may run again.',
  effect: 'write',
  allowed: ['system'],
  input: z.object({ taskId: z.string() }),
  output: z.object({}),

  async run(context, { taskId }) {
    const { db, now } = context;
    const task = await tasks.lock(db, taskId);
    if (task?.status !== 'InProgress') return {};

    const failureReason = await deployOrExplain(context, task);
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

/** Empty when it is deployed; otherwise why not, in words for an administrator. */
async function deployOrExplain(context: ActionContext, task: Task & { spaceId: string }): Promise<string> {
  const { db, now } = context;
  const { spaceId, targetUin: uin } = task;
  const configurationId = task.roleConfigurationId ?? '';
  // The account before its deployment, as whoever takes it out of the organization locks them.
  const held = await holdAccount(context, spaceId, uin);
  const present = await deployments.lock(db, spaceId, configurationId, uin);
  if (present?.status === 'Deployed' || present?.status === 'DeployedRequired') return '';
  try {
    const { roleName, providerName } = await deploy(context, held, configurationId, uin);
    const outcome = {
      status: 'Deployed',
      failure_reason: '',
      role_name: roleName,
      provider_name: providerName,
    } as const;
    await deployments.end(db, spaceId, configurationId, uin, outcome, now);
    return '';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await deployments.end(
      db,
      spaceId,
      configurationId,
      uin,
      { status: 'DeployFailed', failure_reason: error.message },
      now,
    );
    return error.message;
  }
}

async function holdAccount({ db }: ActionContext, spaceId: string, uin: number) {
  const space = await spaces.findById(db, spaceId);
  if (!space) throw spaceNotFound(spaceId);
  return { space, account: await accounts.hold(db, space.organizationId, uin) };
}

async function deploy(
  context: ActionContext,
  { space, account }: Awaited<ReturnType<typeof holdAccount>>,
  configurationId: string,
  uin: number,
) {
  if (!account) throw accountNotFound(uin);
  const configuration = await configurations.find(context.db, space.spaceId, configurationId);
  if (!configuration) throw configurationNotFound(configurationId);
  return deployConfiguration(context, space, account, configuration);
}
