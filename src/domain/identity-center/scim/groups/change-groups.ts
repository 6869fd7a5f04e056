import type { ActionContext } from '../../../../action/define-action.ts';
import { DomainError } from '../../../../action/domain-error.ts';
import {
  groupName as groupNameRule,
  groupNameTaken,
  groupNotFound,
  tooManyGroups,
} from '../../groups/group.ts';
import * as everyGroup from '../../groups/group-queries.ts';
import { quotas } from '../../space/quotas.ts';
import * as spaces from '../../space/space-queries.ts';
import { endUngranted } from '../../users/user-session-queries.ts';
import { type Change, type ChangeRequest, requireVersion } from '../change.ts';
import { getSpace } from '../directory-space.ts';
import { endGrants, lockInheritance } from '../end-grants.ts';
import { readOperations } from '../patch/operation.ts';
import { invalidValue } from '../problem.ts';
import { type Document, isSame } from '../resource/document.ts';
import { changeDirectoryMembers } from './change-directory-members.ts';
import type { GroupRow } from './directory-group-queries.ts';
import * as groups from './directory-group-queries.ts';
import { planGroup, readGroup } from './plan-group.ts';
import { exactly, including, type MemberPlan, unchangedMembers } from './read-members.ts';

/**
 * Creates a group with its members, or takes over one of that name that was created by hand, where the space wants that: who is
 * in it stays, as directories create a group before they say who is in it.
 */
export const createGroup: Change = async (context, spaceId, { body }) => {
  const { db, now, random } = context;
  const { document, userIds } = readGroup(body);
  const columns = toColumns(document);
  const space = await getSpace(db, spaceId);
  await spaces.lock(db, space.organizationId, spaceId);
  const present = await groups.lockByName(db, spaceId, columns.group_name);
  if (present?.source === 'Synchronized') throw groupNameTaken(present.group_name);
  if (present && !space.isAdopting) throw createdByHand(present.group_name);
  if (present) return save(context, present, document, including(unchangedMembers(), userIds));

  if ((await everyGroup.count(db, spaceId)) >= quotas.groupQuota) throw tooManyGroups();
  const groupId = random.id('g');
  const created = await groups.insert(db, spaceId, { groupId, ...columns }, now);
  if (!created) throw groupNameTaken(columns.group_name);
  const { added } = await changeDirectoryMembers(context, spaceId, groupId, exactly(userIds));
  context.changed(null, { ...audited(created), added });
  return { id: groupId, userIds: added };
};

export const replaceGroup: Change = async (context, spaceId, request) => {
  const { document, userIds } = readGroup(request.body);
  const row = await lockGroup(context, spaceId, request);
  return save(context, row, document, exactly(userIds));
};

export const patchGroup: Change = async (context, spaceId, request) => {
  const operations = readOperations(request.body);
  const row = await lockGroup(context, spaceId, request);
  const { document, members } = planGroup(toDocument(row), operations);
  return save(context, row, document, members);
};

/** At once and whole: memberships and grants; tasks follow in the accounts. */
export const deleteGroup: Change = async (context, spaceId, request) => {
  const { db, now } = context;
  const { id } = request;
  const principal = { principalType: 'Group', principalId: id } as const;
  await lockInheritance(context, spaceId, principal);
  const row = await lockGroup(context, spaceId, request);
  const userIds = await groups.removeOthers(db, spaceId, id, []);
  await endGrants(context, spaceId, principal, userIds);
  if (userIds.length > 0) await endUngranted(db, spaceId, { userIds }, now);
  await everyGroup.remove(db, spaceId, id);
  context.changed({ ...audited(row), removed: userIds }, null);
  return { id, userIds };
};

async function lockGroup({ db }: ActionContext, spaceId: string, request: ChangeRequest): Promise<GroupRow> {
  const row = await groups.lock(db, spaceId, request.id);
  if (!row) throw groupNotFound(request.id);
  requireVersion(row.version, request);
  return row;
}

/** What changes nothing leaves the version as it was. */
async function save(context: ActionContext, row: GroupRow, document: Document, members: MemberPlan) {
  const { db, now } = context;
  const { group_id: groupId, space_id: spaceId } = row;
  const columns = toColumns(document);
  const { added, removed } = await changeDirectoryMembers(context, spaceId, groupId, members);
  const isSameGroup = row.source === 'Synchronized' && isSame(toDocument(row), document);
  const userIds = [...added, ...removed];
  if (isSameGroup && userIds.length === 0) return { id: groupId, userIds };
  const saved = await groups.update(db, spaceId, { groupId, ...columns }, now);
  if (!saved) throw groupNameTaken(columns.group_name);
  context.changed(
    { ...audited(row), ...(removed.length > 0 && { removed }) },
    { ...audited(saved), ...(added.length > 0 && { added }) },
  );
  return { id: groupId, userIds };
}

const toDocument = ({ group_name, external_id }: GroupRow): Document => ({
  displayName: group_name,
  ...(external_id !== null && { externalId: external_id }),
});

function toColumns({ displayName, externalId }: Document) {
  if (displayName === undefined) throw invalidValue('"displayName" is required; found none.');
  const name = String(displayName);
  if (!groupNameRule.safeParse(name).success) throw groupNameRefused(name);
  return { group_name: name, external_id: externalId === undefined ? null : String(externalId) };
}

function groupNameRefused(name: string): DomainError {
  const characters = [...name];
  const place = characters.findIndex((character) => !groupNameRule.safeParse(character).success);
  const found =
    place < 0
      ? `has ${characters.length} characters; at most 128 are allowed`
      : `has "${characters[place]}" at character ${place + 1}; letters, digits, spaces and + = , . @ _ & ( ) - are allowed`;
  return invalidValue(
    `The displayName "${name.slice(0, 100)}" ${found}. Rename the group, or change what displayName is mapped to.`,
  );
}

const audited = ({ group_name, external_id, source }: GroupRow) => ({
  groupName: group_name,
  externalId: external_id,
  groupType: source,
});

const createdByHand = (name: string) =>
  new DomainError(
    'conflict',
    'GroupCreatedByHand',
    `A user group named "${name}" was created by hand in Identity Center. Delete or rename one of the two, or let the directory take over groups of the same name in the console.`,
    { details: { name } },
  );
