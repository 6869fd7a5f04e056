import { beforeEach, describe, expect, it } from 'vitest';
import { connectDirectory, groupSchema, type ScimClient, userSchema } from '../../support/scim.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

describe('two directories', () => {
  let world: World;
  let mine: ScimClient;
  let theirs: ScimClient;
  beforeEach(async () => {
    world = await newWorld();
    const { zoneId } = await foundSpace(world);
    const other = await foundSpace(world, {
      organizationName: 'Contoso',
      spaceName: 'contoso',
      email: 'root@contoso.example',
    });
    mine = await connectDirectory(world, zoneId);
    theirs = await connectDirectory(world, other.zoneId, 'Entra ID');
  });

  it('see and touch nothing of each other', async () => {
    const user = await theirs.createUser('alice', { externalId: 'e', displayName: 'Theirs' });
    const group = await theirs.createGroup('Team', [user.id]);
    const before = [
      (await theirs.get(`/Users/${user.id}`)).body,
      (await theirs.get(`/Groups/${group.id}`)).body,
    ];
    const own = await mine.createGroup('Team');

    for (const path of [`/Users/${user.id}`, `/Groups/${group.id}`]) {
      expect((await mine.get(path)).status).toBe(404);
      expect((await mine.delete(path)).status).toBe(404);
      expect((await mine.patch(path, [{ op: 'replace', path: 'externalId', value: 'mine' }])).status).toBe(
        404,
      );
      expect((await mine.delete(path, { 'X-Dry-Run': 'true' })).status).toBe(404);
    }
    const body = { schemas: [userSchema], userName: 'alice' };
    expect((await mine.put(`/Users/${user.id}`, body)).status).toBe(404);
    expect((await mine.put(`/Groups/${group.id}`, { schemas: [groupSchema], displayName: 'x' })).status).toBe(
      404,
    );
    for (const filter of [
      'id pr',
      `id eq "${user.id}"`,
      'externalId eq "e"',
      `not (userName eq "x")`,
      `groups.value eq "${group.id}"`,
    ])
      expect(await mine.find('Users', filter)).toEqual([]);
    expect(await mine.find('Groups', `members.value eq "${user.id}" or displayName eq "Team"`)).toEqual([
      'Team',
    ]);
    const stolen = await mine.patch(`/Groups/${own.id}`, [
      { op: 'add', path: 'members', value: [{ value: user.id }] },
    ]);
    expect([stolen.status, stolen.body.scimType]).toEqual([400, 'invalidValue']);
    expect((await mine.createUser('alice')).id).not.toBe(user.id);
    expect([
      (await theirs.get(`/Users/${user.id}`)).body,
      (await theirs.get(`/Groups/${group.id}`)).body,
    ]).toEqual(before);
  });
});

describe('requests at the same moment', () => {
  let world: World;
  let scim: ScimClient;
  beforeEach(async () => {
    world = await newWorld();
    const { zoneId } = await foundSpace(world);
    scim = await connectDirectory(world, zoneId);
  });

  const people = (count: number) =>
    Promise.all(
      Array.from({ length: count }, async (_, n) => (await scim.createUser(`user-${n}`)).id as string),
    );
  const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort();

  it('create one user of a name', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        scim.post('/Users', { schemas: [userSchema], userName: n % 2 ? 'alice' : 'ALICE' }),
      ),
    );

    expect(statuses(answers)).toEqual([201, ...Array(7).fill(409)]);
    expect((await scim.get('/Users')).body.totalResults).toBe(1);
  });

  it('create one group of a name', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => scim.post('/Groups', { schemas: [groupSchema], displayName: 'Team' })),
    );

    expect(statuses(answers)).toEqual([201, ...Array(7).fill(409)]);
  });

  it('rename two users to one name once', async () => {
    const ids = await people(6);
    const answers = await Promise.all(
      ids.map((id) => scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'userName', value: 'same' }])),
    );

    expect(statuses(answers)).toEqual([200, ...Array(5).fill(409)]);
  });

  it('lose no member', async () => {
    const ids = await people(20);
    const { id } = await scim.createGroup('Team', ids.slice(0, 5));
    const answers = await Promise.all([
      ...ids
        .slice(5)
        .map((value) => scim.patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value: [{ value }] }])),
      ...ids
        .slice(0, 5)
        .map((value) =>
          scim.patch(`/Groups/${id}`, [{ op: 'remove', path: `members[value eq "${value}"]` }]),
        ),
    ]);

    expect(new Set(statuses(answers))).toEqual(new Set([204]));
    expect(await scim.membersOf(id)).toEqual(ids.slice(5).sort());
    expect((await scim.get(`/Groups/${id}`)).body.meta.version).toBe('W/"21"');
  });

  it('lose no attribute', async () => {
    const { id } = await scim.createUser('alice');
    const names = ['title', 'nickName', 'locale', 'timezone', 'userType', 'preferredLanguage'];
    await Promise.all(names.map((path) => scim.patch(`/Users/${id}`, [{ op: 'add', path, value: path }])));
    const { body } = await scim.get(`/Users/${id}`);

    expect(names.map((name) => body[name])).toEqual(names);
    expect(body.meta.version).toBe('W/"7"');
  });

  it('change by a known version once', async () => {
    const { id } = await scim.createUser('alice');
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'title', value: `t${n}` }], {
          'If-Match': 'W/"1"',
        }),
      ),
    );

    expect(statuses(answers)).toEqual([200, ...Array(5).fill(412)]);
  });

  it('leave no member who does not exist, whoever comes first', async () => {
    const ids = await people(10);
    const groups = await Promise.all([0, 1, 2].map((n) => scim.createGroup(`Team ${n}`, ids.slice(0, 3))));
    const answers = await Promise.all([
      ...ids.map((id) => scim.delete(`/Users/${id}`)),
      ...groups.map(({ id }) =>
        scim.patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value: ids.map((value) => ({ value })) }]),
      ),
    ]);

    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    for (const { id } of groups) expect(await scim.membersOf(id)).toEqual([]);
    expect(await world.db.selectFrom('group_members').selectAll().execute()).toEqual([]);
  });
});
