import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { createUserSyncProvisioning } from '../../../src/domain/identity-center/cam-user-synchronizations/create-user-sync-provisioning.ts';
import { listTasks } from '../../../src/domain/identity-center/tasks/list-tasks.ts';
import { authorize, createConfiguration, createGroupOf, createPerson } from '../../support/northwind.ts';
import { type Body, connectDirectory, type ScimClient, userSchema } from '../../support/scim.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

describe('what a directory does', () => {
  let world: World;
  let zoneId: string;
  let administrator: Principal;
  let uin: number;
  let scim: ScimClient;
  let alice: string;
  let team: string;
  beforeEach(async () => {
    world = await newWorld();
    ({ zoneId, administrator, adminUin: uin } = await foundSpace(world));
    scim = await connectDirectory(world, zoneId);
    alice = (await scim.createUser('alice')).id;
    team = (await scim.createGroup('Team', [alice])).id;
  });

  const reader = () => createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
  async function synchronizeInto(grant: { user?: string; group?: string }, deletionStrategy = 'Delete') {
    await world.execute(createUserSyncProvisioning, administrator, {
      zoneId,
      userSyncProvisionings: [
        {
          principalType: grant.user ? 'User' : 'Group',
          principalId: grant.user ?? grant.group,
          targetUin: uin,
          targetType: 'MemberUin',
          duplicationStrategy: 'KeepBoth',
          deletionStrategy,
        },
      ],
    });
    await world.runJobs();
  }
  const camUsers = async () =>
    (
      await world.db
        .selectFrom('cam_users')
        .select('user_name')
        .where('uin', '=', uin)
        .orderBy('user_name')
        .execute()
    ).map(({ user_name }) => user_name);
  const count = async (
    table: 'authorizations' | 'group_members' | 'user_synchronizations' | 'synchronized_cam_users',
  ) => (await world.db.selectFrom(table).selectAll().execute()).length;
  const unfinished = async () => {
    await world.runJobs();
    const { tasks } = await world.execute(listTasks, administrator, { zoneId });
    return tasks.filter(({ status }: Body) => status !== 'Success');
  };
  async function logIn(userId: string) {
    const now = world.clock.now();
    await world.db
      .insertInto('portal_logins')
      .values({
        ...{ login_id: `login-${userId}`, session_hash: `hash-${userId}`, space_id: zoneId, user_id: userId },
        ...{ name_id: 'x', name_id_attributes: '{}', session_index: null, ended_at: null },
        ...{ created_at: now, expires_at: new Date(now.getTime() + 3600_000) },
      })
      .execute();
  }
  const openLogins = async () =>
    (await world.db.selectFrom('portal_logins').selectAll().where('ended_at', 'is', null).execute()).length;

  it('keeps somebody out at once, and ends what is open', async () => {
    await logIn(alice);
    await scim.patch(`/Users/${alice}`, [{ op: 'Replace', path: 'active', value: 'False' }]);

    expect(await openLogins()).toBe(0);
    const { status } = await world.db
      .selectFrom('users')
      .select('status')
      .where('user_id', '=', alice)
      .executeTakeFirstOrThrow();
    expect(status).toBe('Disabled');
  });

  it('ends nothing by changing a title', async () => {
    await logIn(alice);
    await scim.patch(`/Users/${alice}`, [{ op: 'replace', path: 'title', value: 'x' }]);

    expect(await openLogins()).toBe(1);
  });

  it('deletes somebody with memberships, authorizations, synchronizations and sessions, and tasks clear the accounts', async () => {
    const bob = (await scim.createUser('bob')).id;
    const configuration = await reader();
    await authorize(world, administrator, zoneId, [
      { user: alice, uin, configuration },
      { user: bob, uin, configuration },
    ]);
    await synchronizeInto({ user: alice });
    await synchronizeInto({ group: team });
    await logIn(alice);
    expect(await camUsers()).toEqual(['alice@northwind']);

    expect((await scim.delete(`/Users/${alice}`)).status).toBe(204);
    expect(await openLogins()).toBe(0);
    expect([
      await count('authorizations'),
      await count('group_members'),
      await count('user_synchronizations'),
    ]).toEqual([1, 0, 1]);
    expect(await unfinished()).toEqual([]);
    expect([await camUsers(), await count('synchronized_cam_users')]).toEqual([[], 0]);
    const { status } = await world.db.selectFrom('deployments').select('status').executeTakeFirstOrThrow();
    expect(status).toBe('Deployed');
  });

  it('takes out of an account what the last authorization was for', async () => {
    await authorize(world, administrator, zoneId, [{ user: alice, uin, configuration: await reader() }]);
    await scim.delete(`/Users/${alice}`);

    expect(await unfinished()).toEqual([]);
    expect(await world.db.selectFrom('deployments').selectAll().execute()).toEqual([]);
    expect(
      await world.db.selectFrom('cam_roles').selectAll().where('space_id', '=', zoneId).execute(),
    ).toEqual([]);
  });

  it('keeps the CAM user that a synchronization is to keep', async () => {
    await synchronizeInto({ user: alice }, 'Keep');
    await scim.delete(`/Users/${alice}`);

    expect(await unfinished()).toEqual([]);
    expect([await camUsers(), await count('synchronized_cam_users')]).toEqual([['alice@northwind'], 0]);
  });

  it('lets CAM users follow who is in a group, and go with the group', async () => {
    const bob = (await scim.createUser('bob')).id;
    await synchronizeInto({ group: team });
    await scim.patch(`/Groups/${team}`, [{ op: 'add', path: 'members', value: [{ value: bob }] }]);
    await world.runJobs();
    expect(await camUsers()).toEqual(['alice@northwind', 'bob@northwind']);
    await scim.patch(`/Groups/${team}`, [{ op: 'remove', path: 'members', value: [{ value: alice }] }]);
    await world.runJobs();
    expect(await camUsers()).toEqual(['bob@northwind']);

    await authorize(world, administrator, zoneId, [{ group: team, uin, configuration: await reader() }]);
    expect((await scim.delete(`/Groups/${team}`)).status).toBe(204);
    expect(await unfinished()).toEqual([]);
    expect([await camUsers(), await count('authorizations'), await count('user_synchronizations')]).toEqual([
      [],
      0,
      0,
    ]);
  });

  it('asks for nothing in accounts when it changes nothing', async () => {
    await synchronizeInto({ group: team });
    const before = await world.db.selectFrom('tasks').select('task_id').execute();
    await scim.patch(`/Groups/${team}`, [{ op: 'add', path: 'members', value: [{ value: alice }] }]);

    expect(await world.db.selectFrom('tasks').select('task_id').execute()).toEqual(before);
  });

  describe('with what was created by hand', () => {
    let manual: string;
    let crew: string;
    beforeEach(async () => {
      manual = await createPerson(world, administrator, zoneId, 'manual', { email: 'manual@example.com' });
      crew = await createGroupOf(world, administrator, zoneId, 'Crew', [manual]);
    });

    it('is none: it neither sees nor changes any of it', async () => {
      for (const path of [`/Users/${manual}`, `/Groups/${crew}`]) {
        expect((await scim.get(path)).status).toBe(404);
        expect((await scim.delete(path)).status).toBe(404);
        expect((await scim.patch(path, [{ op: 'replace', path: 'externalId', value: 'x' }])).status).toBe(
          404,
        );
      }
      expect(await scim.find('Users', 'userName pr')).toEqual(['alice']);
      expect(await scim.find('Users', 'emails.value eq "manual@example.com" or groups pr')).toEqual([
        'alice',
      ]);
      expect(await scim.find('Groups', 'displayName pr')).toEqual(['Team']);
    });

    it('is a conflict under the same name, also by renaming', async () => {
      const created = await scim.post('/Users', { schemas: [userSchema], userName: 'MANUAL' });
      expect([created.status, created.body.scimType]).toEqual([409, 'uniqueness']);
      expect(created.body.detail).toMatch(/"manual" was created by hand.*take over/);
      expect(
        (await scim.patch(`/Users/${alice}`, [{ op: 'replace', path: 'userName', value: 'Manual' }])).status,
      ).toBe(409);
      expect(
        (await scim.patch(`/Groups/${team}`, [{ op: 'replace', path: 'displayName', value: 'CREW' }])).status,
      ).toBe(409);
      await expect(scim.createGroup('crew')).rejects.toThrow(/was created by hand/);
    });

    it('is taken over when the space wants that, and stays who it is', async () => {
      await world.db.updateTable('spaces').set({ is_adopting: true }).execute();
      await world.db.updateTable('users').set({ status: 'Disabled' }).where('user_id', '=', manual).execute();
      const user = await scim.createUser('Manual', { displayName: 'M', externalId: 'x-1' });

      expect(user).toMatchObject({ id: manual, userName: 'Manual', displayName: 'M', active: false });
      const group = await scim.createGroup('crew', [manual, alice]);
      expect([group.id, group.displayName]).toEqual([crew, 'crew']);
      expect(await scim.membersOf(crew)).toEqual([alice, manual].sort());
      expect((await scim.post('/Users', { schemas: [userSchema], userName: 'manual' })).status).toBe(409);
    });

    it('is none within a group that was taken over, either: it is neither shown nor named', async () => {
      await world.db.updateTable('spaces').set({ is_adopting: true }).execute();
      await scim.createGroup('Crew', [alice]);
      const members = [{ value: manual }];
      const change = (op: string) => scim.patch(`/Groups/${crew}`, [{ op, path: 'members', value: members }]);

      expect([(await change('remove')).status, (await change('add')).status]).toEqual([204, 400]);
      expect(await scim.membersOf(crew)).toEqual([alice]);
      expect(await scim.find('Groups', `members.value eq "${manual}"`)).toEqual([]);
      const inside = await world.db
        .selectFrom('group_members')
        .select('user_id')
        .where('group_id', '=', crew)
        .execute();
      expect(inside.map(({ user_id }) => user_id).sort()).toEqual([alice, manual].sort());
    });
  });

  describe('is told before it happens', () => {
    const dry = { 'X-Dry-Run': 'true' };
    const everything = async () => {
      const tables = [
        'users',
        'user_groups',
        'group_members',
        'authorizations',
        'tasks',
        'portal_logins',
        'audit_events',
      ] as const;
      return Promise.all(tables.map((table) => world.db.selectFrom(table).selectAll().execute()));
    };
    let configuration: string;
    beforeEach(async () => {
      configuration = await reader();
      await authorize(world, administrator, zoneId, [{ group: team, uin, configuration }]);
      await logIn(alice);
    });

    it.each<[string, () => Promise<{ status: number; body: Body }>, string[], string[]]>([
      ['somebody deleted', () => scim.delete(`/Users/${alice}`, dry), [], ['alice']],
      [
        'somebody kept out',
        () => scim.patch(`/Users/${alice}`, [{ op: 'replace', path: 'active', value: false }], dry),
        [],
        ['alice'],
      ],
      [
        'a group emptied',
        () =>
          scim.put(
            `/Groups/${team}`,
            { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'Team' },
            dry,
          ),
        [],
        ['alice'],
      ],
      ['a group deleted', () => scim.delete(`/Groups/${team}`, dry), [], ['alice']],
      [
        'somebody created',
        () => scim.post('/Users', { schemas: [userSchema], userName: 'bob' }, dry),
        [],
        [],
      ],
      [
        'a new title',
        () => scim.patch(`/Users/${alice}`, [{ op: 'replace', path: 'title', value: 'x' }], dry),
        [],
        [],
      ],
    ])('%s', async (_what, ask, gains, losses) => {
      const before = await everything();
      const { status, body } = await ask();

      expect([status, body.gainCount, body.lossCount]).toEqual([200, gains.length, losses.length]);
      expect(body.losses.map(({ userName }: Body) => userName)).toEqual(losses);
      for (const loss of body.losses)
        expect(loss).toMatchObject({ uin, roleConfigurationName: 'Reader', userId: alice });
      expect(await everything()).toEqual(before);
    });

    it('a new member, who gains', async () => {
      const bob = (await scim.createUser('bob')).id;
      const before = await everything();
      const { body } = await scim.patch(
        `/Groups/${team}`,
        [{ op: 'add', path: 'members', value: [{ value: bob }] }],
        dry,
      );

      expect(body).toMatchObject({
        gainCount: 1,
        lossCount: 0,
        gains: [{ userId: bob, uin, roleConfigurationId: configuration }],
      });
      expect(await everything()).toEqual(before);
    });

    it('what would be refused, as it would be', async () => {
      expect((await scim.post('/Users', { schemas: [userSchema], userName: 'alice' }, dry)).status).toBe(409);
      expect((await scim.delete('/Users/u-none', dry)).status).toBe(404);
      expect((await scim.delete(`/Users/${alice}`, { ...dry, 'If-Match': 'W/"9"' })).status).toBe(412);
      const misspelt = await scim.delete(`/Users/${alice}`, { 'X-Dry-Run': 'yes' });
      expect([misspelt.status, misspelt.body.scimType]).toEqual([400, 'invalidValue']);
      expect((await scim.get(`/Users/${alice}`)).status).toBe(200);
    });
  });
});
