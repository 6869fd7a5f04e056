import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { addUserToGroup } from '../../../../src/domain/identity-center/groups/add-user-to-group.ts';
import { batchAddUserToGroup } from '../../../../src/domain/identity-center/groups/batch-add-user-to-group.ts';
import { batchRemoveUserFromGroup } from '../../../../src/domain/identity-center/groups/batch-remove-user-from-group.ts';
import { checkGroupDeletion } from '../../../../src/domain/identity-center/groups/check-group-deletion.ts';
import { createGroup } from '../../../../src/domain/identity-center/groups/create-group.ts';
import { deleteGroup } from '../../../../src/domain/identity-center/groups/delete-group.ts';
import { listGroupMembers } from '../../../../src/domain/identity-center/groups/list-group-members.ts';
import { listGroups } from '../../../../src/domain/identity-center/groups/list-groups.ts';
import { listJoinedGroupsForUser } from '../../../../src/domain/identity-center/groups/list-joined-groups-for-user.ts';
import { removeUserFromGroup } from '../../../../src/domain/identity-center/groups/remove-user-from-group.ts';
import { updateGroup } from '../../../../src/domain/identity-center/groups/update-group.ts';
import { authorize, createConfiguration, createGroupOf, createPerson } from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('user groups', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let uin: number;
  let alice: string;
  let bob: string;
  let team: string;
  let inGroup: { zoneId: string; groupId: string };
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin: uin } = await foundSpace(world));
    alice = await createPerson(world, administrator, zoneId, 'alice');
    bob = await createPerson(world, administrator, zoneId, 'bob');
    team = await createGroupOf(world, administrator, zoneId, 'Team', [alice]);
    inGroup = { zoneId, groupId: team };
  });

  const add = (userIds: string[]) =>
    world.execute(batchAddUserToGroup, administrator, { ...inGroup, userIds });
  const take = (userIds: string[]) =>
    world.execute(batchRemoveUserFromGroup, administrator, { ...inGroup, userIds });
  const members = async () =>
    (await world.execute(listGroupMembers, administrator, inGroup)).groupMembers.map(
      ({ userName }) => userName,
    );
  const list = (input: object = {}) => world.execute(listGroups, administrator, { zoneId, ...input });
  const names = async (input: object = {}) => (await list(input)).groups.map(({ groupName }) => groupName);
  const fromDirectory = async (table: 'users' | 'user_groups') => {
    await world.db.updateTable('spaces').set({ is_synchronizing: true }).execute();
    await world.db.updateTable(table).set({ source: 'Synchronized' }).execute();
  };

  it('take in many at once; whoever cannot join says why, and the rest is in', async () => {
    world.clock.advance(60);
    const { added, failures } = await add([alice, bob, 'u-none', bob]);

    expect(added).toEqual([bob]);
    expect(failures.map(({ userId, code }) => [userId, code])).toEqual([
      ['u-none', 'UserNotExist'],
      [alice, 'GroupUserAlreadyExists'],
    ]);
    const { groupMembers } = await world.execute(listGroupMembers, administrator, inGroup);
    expect(groupMembers.map(({ userName, joinTime }) => [userName, joinTime])).toEqual([
      ['alice', new Date('2026-07-29T16:09:09Z')],
      ['bob', new Date('2026-07-29T16:10:09Z')],
    ]);
  });

  it('let go of many at once, and of nobody who is not in them', async () => {
    expect(await take([alice, bob])).toMatchObject({
      removed: [alice],
      failures: [{ userId: bob, code: 'GroupUserNotExist' }],
    });
    expect(await members()).toEqual([]);
  });

  it('say about one person what is wrong', async () => {
    const one = (userId: string) => ({ ...inGroup, userId });

    await expect(world.execute(addUserToGroup, administrator, one(alice))).rejects.toMatchObject({
      code: 'GroupUserAlreadyExists',
    });
    await expect(world.execute(removeUserFromGroup, administrator, one(bob))).rejects.toMatchObject({
      code: 'GroupUserNotExist',
    });
    await world.execute(addUserToGroup, administrator, one(bob));
    await world.execute(removeUserFromGroup, administrator, one(alice));
    expect(await members()).toEqual(['bob']);
  });

  it('of the directory are changed by nobody at the console, nor are people of it in others', async () => {
    await fromDirectory('users');
    expect((await add([bob])).failures).toMatchObject([{ code: 'GroupTypeUserTypeNotMatch' }]);
    await fromDirectory('user_groups');

    const refused = async (attempt: Promise<unknown>, code: string) =>
      expect(attempt).rejects.toMatchObject({ kind: 'forbidden', code });
    await refused(add([bob]), 'SynchronizedGroupNotAddUser');
    await refused(take([alice]), 'SynchronizedGroupNotRemoveUser');
    await refused(
      world.execute(updateGroup, administrator, { ...inGroup, newGroupName: 'X' }),
      'SynchronizedGroupNotUpdate',
    );
    await refused(world.execute(deleteGroup, administrator, inGroup), 'SynchronizedGroupNotDelete');
    expect(await members()).toEqual(['alice']);
    expect(await names()).toEqual(['Team']);
  });

  it('are renamed, but not to what another is called', async () => {
    await createGroupOf(world, administrator, zoneId, 'Others', []);
    const rename = (newGroupName: string) =>
      world.execute(updateGroup, administrator, { ...inGroup, newGroupName });

    await expect(rename('OTHERS')).rejects.toMatchObject({
      code: 'GroupNameAlreadyExists',
      fields: { newGroupName: expect.any(String) },
    });
    expect((await rename('TEAM')).groupInfo).toMatchObject({ groupName: 'TEAM', memberCount: 1 });
    await expect(
      world.execute(createGroup, administrator, { zoneId, groupName: 'team' }),
    ).rejects.toMatchObject({ code: 'GroupNameAlreadyExists' });
  });

  it('are deleted when nothing is left in them and nothing granted to them', async () => {
    const reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    await authorize(world, administrator, zoneId, [{ group: team, uin, configuration: reader }]);
    const remove = () => world.execute(deleteGroup, administrator, inGroup);

    const { counts } = await world.execute(checkGroupDeletion, administrator, inGroup);
    expect(counts).toMatchObject({ member: 1, authorization: 1, synchronization: 0 });
    await expect(remove()).rejects.toMatchObject({ code: 'DeleteGroupNotAllowExistUser' });
    await take([alice]);
    await expect(remove()).rejects.toMatchObject({ code: 'RoleConfigurationAuthorizationExist' });
    await world.db.deleteFrom('authorizations').execute();
    await remove();
    expect(await names()).toEqual([]);
  });

  it('are found by the grammar of the Cloud API, and by what one types', async () => {
    for (const name of ['Team Berlin', 'dev_ops', 'devxops', 'Développeurs']) {
      await createGroupOf(world, administrator, zoneId, name, []);
    }

    expect(await names({ filter: 'GroupName eq team' })).toEqual(['Team']);
    expect(await names({ filter: 'groupname SW TEAM' })).toEqual(['Team', 'Team Berlin']);
    expect(await names({ filter: 'GroupName sw dev_' })).toEqual(['dev_ops']);
    expect(await names({ search: 'berlin' })).toEqual(['Team Berlin']);
    for (const filter of ['Team', 'GroupName co x', 'Description eq x', 'GroupName eq ']) {
      await expect(list({ filter })).rejects.toMatchObject({ kind: 'invalid-input', code: 'ParamError' });
    }
  });

  it('walk by cursor, and mark those that somebody is in', async () => {
    for (let number = 0; number < 5; number += 1)
      await createGroupOf(world, administrator, zoneId, `Group ${number}`, []);
    const first = await list({ maxResults: 4, filterUsers: [alice] });
    const second = await list({ maxResults: 4, filterUsers: [alice], nextToken: first.nextToken });

    expect([...first.groups, ...second.groups].map(({ groupName }) => groupName)).toEqual(await names());
    expect(second.groups.map(({ groupName, isSelected }) => [groupName, isSelected])).toEqual([
      ['Group 4', false],
      ['Team', true],
    ]);
    const joined = await world.execute(listJoinedGroupsForUser, administrator, { zoneId, userId: alice });
    expect(joined.joinedGroups).toMatchObject([{ groupName: 'Team', joinTime: world.clock.now() }]);
  });
});
