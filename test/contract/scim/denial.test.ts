import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import { firstWithin } from '../../../src/domain/identity-center/scim/resource/shown.ts';
import { type Body, connectDirectory, groupSchema, type ScimClient, userSchema } from '../../support/scim.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

/** Whoever holds a key shares the process with everybody else. */
describe('what would take too much is refused while it is cheap', () => {
  let world: World;
  let scim: ScimClient;
  let alice: string;
  beforeEach(async () => {
    world = await newWorld();
    const { zoneId } = await foundSpace(world);
    scim = await connectDirectory(world, zoneId);
    alice = (await scim.createUser('alice')).id;
  });

  const outcome = ({ status, body }: { status: number; body: Body }) => [status, body?.scimType];
  const user = (more: object) => ({ schemas: [userSchema], userName: 'bob', ...more });

  it.each([
    ['a text that never ends, full of escaped quotes', `{"a":"${'\\"'.repeat(2_000_000)}`],
    ['a text that ends in the middle of an escape', '{"a":"\\'],
    ['lists in lists', '['.repeat(500_000)],
    ['objects in objects', '{"a":'.repeat(500_000)],
    ['names beyond number', `{${Array.from({ length: 100_000 }, (_, n) => `"n${n}":1`).join(',')}}`],
    ['lists that are closed again', `${'['.repeat(40)}${']'.repeat(40)}`],
  ])('%s', async (_what, body) => {
    expect(outcome(await scim.post('/Users', body))).toEqual([400, 'invalidSyntax']);
  });

  it('brackets within texts are no depth', async () => {
    const title = '[{"\\'.repeat(200);
    expect((await scim.createUser('bob', { title })).title).toBe(title);
  });

  it('bodies beyond eight megabytes, also when they are sent small', async () => {
    const large = JSON.stringify(user({ title: 'x'.repeat(9_000_000) }));
    expect((await scim.post('/Users', large)).status).toBe(413);
    const zipped = request(world.app)
      .post('/scim/v2/Users')
      .set({
        Authorization: `Bearer ${scim.key}`,
        'Content-Type': 'application/json',
        'Content-Encoding': 'gzip',
      })
      .serialize((bytes) => bytes as never)
      .send(gzipSync(large));
    expect((await zipped).status).toBe(413);
    expect(outcome(await scim.post('/Users', user({ title: 'x'.repeat(7_000_000) })))).toEqual([
      400,
      'invalidValue',
    ]);
  });

  it.each([
    ['operations', Array(10_000).fill({ op: 'add', path: 'title', value: 'x' }), 'invalidSyntax'],
    ['characters of a path', [{ op: 'add', path: 'x'.repeat(99_999), value: 'x' }], 'invalidPath'],
    [
      'characters of all paths',
      Array(1000).fill({ op: 'add', path: `title${' '.repeat(100)}`, value: 'x' }),
      'invalidSyntax',
    ],
    [
      'names without a path',
      Array(1000).fill({
        op: 'add',
        value: Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`n${n}`, n])),
      }),
      'invalidSyntax',
    ],
    [
      'characters of a filter in a path',
      [{ op: 'add', path: `emails[${'('.repeat(9000)}]`, value: 'x' }],
      'invalidFilter',
    ],
    [
      'values of one attribute',
      [{ op: 'add', path: 'roles', value: Array.from({ length: 5000 }, (_, n) => `r${n}`) }],
      'invalidValue',
    ],
  ])('too many %s', async (_what, operations, scimType) => {
    expect(outcome(await scim.patch(`/Users/${alice}`, operations))).toEqual([400, scimType]);
  });

  it.each([
    ['(', 'invalidFilter', '('.repeat(4000)],
    ['not', 'invalidFilter', `${'not ('.repeat(1000)}id pr${')'.repeat(1000)}`],
    ['or', 'invalidFilter', Array(500).fill('id pr').join(' or ')],
    ['length', 'invalidFilter', `title eq "${'x'.repeat(20_000)}"`],
    ['quotes', 'invalidFilter', `title eq "${'\\"'.repeat(4000)}`],
  ])('a filter with too much of %s', async (_what, scimType, filter) => {
    const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter };
    expect(outcome(await scim.post('/Users/.search', search))).toEqual([400, scimType]);
  });

  it('values in all operations together, and users that are larger than a page of them may be', async () => {
    const roles = Array.from({ length: 200 }, (_, n) => ({ value: `r${n}` }));
    const add = { op: 'add', path: 'roles', value: roles };
    const remove = { op: 'remove', path: 'roles', value: roles };
    const turns = [add, remove, add, remove, add, remove, add, remove, add, add];

    expect((await scim.patch(`/Users/${alice}`, turns)).body.roles).toHaveLength(200);
    expect(outcome(await scim.patch(`/Users/${alice}`, [...turns, add]))).toEqual([400, 'invalidValue']);
    const large = roles.map(({ value }) => ({ value, display: 'x'.repeat(1000) }));
    expect(outcome(await scim.post('/Users', user({ roles: large })))).toEqual([400, 'invalidValue']);
  });

  it('pages of groups with more members than one answer holds, which have fewer groups', () => {
    const sizes: Record<string, number> = { a: 3, b: 4, c: 4, d: 1 };
    const within = (most: number) => firstWithin(['a', 'b', 'c', 'd'], (id) => sizes[id] ?? 0, most);

    expect([within(12), within(11), within(7), within(6), within(2)].map((ids) => ids.join(''))).toEqual([
      ...['abcd', 'abc', 'ab', 'a', 'a'],
    ]);
  });

  it('texts of a form that cannot be told at once', async () => {
    for (const value of [`${' '.repeat(65_000)}!`, `${'='.repeat(65_000)}`, `A${'= '.repeat(30_000)}`])
      expect(
        outcome(await scim.post('/Users', user({ x509Certificates: Array(100).fill({ value }) }))),
      ).toEqual([400, 'invalidValue']);
    const wrapped = user({ x509Certificates: [{ value: 'QUJD\nRA=\n=\n' }] });
    expect((await scim.post('/Users', wrapped)).status).toBe(201);
  });

  it('a thousand operations on members are as good as one', async () => {
    const ids = Array.from({ length: 20_000 }, (_, n) => `u-none-${n}`);
    const { id } = await scim.createGroup('Team');
    const operations = [
      { op: 'add', path: 'members', value: ids.map((value) => ({ value })) },
      ...Array(997).fill({ op: 'add', path: 'members', value: [{ value: alice }] }),
      { op: 'remove', path: 'members', value: ids.map((value) => ({ value })) },
    ];

    expect((await scim.patch(`/Groups/${id}`, operations)).status).toBe(204);
    expect(await scim.membersOf(id)).toEqual([alice]);
  });

  it.each(['1e400', '-1e400', '9'.repeat(400), '0.1', '-0'])('numbers such as %#', async (number) => {
    const body = `{"schemas":["${userSchema}"],"userName":"bob","title":${number},"active":${number}}`;
    expect(outcome(await scim.post('/Users', body))).toEqual([400, 'invalidValue']);
    for (const name of ['count', 'startIndex'])
      expect([200, 400]).toContain((await scim.get(`/Users?${name}=${number}`)).status);
  });

  it('pages far beyond the end are empty', async () => {
    for (const startIndex of ['2147483648', '9007199254740991'])
      expect((await scim.get(`/Users?startIndex=${startIndex}&count=1000000`)).body).toMatchObject({
        totalResults: 1,
        itemsPerPage: 0,
      });
  });

  it('texts that no index can hold', async () => {
    const text = (length: number) =>
      Array.from({ length }, (_, n) => String.fromCharCode(0x4e00 + ((n * 7919) % 20_000))).join('');
    for (const [path, body] of [
      ['/Users', user({ externalId: text(513) })],
      ['/Groups', { schemas: [groupSchema], displayName: 'Team', externalId: text(513) }],
      ['/Users', user({ emails: [{ value: text(321) }] })],
    ] as const)
      expect(outcome(await scim.post(path, body))).toEqual([400, 'invalidValue']);
    const longest = { externalId: text(512), emails: [{ value: `${text(300)}@example.com` }] };
    const whole = await scim.createUser('bob', {
      ...longest,
      ...{ displayName: text(256), title: text(4096), name: { givenName: text(256), familyName: text(256) } },
    });
    expect(whole.externalId).toBe(longest.externalId);
    expect(await scim.find('Users', `externalId eq "${longest.externalId}"`)).toEqual(['bob']);
  });

  it.each(['0000-01-01T00:00:00Z', '0001-01-01', '9999-12-31T23:59:59.999999999Z', '2026-02-31'])(
    'the time %s',
    async (time) => {
      for (const operator of ['eq', 'ne', 'gt', 'le']) {
        const { status } = await scim.get(`/Users?filter=meta.created ${operator} "${time}"`);
        expect([200, 400]).toContain(status);
      }
    },
  );
});
