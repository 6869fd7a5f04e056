import { beforeEach, describe, expect, it } from 'vitest';
import { addCamUserToGroup } from '../../../src/domain/cam/groups/add-user-to-group.ts';
import { createCamGroup } from '../../../src/domain/cam/groups/create-group.ts';
import { deleteCamGroup } from '../../../src/domain/cam/groups/delete-group.ts';
import { getCamGroup } from '../../../src/domain/cam/groups/get-group.ts';
import { listCamGroups } from '../../../src/domain/cam/groups/list-groups.ts';
import { listGroupsForUser } from '../../../src/domain/cam/groups/list-groups-for-user.ts';
import { listUsersForGroup } from '../../../src/domain/cam/groups/list-users-for-group.ts';
import { removeCamUserFromGroup } from '../../../src/domain/cam/groups/remove-user-from-group.ts';
import { updateCamGroup } from '../../../src/domain/cam/groups/update-group.ts';
import { attachGroupPolicy } from '../../../src/domain/cam/policies/attach-group-policy.ts';
import { deleteCamUser } from '../../../src/domain/cam/users/delete-user.ts';
import type { World } from '../../support/world.ts';
import { addUser, newAccountWorld, refusal, root, stranger, traces, uin } from './account.ts';

describe('user groups of an account', () => {
  let world: World;
  beforeEach(async () => {
    world = await newAccountWorld();
  });

  const create = async (groupName: string, as = root) =>
    (await world.execute(createCamGroup, as, { groupName })).groupId;
  const add = (groupId: number, ...users: number[]) =>
    world.execute(addCamUserToGroup, root, { info: users.map((user) => ({ groupId, uin: user })) });
  const memberNames = async (groupId: number) =>
    (await world.execute(listUsersForGroup, root, { groupId })).userInfo.map(({ name }) => name);

  it('have members, who leave with the group or with themselves', async () => {
    const ann = await addUser(world, 'ann');
    const bob = await addUser(world, 'bob');
    const night = await create('Night shift');
    const day = await create('白班');
    await add(night, ann, bob);
    await add(day, ann);

    expect(await memberNames(night)).toEqual(['ann', 'bob']);
    expect(await world.execute(listGroupsForUser, root, { subUin: ann })).toMatchObject({
      totalNum: 2,
      groupInfo: [
        { groupName: 'Night shift', groupNum: 2 },
        { groupName: '白班', groupNum: 1 },
      ],
    });
    await world.execute(deleteCamUser, root, { name: 'bob' });
    expect(await memberNames(night)).toEqual(['ann']);
    await world.execute(removeCamUserFromGroup, root, { info: [{ groupId: night, uid: ann }] });
    expect(await memberNames(night)).toEqual([]);
    await world.execute(deleteCamGroup, root, { groupId: day });
    expect(await world.execute(listGroupsForUser, root, { subUin: ann })).toMatchObject({ totalNum: 0 });
    expect((await traces(world)).rows.cam_users).toHaveLength(1);
  });

  it('take somebody who is in already as done', async () => {
    const ann = await addUser(world, 'ann');
    const night = await create('Night shift');
    await add(night, ann);
    await add(night, ann);

    expect(await memberNames(night)).toEqual(['ann']);
  });

  it('take all who are named or nobody', async () => {
    const ann = await addUser(world, 'ann');
    const night = await create('Night shift');

    expect(await refusal(world, () => add(night, ann, 42))).toMatchObject({ code: 'UserNotExist' });
    expect(await refusal(world, () => add(4711, ann))).toMatchObject({ code: 'GroupNotExist' });
    const info = [{ groupId: night }];
    expect(await refusal(world, () => world.execute(addCamUserToGroup, root, { info }))).toMatchObject({
      code: 'UserUinAndUinNotAllNull',
    });
  });

  it('have a name each, which can be changed to one that is free', async () => {
    const night = await create('Night shift');
    const day = await create('Day shift');

    expect(await refusal(world, () => create('Night shift'))).toMatchObject({
      kind: 'conflict',
      code: 'GroupNameInUse',
    });
    expect(
      await refusal(world, () =>
        world.execute(updateCamGroup, root, { groupId: day, groupName: 'Night shift' }),
      ),
    ).toMatchObject({ code: 'GroupNameInUse' });
    await world.execute(updateCamGroup, root, { groupId: night, groupName: 'Nights', remark: 'From ten on' });
    expect(await world.execute(getCamGroup, root, { groupId: night })).toMatchObject({
      groupName: 'Nights',
      remark: 'From ten on',
    });
    await create('Night shift', stranger);
  });

  it('are three hundred at most', async () => {
    const rows = Array.from({ length: 300 }, (_, place) => ({
      uin,
      group_name: `g${place}`,
      remark: '',
      created_at: world.clock.now(),
    }));
    await world.db.insertInto('cam_groups').values(rows).execute();

    expect(await refusal(world, () => create('one more'))).toMatchObject({
      kind: 'limit-exceeded',
      code: 'GroupFull',
    });
    expect((await world.execute(listCamGroups, root, { rp: 50, page: 6 })).groupInfo).toHaveLength(50);
  });

  it('have a hundred members at most, and a user is in ten', async () => {
    const now = world.clock.now();
    const full = await create('Full');
    const users = Array.from({ length: 100 }, (_, place) => 300_000_000_000 + place);
    const row = { uin, remark: '', console_login: false, space_id: null, created_at: now };
    await world.db
      .insertInto('cam_users')
      .values(users.map((user) => ({ ...row, user_uin: user, user_name: `u${user}` })))
      .execute();
    await add(full, ...users);
    const ann = await addUser(world, 'ann');

    expect(await refusal(world, () => add(full, ann))).toMatchObject({
      code: 'GroupUserFull',
      details: { limit: 100 },
    });
    for (let place = 0; place < 10; place += 1) await add(await create(`g${place}`), ann);
    const eleventh = await create('eleventh');
    expect(await refusal(world, () => add(eleventh, ann))).toMatchObject({
      code: 'UserGroupFull',
      details: { limit: 10 },
    });
  });

  it('of another account are not found, and take no user of another', async () => {
    const ann = await addUser(world, 'ann');
    const night = await create('Night shift');
    const theirs = await create('Theirs', stranger);

    for (const attempt of [
      () => world.execute(getCamGroup, stranger, { groupId: night }),
      () => world.execute(deleteCamGroup, stranger, { groupId: night }),
      () => world.execute(listUsersForGroup, stranger, { groupId: night }),
      () => world.execute(attachGroupPolicy, stranger, { attachGroupId: night, policyId: 1 }),
      () => world.execute(addCamUserToGroup, stranger, { info: [{ groupId: night, uin: ann }] }),
      () => world.execute(addCamUserToGroup, stranger, { info: [{ groupId: theirs, uin: ann }] }),
    ]) {
      expect(await refusal(world, attempt)).toMatchObject({ kind: 'not-found' });
    }
  });
});
