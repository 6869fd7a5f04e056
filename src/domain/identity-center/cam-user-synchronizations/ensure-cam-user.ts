import { DomainError } from '../../../action/domain-error.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import type { UserSynchronizationTable } from '../../../platform/database/tables.ts';
import type { CamUserContent, CloudAccount } from '../deployment/cloud-account.ts';
import type { Target, WorkContext } from '../tasks/work.ts';
import { besideTaken, camUserName } from './cam-user-synchronization.ts';
import type { SynchronizedUser } from './synchronized-user-queries.ts';
import * as synchronizedUsers from './synchronized-user-queries.ts';

export interface Person {
  userId: string;
  userName: string;
  displayName: string;
}

interface Place extends Target {
  cloud: CloudAccount;
  db: Transaction;
  now: WorkContext['now'];
}

/**
 * Gives a person a CAM user in an account, once. The name is written down before the CAM user is made, and the
 * remark says whose it is, so that one of which nobody knows whether it was made is known again.
 */
export async function ensureCamUser(
  place: Place,
  person: Person,
  strategy: UserSynchronizationTable['duplication_strategy'],
): Promise<void> {
  const { cloud, db, space, uin } = place;
  const known = await synchronizedUsers.find(db, space.spaceId, uin, person.userId);
  if (known?.isCreated) return;
  const wantedName = camUserName(person.userName, space.name);
  for (const userName of [...(known ? [known.camUserName] : []), wantedName, besideTaken(wantedName)]) {
    const present = await cloud.getUser(userName);
    const isFree = !present || isOf(present, person.userId);
    const isTakenOver = strategy === 'TakeOver' && userName === wantedName;
    if (isFree || isTakenOver) return makeOrTake(place, person, userName, present);
  }
  throw namesTaken(wantedName);
}

async function makeOrTake(
  { cloud, db, now, space: { spaceId }, uin }: Place,
  person: Person,
  userName: string,
  present: CamUserContent | undefined,
): Promise<void> {
  const { userId } = person;
  await synchronizedUsers.intend(db, spaceId, { uin, userId, camUserName: userName }, now);
  const user = { userName, remark: remarkFor(person) };
  if (present) await cloud.updateUser(user);
  const camUserUin = present?.userUin ?? (await cloud.addUser(user));
  await synchronizedUsers.confirm(db, spaceId, { uin, userId, camUserUin });
}

const remarkCharacters = 200;

const markOf = (userId: string) => `(Identity Center ${userId})`;

function remarkFor({ userId, displayName, userName }: Person): string {
  const mark = markOf(userId);
  return `${(displayName || userName).slice(0, remarkCharacters - mark.length - 1)} ${mark}`;
}

/** Whether Identity Center made the CAM user, for this person. */
const isOf = ({ remark }: CamUserContent, userId: string): boolean => remark.endsWith(markOf(userId));

/** Takes out of the account, or leaves to it, the CAM users of people whom nothing covers any more. */
export async function releaseCamUsers(place: Place): Promise<void> {
  const { db, space, uin } = place;
  await synchronizedUsers.clearCovered(db, space.spaceId, uin);
  for (const user of await synchronizedUsers.listToRelease(db, space.spaceId, uin)) {
    if (await synchronizedUsers.beginRelease(db, space.spaceId, uin, user.userId)) await release(place, user);
  }
}

async function release({ cloud, db, space: { spaceId }, uin }: Place, user: SynchronizedUser): Promise<void> {
  const { userId, camUserName: name, camUserUin, releaseStrategy } = user;
  const present = await cloud.getUser(name);
  // A name may come back; what has it now is somebody else's.
  const isOurs = present && (camUserUin === null ? isOf(present, userId) : present.userUin === camUserUin);
  if (isOurs && releaseStrategy === 'Delete') await cloud.deleteUser(name);
  if (isOurs && releaseStrategy === 'Keep') await cloud.releaseUser(name);
  await synchronizedUsers.endRelease(db, spaceId, uin, userId);
}

const namesTaken = (name: string) =>
  new DomainError(
    'conflict',
    'SubUserNameInUse',
    `The account has CAM users named "${name}" and "${besideTaken(name)}".`,
    { details: { name } },
  );
