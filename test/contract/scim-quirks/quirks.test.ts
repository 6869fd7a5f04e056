import request, { type Response } from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { addUserToGroup } from '../../../src/domain/identity-center/groups/add-user-to-group.ts';
import { createGroup } from '../../../src/domain/identity-center/groups/create-group.ts';
import { removeUserFromGroup } from '../../../src/domain/identity-center/groups/remove-user-from-group.ts';
import { updateScimAdoptionStatus } from '../../../src/domain/identity-center/scim/update-scim-adoption-status.ts';
import { createPerson } from '../../support/northwind.ts';
import {
  type Body,
  connectDirectory,
  enterpriseSchema,
  groupSchema,
  patchSchema,
  type ScimClient,
  userSchema,
} from '../../support/scim.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

/** What a request is answered with: the status, and the `scimType` where it is refused. */
const answer = ({ status, body }: Response): string => [status, body?.scimType].filter(Boolean).join(' ');

/**
 * What directories really send, and what somebody sends who wants to break in or to break something. Every answer is
 * one that the protocol has, no request changes what it is refused, and nothing is logged as a fault of ours.
 */
describe('a directory that does not go by the book', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let scim: ScimClient;
  let foreign: ScimClient;
  let alice: string;
  let bob: string;
  let team: string;
  beforeAll(async () => {
    world = await newWorld();
    ({ administrator, zoneId } = await foundSpace(world));
    const other = await foundSpace(world, {
      ...{ organizationName: 'Southwind', spaceName: 'southwind', email: 'root@southwind.example' },
    });
    scim = await connectDirectory(world, zoneId);
    foreign = await connectDirectory(world, other.zoneId, 'Entra ID');
    alice = (await scim.createUser('alice', { externalId: 'E-1', displayName: 'Alice' })).id;
    bob = (await scim.createUser('bob')).id;
    team = (await scim.createGroup('Team', [alice, bob])).id;
  });

  const user = (userName: unknown, more: object = {}) => ({ schemas: [userSchema], userName, ...more });
  const group = (displayName: string, more: object = {}) => ({
    schemas: [groupSchema],
    displayName,
    ...more,
  });
  const post = (body: unknown) => () => scim.post('/Users', body);
  const patch = (operations: unknown) => () => scim.patch(`/Users/${alice}`, operations);
  const patchTeam = (operations: unknown) => () => scim.patch(`/Groups/${team}`, operations);
  const filter = (text: string) => () =>
    scim.get(`/Users?filter=${encodeURIComponent(text)}&attributes=userName`);
  const list = (query: string) => () => scim.get(`/Users?${query}`);
  const bare =
    (authorization: string, path = '/Users') =>
    () =>
      request(world.app).get(`/scim/v2${path}`).set('Authorization', authorization);
  const typed = (type: string, body: string) => () =>
    scim.send('POST', '/Users', body, { 'Content-Type': type });

  /** All that says who may do what. */
  const everything = async () =>
    Promise.all(
      (['users', 'user_groups', 'group_members', 'authorizations'] as const).map((table) =>
        world.db.selectFrom(table).selectAll().orderBy(sqlKey[table]).execute(),
      ),
    );
  const sqlKey = {
    users: 'user_id',
    user_groups: 'group_id',
    group_members: 'user_id',
    authorizations: 'uin',
  } as const;

  it.each<[string, () => PromiseLike<Response>, string]>([
    ['no scheme', bare('x'), '401'],
    ['another scheme', bare('Basic YTpi'), '401'],
    ['an empty key', bare('Bearer '), '401'],
    ['a wrong key', bare(`Bearer icscim_${'x'.repeat(43)}`), '401'],
    ['a key of 8,000 characters', bare(`Bearer ${'x'.repeat(8000)}`), '401'],
    ['a key in the address', () => request(world.app).get(`/scim/v2/Users?access_token=${scim.key}`), '401'],
    ['no key at what does not exist', bare('Bearer x', '/nothing'), '401'],

    ['an optional endpoint', () => scim.get('/Me'), '501'],
    ['bulk', () => scim.post('/Bulk', {}), '501'],
    ['what does not exist', () => scim.get('/nothing'), '404'],
    ['a POST to a resource', () => scim.post(`/Users/${alice}`, user('alice')), '405'],
    [
      'a method in a header',
      () => scim.post(`/Users/${alice}`, user('alice'), { 'X-HTTP-Method-Override': 'DELETE' }),
      '405',
    ],
    ['an id that climbs', () => scim.get('/Users/..%2fGroups'), '404'],
    ['an id with NUL', () => scim.get('/Users/%00'), '400 invalidValue'],
    ['an id that is no text', () => scim.get('/Users/%zz'), '400 invalidSyntax'],
    [
      'a dry run that is misspelt',
      () => scim.delete(`/Users/${alice}`, { 'X-Dry-Run': '1' }),
      '400 invalidValue',
    ],
    ['a version long gone', () => scim.delete(`/Users/${alice}`, { 'If-Match': 'W/"99"' }), '412'],

    ['a form', typed('application/x-www-form-urlencoded', 'userName=x'), '415'],
    ['plain text', typed('text/plain', JSON.stringify(user('x'))), '415'],
    ['no JSON', typed('application/json', '{'), '400 invalidSyntax'],
    ['nothing', typed('application/scim+json', ''), '400 invalidSyntax'],
    ['a list', post([]), '400 invalidSyntax'],
    ['null', () => scim.post('/Users', 'null'), '400 invalidSyntax'],
    [
      '5,000 levels',
      typed('application/json', `{"x":${'['.repeat(5000)}${']'.repeat(5000)}}`),
      '400 invalidSyntax',
    ],
    ['no schemas', post({ userName: 'x' }), '400 invalidSyntax'],
    ['the schema of a group', post({ ...user('x'), schemas: [groupSchema] }), '400 invalidSyntax'],
    ['no name', post({ schemas: [userSchema] }), '400 invalidValue'],
    ['an empty name', post(user('')), '400 invalidValue'],
    ['a name with spaces', post(user(' a b ')), '400 invalidValue'],
    ['a guest of Entra ID', post(user('a_b.com#EXT#@c.onmicrosoft.com')), '400 invalidValue'],
    ['a name of 65 characters', post(user('x'.repeat(65))), '400 invalidValue'],
    ['a name that is taken', post(user('ALICE')), '409 uniqueness'],
    ['NUL in a text', post(user('nul', { displayName: 'a\0b' })), '400 invalidValue'],
    [
      'half a character',
      typed('application/json', `{"schemas":["${userSchema}"],"userName":"h","title":"\\ud800"}`),
      '400 invalidValue',
    ],
    ['active: "no"', post(user('no', { active: 'no' })), '400 invalidValue'],
    ['active: 0', post(user('zero', { active: 0 })), '400 invalidValue'],

    ['active: null', patch([{ op: 'replace', path: 'active', value: null }]), '400 invalidValue'],
    ['active removed', patch([{ op: 'remove', path: 'active' }]), '400 mutability'],
    ['the name removed', patch([{ op: 'remove', path: 'userName' }]), '400 mutability'],
    [
      'a display name of 5,000',
      patch([{ op: 'replace', path: 'displayName', value: 'x'.repeat(5000) }]),
      '400 invalidValue',
    ],
    [
      'a title of a megabyte',
      patch([{ op: 'replace', path: 'title', value: 'x'.repeat(1e6) }]),
      '400 invalidValue',
    ],
    [
      '10,000 addresses',
      patch([
        { op: 'add', path: 'emails', value: Array.from({ length: 1e4 }, (_, n) => ({ value: `${n}@x.y` })) },
      ]),
      '400 invalidValue',
    ],
    [
      '10,000 operations',
      patch(Array.from({ length: 1e4 }, () => ({ op: 'replace', path: 'displayName', value: 'x' }))),
      '400 invalidSyntax',
    ],
    ['an operation nobody knows', patch([{ op: 'move', path: 'title' }]), '400 invalidSyntax'],
    ['the prototype', patch([{ op: 'add', path: '__proto__.polluted', value: 'x' }]), '400 invalidPath'],
    ['an id', patch([{ op: 'replace', path: 'id', value: 'u-0' }]), '400 mutability'],
    [
      'one good operation and one bad',
      patch([
        { op: 'replace', path: 'displayName', value: 'Mallory' },
        { op: 'replace', path: 'userName', value: '' },
      ]),
      '400 invalidValue',
    ],
    [
      'no schema of a patch',
      () => scim.send('PATCH', `/Users/${alice}`, { Operations: [] }),
      '400 invalidSyntax',
    ],

    [
      'a member who is nobody',
      patchTeam([{ op: 'add', path: 'members', value: [{ value: 'u-none' }] }]),
      '400 invalidValue',
    ],
    [
      'the group in itself',
      () => scim.patch(`/Groups/${team}`, [{ op: 'add', path: 'members', value: [{ value: team }] }]),
      '400 invalidValue',
    ],
    [
      'members by what they are called',
      patchTeam([{ op: 'remove', path: 'members[display eq "bob"]' }]),
      '400 invalidFilter',
    ],

    ['single quotes', filter("userName eq 'alice'"), '400 invalidFilter'],
    ['a filter without operator', filter('userName'), '400 invalidFilter'],
    ['a filter without value', filter('userName eq'), '400 invalidFilter'],
    ['an attribute nobody knows', filter('eq eq "x"'), '400 invalidFilter'],
    ['a password', filter('password pr'), '400 invalidFilter'],
    ['more of a truth', filter('active gt true'), '400 invalidFilter'],
    ['a time that is none', filter('meta.lastModified gt "yesterday"'), '400 invalidFilter'],
    ['500 brackets', filter(`${'('.repeat(500)}userName pr${')'.repeat(500)}`), '400 invalidFilter'],
    ['NUL in a filter', filter('userName eq "\\u0000"'), '400 invalidFilter'],
    ['two filters', list('filter=a&filter=b'), '400 invalidValue'],
    ['a count that is none', list('count=abc'), '400 invalidValue'],
    ['half a place', list('startIndex=1.5'), '400 invalidValue'],
    ['an order that is none', list('sortBy=userName&sortOrder=up'), '400 invalidValue'],
    ['to be sorted by nothing', list('sortBy=nonsense'), '400 invalidPath'],

    ['another space’s user', () => foreign.get(`/Users/${alice}`), '404'],
    [
      'another space’s user disabled',
      () => foreign.patch(`/Users/${alice}`, [{ op: 'replace', path: 'active', value: false }]),
      '404',
    ],
    ['another space’s user deleted', () => foreign.delete(`/Users/${alice}`), '404'],
    ['another space’s group', () => foreign.get(`/Groups/${team}`), '404'],
    ['another space’s group emptied', () => foreign.put(`/Groups/${team}`, group('Team')), '404'],
  ])('is refused %s, and nothing has changed', async (_what, send, expected) => {
    const before = await everything();

    expect(answer(await send())).toBe(expected);
    expect(await everything()).toEqual(before);
    expect(({} as Body).polluted).toBe(undefined);
  });

  it.each<[string, string[]]>([
    ['userName eq "ALICE"', ['alice']],
    ['username EQ "alice"', ['alice']],
    ['externalId eq "E-1"', ['alice']],
    ['externalId eq "e-1"', []],
    [`${userSchema}:userName eq "bob"`, ['bob']],
    ['userName sw "a" or userName sw "b"', ['alice', 'bob']],
    ['not (userName sw "a")', ['bob']],
    ['displayName pr', ['alice']],
    ['displayName co "%"', []],
    ['displayName co "_"', []],
    ['userName eq "\'; drop table users; --"', []],
    ['userName eq "a\\"b"', []],
    [`groups.value eq "none"`, []],
    ['active eq "True"', ['alice', 'bob']],
    ['title eq null', ['alice', 'bob']],
  ])('finds by %s whom it should', async (text, names) => {
    expect(await scim.find('Users', text)).toEqual(names);
  });

  it('leaves no fault of ours in the log, and no more of a refusal than the log of requests holds', async () => {
    const errors = world.logged.filter((line) => /the request failed|could not be kept/.test(line));
    const log = await world.db.selectFrom('scim_request_log').selectAll().execute();

    expect(errors).toEqual([]);
    expect(log.length).toBeGreaterThan(10);
    expect(JSON.stringify([world.logged, log])).not.toContain(scim.key);
  });

  describe('as directories are', () => {
    it('creates, disables and enables by the words of Entra ID, old and new', async () => {
      const sent = {
        ...user('entra@example.com', { externalId: 'o-1', active: 'True', title: null, addresses: null }),
        ...{ schemas: [userSchema, enterpriseSchema], roles: [], [enterpriseSchema]: { department: null } },
        emails: [{ type: 'work', value: 'a@example.com', primary: true }],
        name: { formatted: 'Ryan Leenay', familyName: 'Leenay', givenName: 'Ryan' },
      };
      const created = await scim.post('/Users', sent);
      expect([created.status, created.body.active]).toEqual([201, true]);
      const path = `/Users/${created.body.id}`;
      const isActive = async () => (await scim.get(path)).body.active;

      for (const [value, expected] of [
        ['False', false],
        ['True', true],
        [false, false],
        ['true', true],
        [[{ $ref: null, value: 'False' }], false],
      ] as const) {
        const { status } = await scim.patch(path, [{ op: 'Replace', path: 'active', value }]);
        expect([value, status, await isActive()]).toEqual([value, 200, expected]);
      }
      await scim.patch(path, [
        { op: 'Replace', path: 'displayName', value: [{ $ref: null, value: 'Ryan' }] },
      ]);
      await scim.patch(path, [{ op: 'Add', path: `${enterpriseSchema}:manager`, value: 'm-1' }]);
      expect((await scim.get(path)).body).toMatchObject({
        displayName: 'Ryan',
        [enterpriseSchema]: { manager: { value: 'm-1' } },
      });
    });

    it('renames a group by the words of Okta, and takes out members by all the words there are', async () => {
      const people = [];
      for (const name of ['p.1', 'p.2', 'p.3', 'p.4']) people.push((await scim.createUser(name)).id);
      const { id } = await scim.createGroup('Crew', people);
      const path = `/Groups/${id}`;
      const members = () => scim.membersOf(id);

      await scim.patch(path, [{ op: 'replace', value: { id, displayName: 'Crew 2' } }]);
      expect((await scim.get(path)).body.displayName).toBe('Crew 2');
      expect(await members()).toEqual([...people].sort());
      await scim.patch(path, [{ op: 'Remove', path: 'members', value: [] }]);
      await scim.patch(path, [{ op: 'remove', path: 'members[value eq "u-none"]' }]);
      await scim.patch(path, [{ op: 'remove', path: 'members[value eq ""]' }]);
      await scim.patch(path, [{ op: 'add', path: 'members', value: [] }]);
      expect(await members()).toEqual([...people].sort());
      await scim.patch(path, [{ op: 'Remove', path: 'members', value: [{ $ref: null, value: people[0] }] }]);
      await scim.patch(path, [{ op: 'remove', path: `members[value eq "${people[1]}"]` }]);
      expect(await members()).toEqual(people.slice(2).sort());
      await scim.send('PATCH', path, {
        schemas: [patchSchema],
        operations: [{ op: 'REMOVE', path: 'Members', value: { value: people[2] } }],
      });
      expect(await members()).toEqual([people[3]]);
    });

    it('takes over a group without sending anybody away, as it creates groups before it fills them', async () => {
      const ids = [];
      for (const name of ['by.hand.1', 'by.hand.2']) {
        ids.push(await createPerson(world, administrator, zoneId, name));
      }
      const { groupInfo } = await world.execute(createGroup, administrator, { zoneId, groupName: 'By hand' });
      const { groupId } = groupInfo;
      for (const userId of ids)
        await world.execute(addUserToGroup, administrator, { zoneId, groupId, userId });
      const members = async () =>
        (
          await world.db.selectFrom('group_members').selectAll().where('group_id', '=', groupId).execute()
        ).map(({ user_id }) => user_id);
      expect(answer(await scim.post('/Groups', group('by HAND')))).toBe('409 uniqueness');
      await world.execute(updateScimAdoptionStatus, administrator, { zoneId, scimAdoptionStatus: 'Enabled' });

      const adopted = await scim.post('/Groups', group('by HAND', { externalId: 'g-1' }));
      expect([adopted.status, adopted.body.id]).toEqual([201, groupId]);
      expect((await members()).sort()).toEqual([...ids].sort());
      expect(await scim.membersOf(groupId)).toEqual([]);
      expect(await scim.find('Groups', `members.value eq "${ids[0]}"`)).toEqual([]);
      const person = await scim.post('/Users', user('BY.hand.1'));
      expect([person.status, person.body.id]).toEqual([201, ids[0]]);
      expect(await scim.membersOf(groupId)).toEqual([ids[0]]);
      expect((await members()).sort()).toEqual([...ids].sort());

      const takeOut = (userId?: string) =>
        world.execute(removeUserFromGroup, administrator, { zoneId, groupId, userId });
      await expect(takeOut(ids[0])).rejects.toMatchObject({ code: 'SynchronizedGroupNotRemoveUser' });
      await takeOut(ids[1]);
      expect(await members()).toEqual([ids[0]]);
    });
  });
});
