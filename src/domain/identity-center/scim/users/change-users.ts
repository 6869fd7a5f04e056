import type { ActionContext } from '../../../../action/define-action.ts';
import { DomainError } from '../../../../action/domain-error.ts';
import { membershipChanged } from '../../cam-user-synchronizations/membership-changed.ts';
import type { Space } from '../../space/space.ts';
import { requireRoom } from '../../users/create-users.ts';
import { endAllSessions } from '../../users/end-sessions.ts';
import { userNameTaken, userNotFound } from '../../users/user.ts';
import * as everybody from '../../users/user-queries.ts';
import { type Change, type Changed, type ChangeRequest, requireVersion } from '../change.ts';
import { getSpace } from '../directory-space.ts';
import { endGrants, lockInheritance } from '../end-grants.ts';
import { applyOperations } from '../patch/apply-operations.ts';
import { readOperations } from '../patch/operation.ts';
import { type Document, isSame } from '../resource/document.ts';
import { readResource } from '../resource/read-resource.ts';
import { userType } from '../schema/resource-type.ts';
import * as users from './directory-user-queries.ts';
import { toColumns, toDocument, type UserRow } from './user-document.ts';

/** Creates a user, or takes over one of that name who was created by hand, where the space wants that. */
export const createUser: Change = async (context, spaceId, { body }) => {
  const { db, random, now } = context;
  const sent = readResource(userType, body);
  const columns = toColumns(sent);
  const space = await getSpace(db, spaceId);
  await requireRoom(context, space, 1);
  const userId = random.id('u');
  const created = await users.insert(db, spaceId, { ...columns, userId }, now);
  if (!created) return takeOver(context, space, sent);
  context.changed(null, audited(created));
  return { id: userId, userIds: [userId] };
};

async function takeOver(
  context: ActionContext,
  { spaceId, isAdopting }: Space,
  sent: Document,
): Promise<Changed> {
  const userName = String(sent.userName);
  const present = await users.lockByName(context.db, spaceId, userName);
  if (present?.source !== 'Manual') throw userNameTaken(present?.user_name ?? userName);
  if (!isAdopting) throw createdByHand(present.user_name);
  return replace(context, present, sent);
}

/** What is not mentioned goes, but for whether the user may log in, which is never left to guess. */
export const replaceUser: Change = async (context, spaceId, request) => {
  const sent = readResource(userType, request.body);
  return replace(context, await lockUser(context, spaceId, request), sent);
};

function replace(context: ActionContext, row: UserRow, sent: Document): Promise<Changed> {
  const before = toDocument(row);
  return save(context, row, before, { ...sent, active: sent.active ?? before.active });
}

export const patchUser: Change = async (context, spaceId, request) => {
  const operations = readOperations(request.body);
  const row = await lockUser(context, spaceId, request);
  const before = toDocument(row);
  return save(context, row, before, applyOperations(userType, before, operations));
};

/** At once and whole: sessions, memberships and grants; tasks follow in the accounts. */
export const deleteUser: Change = async (context, spaceId, request) => {
  const { db, now } = context;
  const { id } = request;
  const principal = { principalType: 'User', principalId: id } as const;
  await lockInheritance(context, spaceId, principal);
  await users.lockGroupsOf(db, spaceId, id);
  const row = await lockUser(context, spaceId, request);
  await endAllSessions(context, spaceId, id);
  const groupIds = await users.leaveGroups(db, spaceId, id, now);
  for (const groupId of groupIds) await membershipChanged(context, spaceId, groupId, [id]);
  await endGrants(context, spaceId, principal, [id]);
  await everybody.remove(db, spaceId, id);
  context.changed({ ...audited(row), groups: groupIds }, null);
  return { id, userIds: [id] };
};

async function lockUser({ db }: ActionContext, spaceId: string, request: ChangeRequest): Promise<UserRow> {
  const row = await users.lock(db, spaceId, request.id);
  if (!row) throw userNotFound(request.id);
  requireVersion(row.version, request);
  return row;
}

/** What changes nothing leaves the version as it was. */
async function save(
  context: ActionContext,
  row: UserRow,
  before: Document,
  after: Document,
): Promise<Changed> {
  const { db, now } = context;
  const { user_id: userId, space_id: spaceId } = row;
  const unchanged = { id: userId, userIds: [] };
  if (row.source === 'Synchronized' && isSame(before, after)) return unchanged;
  const columns = toColumns(after);
  const saved = await users.update(db, spaceId, { userId, ...columns }, now);
  if (!saved) throw userNameTaken(columns.user_name);
  // Also on the way back: a login of the very moment of disabling must not come alive again.
  if (row.status !== saved.status) await endAllSessions(context, spaceId, userId);
  context.changed(audited(row), audited(saved));
  return { id: userId, userIds: [userId] };
}

const audited = ({ user_name, display_name, email, status, external_id, source }: UserRow) => ({
  userName: user_name,
  displayName: display_name,
  email,
  userStatus: status,
  externalId: external_id,
  userType: source,
});

const createdByHand = (name: string) =>
  new DomainError(
    'conflict',
    'UserCreatedByHand',
    `A user named "${name}" was created by hand in Identity Center. Delete or rename one of the two, or let the directory take over users of the same name in the console.`,
    { details: { name } },
  );
