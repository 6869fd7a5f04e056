import type { ActionContext } from '../../../../action/define-action.ts';
import { membershipChanged } from '../../cam-user-synchronizations/membership-changed.ts';
import * as everyGroup from '../../groups/group-queries.ts';
import * as users from '../../users/user-queries.ts';
import { endUngranted } from '../../users/user-session-queries.ts';
import { invalidValue } from '../problem.ts';
import * as groups from './directory-group-queries.ts';
import { type MemberPlan, nestedGroup } from './read-members.ts';

/** Who has joined and who has left. */
export interface MembersChanged {
  added: string[];
  removed: string[];
}

/**
 * Changes who is in a group that is locked, in as many statements whatever its size; what somebody entered by it, and by nothing
 * else, ends at once.
 */
export async function changeDirectoryMembers(
  context: ActionContext,
  spaceId: string,
  groupId: string,
  plan: MemberPlan,
): Promise<MembersChanged> {
  const { db, now } = context;
  const present = new Set(await groups.listPresent(db, spaceId, groupId, [...plan.added, ...plan.removed]));
  const missing = [...plan.added].filter((userId) => !present.has(userId));
  await requirePeople(context, spaceId, missing);
  const leaving = [...plan.removed].filter((userId) => present.has(userId));
  const removed = plan.keepsOthers
    ? await everyGroup.removeMembers(db, spaceId, groupId, leaving)
    : await groups.removeOthers(db, spaceId, groupId, [...plan.added]);
  const added = await everyGroup.addMembers(db, spaceId, groupId, missing, now);
  if (removed.length > 0) await endUngranted(db, spaceId, { userIds: removed }, now);
  await membershipChanged(context, spaceId, groupId, [...added, ...removed]);
  return { added, removed };
}

const mostNamed = 5;

/** Only the directory's own people; the others do not exist for it. */
async function requirePeople(
  { db }: Pick<ActionContext, 'db'>,
  spaceId: string,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  const held = await users.holdAll(db, spaceId, userIds);
  const known = new Set(
    held.filter(({ userType }) => userType === 'Synchronized').map(({ userId }) => userId),
  );
  const unknown = userIds.filter((userId) => !known.has(userId));
  if (unknown.length === 0) return;
  const [group] = await groups.listByIds(db, spaceId, unknown);
  if (group) throw nestedGroup(group.group_id);
  const named = unknown.slice(0, mostNamed).map((id) => `"${id.slice(0, 100)}"`);
  throw invalidValue(
    `${unknown.length} of the members do not exist here: ${named.join(', ')}${unknown.length > mostNamed ? ', …' : ''}. Create the users first.`,
  );
}
