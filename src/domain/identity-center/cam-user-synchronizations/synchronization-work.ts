import { DomainError } from '../../../action/domain-error.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import type { CloudAccount } from '../deployment/cloud-account.ts';
import { ownMetadata } from '../deployment/wanted-deployment.ts';
import { failureColumns, removedMeanwhile } from '../tasks/failure.ts';
import * as tasks from '../tasks/task-queries.ts';
import type { Target, Unit, Work, WorkContext } from '../tasks/work.ts';
import * as synchronizations from './cam-user-synchronization-queries.ts';
import { ensureCamUser, type Person, releaseCamUsers } from './ensure-cam-user.ts';
import * as synchronizedUsers from './synchronized-user-queries.ts';

/** A CAM user for everybody whom a synchronization covers, and none for those whom nothing covers any more. */
export async function planSynchronization(context: WorkContext, target: Target, unit: Unit): Promise<Work> {
  const { db, now } = context;
  const { spaceId } = target.space;
  const synchronization = await synchronizations.find(db, spaceId, unit.id);
  if (!synchronization) return nothingToDo(target, unit);
  const metadata = await ownMetadata(context, target.space);
  const people = await synchronizations.listPeople(db, spaceId, synchronization);
  const whom = { uin: target.uin, userIds: people.map(({ userId }) => userId) };
  let problem: DomainError | undefined;
  return {
    async act(cloud, within) {
      const place = { ...target, cloud, db: within, now };
      await ensureUserSso(cloud, metadata);
      problem = await forEverybody(people, (person) =>
        ensureCamUser(place, person, synchronization.duplication_strategy),
      );
      // Whoever left meanwhile has perhaps got a CAM user all the same.
      await synchronizedUsers.markUncovered(within, spaceId, whom, synchronization.deletion_strategy);
      await releaseCamUsers(place);
    },
    async record(recording, failure = problem) {
      const status = failure ? 'Failed' : 'Synchronized';
      await synchronizations.setStatus(recording.db, spaceId, unit.id, {
        status,
        ...failureColumns(failure),
      });
      await endTasks(recording, target, unit, failure);
    },
  };
}

/** What is left of synchronizations that were deleted. */
export async function planRelease(context: WorkContext, target: Target, unit: Unit): Promise<Work> {
  const { spaceId } = target.space;
  const metadata = await ownMetadata(context, target.space);
  return {
    async act(cloud, within) {
      await releaseCamUsers({ ...target, cloud, db: within, now: context.now });
      if (!(await synchronizedUsers.isAnyLeft(within, spaceId, target.uin)))
        await removeUserSso(cloud, metadata);
    },
    record: (recording, failure) => endTasks(recording, target, unit, failure),
  };
}

/** One person whose names are taken keeps nobody else out. */
async function forEverybody(
  people: readonly Person[],
  work: (person: Person) => Promise<void>,
): Promise<DomainError | undefined> {
  const problems: DomainError[] = [];
  for (const person of people) {
    try {
      await work(person);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'SubUserNameInUse') throw error;
      problems.push(error);
    }
  }
  return problems[0];
}

async function ensureUserSso(cloud: CloudAccount, metadata: string): Promise<void> {
  const present = await cloud.describeUserSamlConfig();
  if (present?.samlMetadata !== metadata) await cloud.putUserSamlConfig(metadata);
}

/** Another identity provider that somebody has set up since stays. */
async function removeUserSso(cloud: CloudAccount, metadata: string): Promise<void> {
  const present = await cloud.describeUserSamlConfig();
  if (present?.samlMetadata === metadata) await cloud.disableUserSso();
}

const nothingToDo = (target: Target, unit: Unit): Work => ({
  act: async () => {},
  record: (context, failure) => endTasks(context, target, unit, failure ?? removedMeanwhile()),
});

async function endTasks(
  { db, now }: Pick<WorkContext, 'now'> & { db: Transaction },
  { space: { spaceId }, uin }: Target,
  { tasks: of }: Unit,
  failure: DomainError | undefined,
): Promise<void> {
  const ids = of.map(({ taskId }) => taskId);
  await tasks.end(db, spaceId, uin, ids, failure, now);
}
