import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { addUserToGroup } from '../../../../src/domain/identity-center/groups/add-user-to-group.ts';
import { batchCreateUser } from '../../../../src/domain/identity-center/users/batch-create-user.ts';
import { checkUserDeletion } from '../../../../src/domain/identity-center/users/check-user-deletion.ts';
import { deleteUser } from '../../../../src/domain/identity-center/users/delete-user.ts';
import { getUser } from '../../../../src/domain/identity-center/users/get-user.ts';
import { listUserCamUsers } from '../../../../src/domain/identity-center/users/list-user-cam-users.ts';
import { listUserPermissions } from '../../../../src/domain/identity-center/users/list-user-permissions.ts';
import { listUsers } from '../../../../src/domain/identity-center/users/list-users.ts';
import { updateUser } from '../../../../src/domain/identity-center/users/update-user.ts';
import { updateUserStatus } from '../../../../src/domain/identity-center/users/update-user-status.ts';
import {
  authorize,
  createConfiguration,
  createGroupOf,
  createPerson,
  synchronize,
} from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('users', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let uin: number;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin: uin } = await foundSpace(world));
  });

  const create = (userName: string, attributes: object = {}) =>
    createPerson(world, administrator, zoneId, userName, attributes);
  const names = async () =>
    (await world.execute(listUsers, administrator, { zoneId })).users.map(({ userName }) => userName);
  const createAll = (users: object[]) => world.execute(batchCreateUser, administrator, { zoneId, users });
  const update = (userId: string, changes: object) =>
    world.execute(updateUser, administrator, { zoneId, userId, ...changes });
  const remove = (userId: string) => world.execute(deleteUser, administrator, { zoneId, userId });
  const fromDirectory = async (userId: string) => {
    await world.db.updateTable('spaces').set({ is_synchronizing: true }).execute();
    await world.db
      .updateTable('users')
      .set({ source: 'Synchronized' })
      .where('user_id', '=', userId)
      .execute();
  };

  describe('created several at once', () => {
    it('are all there, each with its own values', async () => {
      const { users } = await createAll([
        { userName: 'alice', displayName: 'Alice' },
        { userName: 'bob', email: 'bob@example.com' },
      ]);

      expect(users.map(({ userId }) => userId)).toHaveLength(2);
      expect(await names()).toEqual(['alice', 'bob']);
    });

    it('are none when one of them cannot be, and every place says what is wrong', async () => {
      await create('alice', { email: 'a@example.com' });

      await expect(
        createAll([
          { userName: 'bob' },
          { userName: 'ALICE' },
          { userName: 'carol', email: 'A@example.com' },
          { userName: 'Bob' },
        ]),
      ).rejects.toMatchObject({
        kind: 'conflict',
        fields: {
          'users.1.userName': expect.any(String),
          'users.2.email': expect.any(String),
          'users.3.userName': expect.any(String),
        },
      });
      expect(await names()).toEqual(['alice']);
    });

    it('are ten at most', async () => {
      const many = Array.from({ length: 11 }, (_, number) => ({ userName: `user-${number}` }));

      await expect(createAll(many)).rejects.toMatchObject({ kind: 'invalid-input' });
      expect(await names()).toEqual([]);
    });
  });

  describe('edited', () => {
    it('keep what is not given, and their name', async () => {
      const userId = await create('alice', { displayName: 'Alice', email: 'alice@example.com' });
      await update(userId, { newDescription: 'Purchasing', newDisplayName: '', newUserName: 'mallory' });

      const { userInfo } = await world.execute(getUser, administrator, { zoneId, userId });
      expect(userInfo).toMatchObject({
        userName: 'alice',
        displayName: '',
        email: 'alice@example.com',
        description: 'Purchasing',
      });
    });

    it('never have the e-mail of somebody else, in any case, but may keep their own', async () => {
      const alice = await create('alice', { email: 'alice@example.com' });
      const bob = await create('bob', { email: 'bob@example.com' });

      await expect(update(bob, { newEmail: 'ALICE@example.com' })).rejects.toMatchObject({
        code: 'EmailAlreadyExists',
        fields: { newEmail: expect.any(String) },
      });
      expect((await update(alice, { newEmail: 'Alice@example.com' })).userInfo.email).toBe(
        'Alice@example.com',
      );
    });

    it('get one e-mail address for one of two who ask at once', async () => {
      const ids = [await create('alice'), await create('bob')];
      const results = await Promise.allSettled(
        ids.map((userId) => update(userId, { newEmail: 'same@example.com' })),
      );

      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });
  });

  it('of the directory are changed, disabled and deleted by nobody at the console', async () => {
    const userId = await create('alice');
    await fromDirectory(userId);
    const disable = { zoneId, userId, newUserStatus: 'Disabled' };

    await expect(update(userId, { newEmail: 'x@example.com' })).rejects.toMatchObject({
      code: 'SynchronizedUserNotUpdate',
    });
    await expect(world.execute(updateUserStatus, administrator, disable)).rejects.toMatchObject({
      code: 'SynchronizedUserNotUpdate',
    });
    await expect(remove(userId)).rejects.toMatchObject({ code: 'SynchronizedUserNotDelete' });
    expect((await world.execute(getUser, administrator, { zoneId, userId })).userInfo).toMatchObject({
      userStatus: 'Enabled',
      email: '',
    });
  });

  it('of another organization are not found, whatever one wants of them', async () => {
    const userId = await create('alice');
    const southwind = await foundSpace(world, {
      organizationName: 'Southwind',
      spaceName: 'southwind',
      email: 'root@southwind.example',
    });
    const asked = { zoneId: southwind.zoneId, userId };

    for (const action of [getUser, updateUser, deleteUser, checkUserDeletion, listUserPermissions]) {
      await expect(world.execute(action as never, southwind.administrator, asked)).rejects.toMatchObject({
        kind: 'not-found',
        code: 'UserNotExist',
      });
    }
    expect(await names()).toEqual(['alice']);
  });

  describe('deleted', () => {
    it('are gone, with everything they had open', async () => {
      const userId = await create('alice');
      await remove(userId);

      expect(await names()).toEqual([]);
      await expect(remove(userId)).rejects.toMatchObject({ code: 'UserNotExist' });
      expect((await world.auditTrail()).at(-1)).toBe('organization:DeleteUser');
    });

    it('stay while something stands in the way, which is named with what it is about', async () => {
      const userId = await create('alice');
      const group = await createGroupOf(world, administrator, zoneId, 'Team', [userId]);
      const reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
      await authorize(world, administrator, zoneId, [{ user: userId, uin, configuration: reader }]);
      await synchronize(world, administrator, zoneId, { user: userId, uin });
      const { obstacles, counts } = await world.execute(checkUserDeletion, administrator, { zoneId, userId });

      expect(counts).toEqual({
        group: 1,
        member: 0,
        authorization: 1,
        departmentAuthorization: 0,
        synchronization: 1,
        camUser: 1,
      });
      expect(obstacles).toContainEqual(expect.objectContaining({ kind: 'group', id: group, name: 'Team' }));
      expect(obstacles).toContainEqual(
        expect.objectContaining({ kind: 'authorization', id: reader, name: 'Reader', uin }),
      );
      await expect(remove(userId)).rejects.toMatchObject({
        kind: 'failed-precondition',
        code: 'UserAlreadyExistsGroup',
      });
      await world.db.deleteFrom('group_members').execute();
      await expect(remove(userId)).rejects.toMatchObject({ code: 'RoleConfigurationAuthorizationExist' });
      await world.db.deleteFrom('authorizations').execute();
      await expect(remove(userId)).rejects.toMatchObject({ code: 'UserProvisioningExists' });
      await world.db.deleteFrom('user_synchronizations').execute();
      await expect(remove(userId)).rejects.toMatchObject({ code: 'UserProvisioningExists' });
      await world.db.deleteFrom('synchronized_cam_users').execute();
      await remove(userId);
      expect(await names()).toEqual([]);
    });

    it('leave no membership behind when somebody adds them at the same moment', async () => {
      for (let round = 0; round < 5; round += 1) {
        const userId = await create(`alice-${round}`);
        const groupId = await createGroupOf(world, administrator, zoneId, `Team ${round}`, []);
        await Promise.allSettled([
          world.execute(addUserToGroup, administrator, { zoneId, groupId, userId }),
          remove(userId),
        ]);
      }

      const left = await world.db
        .selectFrom('group_members')
        .leftJoin('users', 'users.user_id', 'group_members.user_id')
        .where('users.user_id', 'is', null)
        .selectAll('group_members')
        .execute();
      expect(left).toEqual([]);
    });
  });

  it('show what they may enter and why, by every way that leads there', async () => {
    const userId = await create('alice');
    const bob = await create('bob');
    const team = await createGroupOf(world, administrator, zoneId, 'Team', [userId]);
    const others = await createGroupOf(world, administrator, zoneId, 'Others', [bob]);
    const reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    const writer = await createConfiguration(world, administrator, zoneId, 'Writer', ['AdministratorAccess']);
    await authorize(world, administrator, zoneId, [
      { user: userId, uin, configuration: reader },
      { group: team, uin, configuration: reader },
      { group: others, uin, configuration: writer },
    ]);
    await synchronize(world, administrator, zoneId, { group: team, uin });
    const ask = (filter = '') =>
      world.execute(listUserPermissions, administrator, { zoneId, userId, filter });

    const { permissions, totalCounts } = await ask();
    expect(totalCounts).toBe(1);
    expect(permissions).toEqual([
      expect.objectContaining({ roleConfigurationName: 'Reader', targetUin: uin, isDeployed: true }),
    ]);
    const since = world.clock.now();
    expect(permissions[0]?.grantedBy).toEqual([
      { kind: 'user', since, until: null, nodeName: null },
      {
        kind: 'group',
        groupId: team,
        groupName: 'Team',
        since,
        until: null,
        joinTime: since,
        nodeName: null,
      },
    ]);
    expect((await ask('team')).permissions[0]?.grantedBy).toHaveLength(2);
    expect((await ask('Writer')).permissions).toEqual([]);
    const { camUsers } = await world.execute(listUserCamUsers, administrator, { zoneId, userId });
    expect(camUsers).toEqual([expect.objectContaining({ targetUin: uin, camUserName: 'alice@northwind' })]);
  });
});
