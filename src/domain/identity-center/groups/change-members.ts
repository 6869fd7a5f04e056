import type { ActionContext } from '../../../action/define-action.ts';
import type { DomainError } from '../../../action/domain-error.ts';
import { requireReachManaged } from '../authorizations/reach.ts';
import * as reach from '../authorizations/reach-queries.ts';
import { membershipChanged } from '../cam-user-synchronizations/membership-changed.ts';
import type { Space } from '../space/space.ts';
import { requireOwner } from '../users/ownership.ts';
import { type User, userNotFound } from '../users/user.ts';
import * as users from '../users/user-queries.ts';
import { endUngranted } from '../users/user-session-queries.ts';
import { alreadyMember, type Group, groupNotFound, notMember, sourcesDiffer } from './group.ts';
import * as groups from './group-queries.ts';

/** Who joined or left, and who did not, each with the reason. */
export interface MemberChange {
  changed: string[];
  failures: { userId: string; refusal: DomainError }[];
}

interface Wanted {
  space: Pick<Space, 'spaceId' | 'isSynchronizing'>;
  groupId: string;
  userIds: readonly string[];
}

/** Adds people to a group. Whoever cannot be added says why; the others are in it. */
export async function addMembers(context: ActionContext, wanted: Wanted): Promise<MemberChange> {
  const { db, now } = context;
  const { groupId } = wanted;
  const { spaceId } = wanted.space;
  const { group, present, missing } = await lookUp(context, wanted, 'AddUser');
  const [alike, others] = apart(present, ({ userType }) => userType === group.groupType);
  const ids = alike.map(({ userId }) => userId);
  const added = await groups.addMembers(db, spaceId, groupId, ids, now);
  if (added.length > 0) await membershipChanged(context, spaceId, groupId, added);
  return {
    changed: added,
    failures: [
      ...missing,
      ...refused(others, sourcesDiffer),
      ...refused(
        alike.filter(({ userId }) => !added.includes(userId)),
        alreadyMember,
      ),
    ],
  };
}

/** Takes people out of a group; what they entered by it, and by nothing else, ends at once. */
export async function removeMembers(context: ActionContext, wanted: Wanted): Promise<MemberChange> {
  const { db, now } = context;
  const { groupId } = wanted;
  const { spaceId } = wanted.space;
  const { present, missing } = await lookUp(context, wanted, 'RemoveUser');
  const ids = present.map(({ userId }) => userId);
  const removed = await groups.removeMembers(db, spaceId, groupId, ids);
  if (removed.length > 0) {
    await endUngranted(db, spaceId, { userIds: removed }, now);
    await membershipChanged(context, spaceId, groupId, removed);
  }
  const others = present.filter(({ userId }) => !removed.includes(userId));
  return { changed: removed, failures: [...missing, ...refused(others, notMember)] };
}

/** The one whom an action is about, or why it was refused. */
export function requireDone({ failures }: MemberChange): void {
  if (failures[0]) throw failures[0].refusal;
}

async function lookUp(
  context: Pick<ActionContext, 'db' | 'actor'>,
  { space, groupId, userIds }: Wanted,
  change: 'AddUser' | 'RemoveUser',
) {
  const { db, actor } = context;
  const { spaceId } = space;
  const group = await groups.hold(db, spaceId, groupId);
  if (!group) throw groupNotFound(groupId);
  const present = await users.holdAll(db, spaceId, userIds);
  if (!(change === 'RemoveUser' && areUnknownToDirectory(present))) {
    requireOwner(actor, space, { kind: 'Group', name: group.groupName, source: group.groupType }, change);
  }
  await requireReachManaged(context, () => reach.ofGroup(db, spaceId, groupId));
  const known = new Set(present.map(({ userId }) => userId));
  const missing = [...new Set(userIds)]
    .filter((userId) => !known.has(userId))
    .map((userId) => ({ userId, refusal: userNotFound(userId) }));
  return { group: group satisfies Pick<Group, 'groupType'>, present, missing };
}

/** Those of a group that the directory took over whom it does not see, so that only people can take them out. */
const areUnknownToDirectory = (people: readonly User[]) =>
  people.length > 0 && people.every(({ userType }) => userType === 'Manual');

const refused = (people: readonly User[], why: (userName: string) => DomainError) =>
  people.map(({ userId, userName }) => ({ userId, refusal: why(userName) }));

const apart = <Item>(items: readonly Item[], belongs: (item: Item) => boolean) =>
  [items.filter(belongs), items.filter((item) => !belongs(item))] as const;
