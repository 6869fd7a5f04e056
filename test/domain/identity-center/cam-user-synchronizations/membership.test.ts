import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemActor } from '../../../../src/action/actor.ts';
import { defineAction } from '../../../../src/action/define-action.ts';
import { createUserSyncProvisioning } from '../../../../src/domain/identity-center/cam-user-synchronizations/create-user-sync-provisioning.ts';
import { deleteUserSyncProvisioning } from '../../../../src/domain/identity-center/cam-user-synchronizations/delete-user-sync-provisioning.ts';
import { membershipChanged } from '../../../../src/domain/identity-center/cam-user-synchronizations/membership-changed.ts';
import { enterAccountAsCamUser } from '../../../../src/domain/identity-center/portal/enter-account-as-cam-user.ts';
import { type Deployable, deployable } from '../../../support/deployment.ts';
import { createGroupOf, createPerson } from '../../../support/northwind.ts';
import { newWorld, type World } from '../../../support/world.ts';

/** Stands for every action that changes who is in a group. */
const changeMembers = defineAction({
  id: 'test:ChangeMembers',
  summary: 'Let people join or leave a group.',
  effect: 'write',
  allowed: ['system'],
  input: z.object({ spaceId: z.string(), groupId: z.string(), userId: z.string(), isMember: z.boolean() }),
  output: z.object({}),

  async run(context, { spaceId, groupId, userId, isMember }) {
    const row = { group_id: groupId, user_id: userId, space_id: spaceId, joined_at: context.now };
    if (isMember) await context.db.insertInto('group_members').values(row).execute();
    else await context.db.deleteFrom('group_members').where('user_id', '=', userId).execute();
    await membershipChanged(context, spaceId, groupId, [userId]);
    return {};
  },
});

describe('CAM users of a group', () => {
  let world: World;
  let its: Deployable;
  let groupId: string;
  beforeEach(async () => {
    world = await newWorld();
    its = await deployable(world);
    groupId = await createGroupOf(world, its.administrator, its.zoneId, 'on-call', [its.userId]);
  });

  async function synchronize(changes: object = {}) {
    await world.execute(createUserSyncProvisioning, its.administrator, {
      zoneId: its.zoneId,
      userSyncProvisionings: [
        {
          principalType: 'Group',
          principalId: groupId,
          targetUin: its.uin,
          targetType: 'ManagerUin',
          duplicationStrategy: 'KeepBoth',
          deletionStrategy: 'Delete',
          ...changes,
        },
      ],
    });
    await world.runJobs();
    const rows = await world.db
      .selectFrom('user_synchronizations')
      .select('user_synchronization_id as id')
      .orderBy('user_synchronization_id', 'desc')
      .execute();
    return rows[0]?.id ?? '';
  }
  const change = (userId: string, isMember: boolean) =>
    world.execute(changeMembers, systemActor, { spaceId: its.zoneId, groupId, userId, isMember });
  const end = (userProvisioningId: string) =>
    world.execute(deleteUserSyncProvisioning, its.administrator, { zoneId: its.zoneId, userProvisioningId });
  const camUsers = async () =>
    (
      await world.db.selectFrom('cam_users').select(['user_name', 'space_id']).orderBy('user_name').execute()
    ).map(({ user_name, space_id }) => (space_id ? user_name : `${user_name}, the account's own`));
  const enter = (userId = its.userId) =>
    world.execute(enterAccountAsCamUser, { kind: 'employee', spaceId: its.zoneId, userId }, { uin: its.uin });

  it('follow whoever joins and leaves', async () => {
    const bob = await createPerson(world, its.administrator, its.zoneId, 'bob');
    await synchronize();
    expect(await camUsers()).toEqual(['alice@northwind']);

    await change(bob, true);
    await world.runJobs();
    expect(await camUsers()).toEqual(['alice@northwind', 'bob@northwind']);

    await change(its.userId, false);
    await expect(enter()).rejects.toMatchObject({ kind: 'forbidden' });
    await world.runJobs();
    expect(await camUsers()).toEqual(['bob@northwind']);
  });

  it('stay with whoever leaves when another synchronization gives them', async () => {
    await synchronize();
    const direct = await synchronize({
      principalType: 'User',
      principalId: its.userId,
      deletionStrategy: 'Keep',
    });

    await change(its.userId, false);
    await world.runJobs();
    expect(await camUsers()).toEqual(['alice@northwind']);
    await expect(enter()).resolves.toBeDefined();

    await end(direct);
    await world.runJobs();
    expect(await camUsers()).toEqual(["alice@northwind, the account's own"]);
    await expect(enter()).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('are kept for whoever is back before they were deleted, and not made twice', async () => {
    await synchronize();
    await change(its.userId, false);
    await change(its.userId, true);
    await world.runJobs();

    expect(await camUsers()).toEqual(['alice@northwind']);
    await expect(enter()).resolves.toBeDefined();
    expect(await world.db.selectFrom('synchronized_cam_users').select('release_strategy').execute()).toEqual([
      { release_strategy: null },
    ]);
  });

  it('are not deleted when the name is somebody else’s by now', async () => {
    const synchronization = await synchronize();
    await world.db.updateTable('cam_users').set({ user_uin: 42, space_id: null }).execute();

    await end(synchronization);
    await world.runJobs();

    expect(await camUsers()).toEqual(["alice@northwind, the account's own"]);
  });

  it('keep nobody out because of one person whose names are taken', async () => {
    const bob = await createPerson(world, its.administrator, its.zoneId, 'bob');
    await change(bob, true);
    const taken = { remark: '', console_login: true, space_id: null, created_at: new Date(0) };
    const rest = { phone_number: '', country_code: '', email: '' };
    for (const [place, user_name] of ['alice@northwind', 'alice@northwind_cic'].entries()) {
      await world.db
        .insertInto('cam_users')
        .values({ user_uin: 900 + place, uin: its.uin, user_name, ...taken, ...rest })
        .execute();
    }

    await synchronize();

    expect(await camUsers()).toContain('bob@northwind');
    expect((await its.tasks()).at(-1)).toMatch(/^StartProvisioning Failed: The account has CAM users named/);
  });
});
