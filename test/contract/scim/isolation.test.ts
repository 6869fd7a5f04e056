import { beforeEach, describe, expect, it } from 'vitest';
import { BrowserAgent } from '../../support/browser-agent.ts';
import { createPerson } from '../../support/northwind.ts';
import { type Body, connectDirectory, groupSchema, type ScimClient, userSchema } from '../../support/scim.ts';
import { foundSpace, newWorld, rootPassword, type World } from '../../support/world.ts';

const searchSchema = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

/** The key says whose directory speaks. Whatever else a request names, nothing of another space is in the answer, or changes. */
describe('another space', () => {
  let world: World;
  let mine: ScimClient;
  let theirs: ScimClient;
  let alice: Body;
  let team: Body;
  let others: Awaited<ReturnType<typeof foundSpace>>;
  beforeEach(async () => {
    world = await newWorld();
    const { zoneId } = await foundSpace(world);
    const names = { organizationName: 'Contoso', spaceName: 'contoso', email: 'root@contoso.example' };
    others = await foundSpace(world, names);
    mine = await connectDirectory(world, zoneId);
    theirs = await connectDirectory(world, others.zoneId);
    alice = await theirs.createUser('alice', {
      externalId: 'x-1',
      title: 'Secret',
      emails: [{ value: 's@e.com' }],
    });
    team = await theirs.createGroup('Team', [alice.id], { externalId: 'x-2' });
  });

  const theirState = () =>
    Promise.all([
      theirs.get('/?sortBy=id'),
      world.db.selectFrom('users').selectAll().where('space_id', '=', others.zoneId).execute(),
      world.db.selectFrom('group_members').selectAll().where('space_id', '=', others.zoneId).execute(),
    ]).then(([{ body }, ...rows]) => [body, ...rows]);

  it('is in no list, by whatever filter, order, projection or search', async () => {
    await mine.createUser('bob', { title: 'Mine' });
    const filters = [
      ...['id pr', 'not (id eq "x")', 'title pr', 'title ne "x"', 'externalId sw "x"', `id eq "${alice.id}"`],
      ...[
        `groups.value eq "${team.id}"`,
        'emails.value co "s@"',
        `members.value eq "${alice.id}"`,
        'meta.created gt "2000-01-01"',
      ],
      ...[
        `meta.location ew "${alice.id}"`,
        'meta.version eq "W/\\"1\\""',
        'members pr',
        'displayName eq "Team"',
      ],
    ];
    for (const filter of filters) {
      const search = {
        schemas: [searchSchema],
        filter,
        sortBy: 'title',
        sortOrder: 'descending',
        count: 1000,
      };
      const { body } = await mine.post('/.search', search);
      expect(JSON.stringify(body)).not.toMatch(/Secret|x-1|x-2|Team|s@e\.com/);
      expect(body.totalResults).toBeLessThan(2);
    }
    for (const path of [
      '/',
      '/Users',
      '/Groups',
      '/Users?count=0',
      '/?sortBy=displayName&attributes=members,groups',
    ])
      expect((await mine.get(path)).body.totalResults).toBeLessThan(2);
  });

  it('may have the same names and external ids, and has objects of its own by them', async () => {
    const user = await mine.createUser('ALICE', { externalId: 'x-1' });
    const group = await mine.createGroup('team', [user.id], { externalId: 'x-2' });

    expect([user.id === alice.id, group.id === team.id]).toEqual([false, false]);
    expect(await mine.find('Users', 'externalId eq "x-1"')).toEqual(['ALICE']);
    expect(await theirs.find('Users', 'userName eq "alice"')).toEqual(['alice']);
  });

  it('is not there by id: not to read, change, delete, join, or try, whatever version is known', async () => {
    const before = await theirState();
    const own = await mine.createGroup('Own');
    const dry = { 'X-Dry-Run': 'true' };
    for (const headers of [{}, dry, { 'If-Match': 'W/"1"' }, { 'If-Match': '*' }]) {
      const answers = [
        await mine.get(`/Users/${alice.id}`, headers),
        await mine.get(`/Groups/${team.id}`, headers),
        await mine.put(`/Users/${alice.id}`, { schemas: [userSchema], userName: 'x', id: alice.id }, headers),
        await mine.put(`/Groups/${team.id}`, { schemas: [groupSchema], displayName: 'x' }, headers),
        await mine.patch(`/Users/${alice.id}`, [{ op: 'replace', path: 'active', value: false }], headers),
        await mine.patch(`/Groups/${team.id}`, [{ op: 'remove', path: 'members' }], headers),
        await mine.delete(`/Users/${alice.id}`, headers),
        await mine.delete(`/Groups/${team.id}`, headers),
      ];
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(404));
      const members = [{ value: alice.id, $ref: alice.meta.location }];
      const joins = [
        await mine.patch(`/Groups/${own.id}`, [{ op: 'add', path: 'members', value: members }], headers),
        await mine.put(`/Groups/${own.id}`, { schemas: [groupSchema], displayName: 'Own', members }, headers),
        await mine.post('/Groups', { schemas: [groupSchema], displayName: 'New', members }, headers),
        await mine.patch(
          `/Groups/${own.id}`,
          [{ op: 'add', path: 'members', value: [{ value: team.id }] }],
          headers,
        ),
      ];
      expect(joins.flatMap(({ status, body }) => [status, body.scimType])).toEqual(
        Array(4).fill([400, 'invalidValue']).flat(),
      );
      for (const { body } of joins) expect(JSON.stringify(body)).not.toMatch(/Team|Secret|group, and groups/);
    }
    expect(await theirState()).toEqual(before);
  });

  it('keeps its references: naming a manager or an id there tells and gives nothing', async () => {
    const body = await mine.createUser('bob', {
      ...{ id: alice.id, meta: { location: alice.meta.location }, groups: [{ value: team.id }] },
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: alice.id } },
    });

    expect(body.id).not.toBe(alice.id);
    expect(JSON.stringify(body)).not.toMatch(/Secret|Team/);
    expect(body).not.toHaveProperty('groups');
  });

  it('adopts by its own wish and its own people alone', async () => {
    await createPerson(world, others.administrator, others.zoneId, 'manual');
    await world.db
      .updateTable('spaces')
      .set({ is_adopting: true })
      .where('space_id', '<>', others.zoneId)
      .execute();

    expect((await mine.post('/Users', { schemas: [userSchema], userName: 'manual' })).status).toBe(201);
    expect((await theirs.post('/Users', { schemas: [userSchema], userName: 'manual' })).status).toBe(409);
    expect(
      await world.db.selectFrom('users').selectAll().where('user_name', '=', 'manual').execute(),
    ).toHaveLength(2);
  });

  it('is silent about another’s requests, keys and settings on its pages', async () => {
    await theirs.post('/Users', { schemas: [userSchema], userName: 'their secret' });
    const { entry_id } = await world.db
      .selectFrom('scim_request_log')
      .select('entry_id')
      .where('name', '=', 'their secret')
      .executeTakeFirstOrThrow();
    const browser = new BrowserAgent(world);
    const signIn = await browser.get('/console/sign-in');
    await browser.submit(signIn, '/console/sign-in', {
      email: 'root@northwind.example',
      password: rootPassword,
    });
    const log = '/console/settings/scim/log';

    for (const page of [log, `${log}?q=thei`, '/console/settings/scim', '/console/users', '/console/groups'])
      expect((await browser.get(page)).text).not.toMatch(/their secret|alice|Team<|contoso/i);
    for (const page of [`${log}/${entry_id}`, `/console/users/${alice.id}`, `/console/groups/${team.id}`])
      expect((await browser.get(page)).status).toBe(404);
  });

  it('that ended is closed to its directory', async () => {
    await world.db
      .updateTable('organizations')
      .set({ ended_at: world.clock.now() })
      .where('organization_id', '=', others.organizationId)
      .execute();

    for (const path of ['/Users', `/Users/${alice.id}`, '/ServiceProviderConfig'])
      expect((await theirs.get(path)).status).toBe(401);
    expect((await mine.get('/Users')).status).toBe(200);
  });
});
