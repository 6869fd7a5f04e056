import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { createDepartmentAuthorization } from '../../../src/domain/identity-center/authorizations/departments/create-department-authorization.ts';
import { addUserToGroup } from '../../../src/domain/identity-center/groups/add-user-to-group.ts';
import { createScimCredential } from '../../../src/domain/identity-center/scim/create-scim-credential.ts';
import { deleteScimCredential } from '../../../src/domain/identity-center/scim/delete-scim-credential.ts';
import { createConfiguration, createGroupOf, createPerson } from '../../support/northwind.ts';
import { type Body, connectDirectory, groupSchema, type ScimClient, userSchema } from '../../support/scim.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

/** Each of them is decided by the database, so they hold however many processes there are. */
describe('of what happens at the same moment', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let root: number;
  let scim: ScimClient;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, rootDepartmentId: root } = await foundSpace(world));
    scim = await connectDirectory(world, zoneId);
  });

  const user = (userName: string, more: object = {}) => ({ schemas: [userSchema], userName, ...more });
  const group = (displayName: string, userIds: readonly string[]) => ({
    ...{ schemas: [groupSchema], displayName },
    members: userIds.map((value) => ({ value })),
  });
  const people = async (count: number): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, async (_, n) => (await scim.createUser(`user-${n}`)).id));
  const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort();
  const set = (path: string, value: unknown) => [{ op: 'replace', path, value }];
  const rows = (table: 'users' | 'user_groups' | 'group_members' | 'authorizations') =>
    world.db.selectFrom(table).selectAll().execute();

  it('two who change names with each other: at most one gets the other’s, and each has one', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [`a-${round}`, `b-${round}`];
      const [one, other] = [(await scim.createUser(a)).id, (await scim.createUser(b)).id];
      const answers = await Promise.all([
        scim.patch(`/Users/${one}`, set('userName', b)),
        scim.put(`/Users/${other}`, user(a)),
      ]);

      expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
      expect(statuses(answers)).toContain(409);
      const names = [await scim.get(`/Users/${one}`), await scim.get(`/Users/${other}`)];
      expect(names.map(({ body }) => body.userName).sort()).toEqual([a, b]);
    }
  });

  it('a user who is replaced, patched, read and deleted: nothing breaks, and the deletion lasts', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { id } = await scim.createUser('alice');
      const path = `/Users/${id}`;
      const answers = await Promise.all([
        scim.put(path, user('alice', { title: 'x' })),
        scim.patch(path, set('nickName', 'y')),
        scim.get(path),
        scim.delete(path),
        scim.delete(path),
        scim.put(path, user('alice', { active: false })),
        scim.get('/Users'),
      ]);

      expect(statuses(answers).filter((status) => ![200, 204, 404].includes(status))).toEqual([]);
      expect(statuses(answers.slice(3, 5))).toEqual([204, 404]);
      expect((await scim.get(path)).status).toBe(404);
    }
  });

  it('a group that is deleted while people join, and while it is replaced', async () => {
    const ids = await people(6);
    const { id } = await scim.createGroup('Team', ids.slice(0, 2));
    const answers = await Promise.all([
      ...ids.map((value) =>
        scim.patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value: [{ value }] }]),
      ),
      scim.put(`/Groups/${id}`, group('Team', ids)),
      scim.delete(`/Groups/${id}`),
      scim.post('/Groups', group('Team', ids)),
    ]);

    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    const left = await scim.find('Groups', 'displayName eq "Team"');
    expect(left.length).toBe(answers.at(-1)?.status === 201 ? 1 : 0);
    expect((await rows('group_members')).length).toBe(left.length * 6);
  });

  it('one group that is replaced in several ways is as one of them wanted it', async () => {
    const ids = await people(8);
    const { id } = await scim.createGroup('Team');
    const wanted = [ids.slice(0, 4), ids.slice(4), ids.slice(2, 6), []];
    const answers = await Promise.all(
      wanted.map((members) => scim.put(`/Groups/${id}`, group('Team', members))),
    );

    expect(statuses(answers)).toEqual([200, 200, 200, 200]);
    expect(wanted.map((members) => [...members].sort())).toContainEqual(await scim.membersOf(id));
  });

  it('changes by a known version: of a group and by any method, one wins', async () => {
    const ids = await people(3);
    const { id } = await scim.createGroup('Team');
    const known = { 'If-Match': 'W/"1"' };
    const answers = await Promise.all([
      ...ids.map((value) =>
        scim.patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value: [{ value }] }], known),
      ),
      scim.put(`/Groups/${id}`, group('Team 2', ids), known),
      scim.delete(`/Groups/${id}`, known),
    ]);

    expect(answers.filter(({ status }) => [200, 204].includes(status))).toHaveLength(1);
    expect(answers.every(({ status }) => [200, 204, 404, 412].includes(status))).toBe(true);
  });

  it('several who take over one person: one does, and the others are told that the name is taken', async () => {
    await world.db.updateTable('spaces').set({ is_adopting: true }).execute();
    const manual = await createPerson(world, administrator, zoneId, 'manual');
    await createGroupOf(world, administrator, zoneId, 'Crew', [manual]);
    const users = await Promise.all(
      ['a', 'b', 'c', 'd'].map((title) => scim.post('/Users', user('Manual', { title }))),
    );
    const groups = await Promise.all([1, 2, 3].map(() => scim.post('/Groups', group('Crew', []))));

    expect([statuses(users), statuses(groups)]).toEqual([
      [201, 409, 409, 409],
      [201, 409, 409],
    ]);
    expect(users.find(({ status }) => status === 201)?.body.id).toBe(manual);
    expect([(await rows('users')).length, (await rows('user_groups')).length]).toEqual([1, 1]);
  });

  it('adoption and a change by hand: nobody is in two minds about whose the person is', async () => {
    await world.db.updateTable('spaces').set({ is_adopting: true }).execute();
    const manual = await createPerson(world, administrator, zoneId, 'manual');
    const crew = await createGroupOf(world, administrator, zoneId, 'Crew', []);
    const [adopted] = await Promise.allSettled([
      scim.post('/Users', user('manual')),
      world.execute(addUserToGroup, administrator, { zoneId, groupId: crew, userId: manual }),
    ]);

    expect(adopted).toMatchObject({ status: 'fulfilled', value: { status: 201 } });
    expect((await scim.get(`/Users/${manual}`)).body.groups).toBeUndefined();
  });

  it('a user who is deleted while a department is opened to that user', async () => {
    const configuration = await createConfiguration(world, administrator, zoneId, 'Reader', []);
    const ids = await people(4);
    const outcomes = await Promise.allSettled(
      ids.flatMap((principalId): Promise<Body>[] => [
        world.execute(createDepartmentAuthorization, administrator, {
          ...{ zoneId, nodeId: root, principalType: 'User', principalId, roleConfigurationId: configuration },
          includesAdminAccount: true,
        }),
        scim.delete(`/Users/${principalId}`),
      ]),
    );

    const deletions = outcomes.filter((_, place) => place % 2 === 1);
    expect(deletions.map((one) => one.status === 'fulfilled' && one.value.status)).toEqual([
      204, 204, 204, 204,
    ]);
    expect(await rows('authorizations')).toEqual([]);
    expect(await world.db.selectFrom('department_authorizations').selectAll().execute()).toEqual([]);
  });

  it('keys: never more than two, and with one that is deleted nothing begins any more', async () => {
    const made = await Promise.allSettled(
      Array.from({ length: 5 }, () => world.execute(createScimCredential, administrator, { zoneId })),
    );
    const [created] = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);

    const key = { zoneId, credentialId: created?.credentialId };
    const other = new (scim.constructor as new (world: World, key: string) => ScimClient)(
      world,
      created?.credentialSecret ?? '',
    );
    const creations = Array.from({ length: 10 }, (_, n) => other.post('/Users', user(`late-${n}`)));
    const [, ...answers] = await Promise.all([
      world.execute(deleteScimCredential, administrator, key),
      ...creations,
    ]);
    const done = answers.filter(({ status }) => status === 201).length;
    expect(answers.every(({ status }) => [201, 401].includes(status))).toBe(true);
    expect((await scim.get('/Users')).body.totalResults).toBe(done);
    expect((await other.get('/Users')).status).toBe(401);
  });

  it('a dry run beside real changes leaves these as they are', async () => {
    const ids = await people(4);
    const { id } = await scim.createGroup('Team', ids);
    const dry = { 'X-Dry-Run': 'true' };
    const answers = await Promise.all([
      scim.delete(`/Groups/${id}`, dry),
      ...ids.map((userId) => scim.delete(`/Users/${userId}`, dry)),
      scim.patch(`/Groups/${id}`, [{ op: 'remove', path: 'members' }], dry),
      scim.patch(`/Users/${ids[0]}`, set('title', 'real')),
    ]);

    expect(new Set(statuses(answers))).toEqual(new Set([200]));
    expect(await scim.membersOf(id)).toEqual([...ids].sort());
    expect((await scim.get(`/Users/${ids[0]}`)).body.title).toBe('real');
  });
});
