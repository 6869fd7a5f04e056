import type { DomainError } from '../../../action/domain-error.ts';
import * as configurations from '../permission-configurations/permission-configuration-queries.ts';
import { failureColumns, removedMeanwhile } from '../tasks/failure.ts';
import type { Task } from '../tasks/task.ts';
import * as tasks from '../tasks/task-queries.ts';
import type { Target, Unit, Work, WorkContext } from '../tasks/work.ts';
import { deployConfiguration, undeployConfiguration } from './deploy-configuration.ts';
import { type Difference, differencesBetween, observe } from './deployed-differences.ts';
import * as deployments from './deployment-queries.ts';
import { hashOf, type WantedDeployment, wantedDeployment } from './wanted-deployment.ts';

/** A permission configuration in an account: there, or not there, or only looked at. */
export async function planDeployment(context: WorkContext, target: Target, unit: Unit): Promise<Work> {
  const { db } = context;
  const { spaceId } = target.space;
  const present = await deployments.find(db, spaceId, unit.id, target.uin);
  const configuration = await configurations.find(db, spaceId, unit.id);
  if (!present || !configuration) return nothingToDo(target, unit);
  const wanted = await wantedDeployment(context, target.space, target, configuration);
  if (present.status === 'Undeploying') {
    const isAnyOther = await deployments.isAnyOther(db, spaceId, unit.id, target.uin);
    return undeployment(target, unit, wanted, isAnyOther);
  }
  const isDeployed = present.status === 'Deployed' || present.status === 'DeployedRequired';
  if (isDeployed || unit.tasks.every(isCheck)) return look(target, unit, wanted);
  return deployment(target, unit, wanted, present.deployedHash === '');
}

const isCheck = ({ taskType }: Task) => taskType === 'CheckRoleConfigurationDrift';

const idsOf = ({ tasks: of }: Unit) => of.map(({ taskId }) => taskId);
const keyOf = ({ uin }: Target, { id }: Unit) => ({ configurationId: id, uin });

function deployment(target: Target, unit: Unit, wanted: WantedDeployment, isFirst: boolean): Work {
  const { spaceId } = target.space;
  return {
    act: (cloud) => deployConfiguration(cloud, wanted, { isFirst }),
    async record(context, failure) {
      const { db, now } = context;
      const present = await deployments.lock(db, spaceId, unit.id, target.uin);
      if (!present) return endTasks(context, target, unit, failure);
      const isStillWanted = present.status !== 'Undeploying';
      await deployments.set(
        db,
        spaceId,
        keyOf(target, unit),
        failure
          ? { ...(isStillWanted && { status: 'DeployFailed', ...failureColumns(failure) }) }
          : {
              ...(isStillWanted && {
                status: await statusAfter(context, target, unit, wanted),
                ...failureColumns(),
              }),
              role_name: wanted.role.roleName,
              provider_name: wanted.provider.name,
              deployed_hash: hashOf(wanted),
            },
        now,
      );
      if (!failure) await deployments.setDrift(db, spaceId, keyOf(target, unit), [], now);
      await endTasks(context, target, unit, failure);
    },
  };
}

/** Whoever edited the configuration while it was deployed has to deploy it again. */
async function statusAfter(context: WorkContext, target: Target, { id }: Unit, wanted: WantedDeployment) {
  const configuration = await configurations.find(context.db, target.space.spaceId, id);
  if (!configuration) return 'DeployedRequired';
  const wantedNow = await wantedDeployment(context, target.space, target, configuration);
  return hashOf(wantedNow) === hashOf(wanted) ? 'Deployed' : 'DeployedRequired';
}

function undeployment(target: Target, unit: Unit, wanted: WantedDeployment, isAnyOther: boolean): Work {
  const { spaceId } = target.space;
  const { policyPrefix, provider, role } = wanted;
  return {
    act: (cloud) =>
      undeployConfiguration(cloud, {
        roleName: role.roleName,
        policyPrefix,
        provider: isAnyOther ? undefined : provider.name,
      }),
    async record(context, failure) {
      const { db, now } = context;
      const present = await deployments.lock(db, spaceId, unit.id, target.uin);
      const isStillWanted = present?.status === 'Undeploying';
      if (isStillWanted && !failure) await deployments.remove(db, spaceId, unit.id, target.uin);
      else if (present)
        await deployments.set(
          db,
          spaceId,
          keyOf(target, unit),
          failure
            ? { ...(isStillWanted && { status: 'DeployFailed', ...failureColumns(failure) }) }
            : { deployed_hash: '' },
          now,
        );
      await endTasks(context, target, unit, failure);
    },
  };
}

/** It is deployed already, which is all that was asked for; whoever wants to know what is different is told. */
function look(target: Target, unit: Unit, wanted: WantedDeployment): Work {
  let found: Difference[] | undefined;
  return {
    async act(cloud) {
      if (unit.tasks.some(isCheck)) found = differencesBetween(wanted, await observe(cloud, wanted));
    },
    async record(context, failure) {
      const { spaceId } = target.space;
      if (found) await deployments.setDrift(context.db, spaceId, keyOf(target, unit), found, context.now);
      await endTasks(context, target, unit, failure);
    },
  };
}

/** The deployment is gone, and nobody will bring it back for these tasks. */
const nothingToDo = (target: Target, unit: Unit): Work => ({
  act: async () => {},
  record: (context, failure) => endTasks(context, target, unit, failure),
});

/** All alike; except that an authorization which was removed meanwhile was not carried out. */
async function endTasks(
  { db, now }: WorkContext,
  { space: { spaceId }, uin }: Target,
  unit: Unit,
  failure: DomainError | undefined,
): Promise<void> {
  const outdated = await tasks.listOutdated(db, spaceId, idsOf(unit));
  await tasks.end(db, spaceId, uin, outdated, removedMeanwhile(), now);
  await tasks.end(db, spaceId, uin, idsOf(unit), failure, now);
}
