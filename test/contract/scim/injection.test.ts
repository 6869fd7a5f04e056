import { beforeEach, describe, expect, it } from 'vitest';
import { BrowserAgent } from '../../support/browser-agent.ts';
import {
  type Body,
  connectDirectory,
  enterpriseSchema,
  groupSchema,
  patchSchema,
  type ScimClient,
  userSchema,
} from '../../support/scim.ts';
import { foundSpace, newWorld, rootPassword, type World } from '../../support/world.ts';

const quotes = [
  ...[
    "'",
    "''",
    "' or '1'='1",
    "'; drop table users; --",
    '\\',
    '\\\\',
    "\\'",
    '%',
    '_',
    '%%',
    'a%',
    'ali_e',
    '$1',
  ],
  ...[
    '{{7*7}}',
    '%s%n',
    '\u0000',
    '\ud800',
    '\u202e',
    "') or true --",
    '/*',
    '"',
    '\n',
    '\r\nX-Evil: 1',
    '?',
    '$$',
  ],
];
const searchSchema = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

/** What a client sends is a value, wherever it stands: never SQL, never a pattern, never HTML, never a prototype. */
describe('what a directory sends stays what it is', () => {
  let world: World;
  let scim: ScimClient;
  let alice: Body;
  let team: Body;
  beforeEach(async () => {
    world = await newWorld();
    const { zoneId } = await foundSpace(world);
    scim = await connectDirectory(world, zoneId);
    alice = await scim.createUser('alice', {
      ...{
        externalId: 'e-1',
        title: 'Guide',
        displayName: 'Alice',
        name: { givenName: 'Al', familyName: 'Ice' },
      },
      ...{ emails: [{ value: 'a@example.com', type: 'work', primary: true }], roles: [{ value: 'admin' }] },
      [enterpriseSchema]: { department: 'Sales', manager: { value: 'u-boss' } },
    });
    team = await scim.createGroup('Team', [alice.id], { externalId: 'g-1' });
  });

  const unharmed = async () => {
    expect((await scim.get('/Users')).body.Resources).toEqual([(await scim.get(`/Users/${alice.id}`)).body]);
    expect((await scim.get(`/Users/${alice.id}`)).body).toEqual({
      ...alice,
      groups: [expect.objectContaining({ value: team.id })],
    });
    expect(await scim.membersOf(team.id)).toEqual([alice.id]);
  };

  const operators = ['eq', 'co', 'sw', 'ew', 'gt', 'le'];
  const search = (filter: string) => scim.post('/Users/.search', { schemas: [searchSchema], filter });

  it.each([
    ...['userName', 'externalId', 'id', 'title', 'name.givenName', 'displayName', 'emails', 'emails.value'],
    ...['groups.display', 'groups.$ref', 'meta.location', 'meta.version', 'schemas', 'roles[value', 'active'],
    ...['meta.created', `${enterpriseSchema}:department`, `${enterpriseSchema}:manager.value`],
  ])('in filters on %s', async (name) => {
    const end = name.includes('[') ? ']' : '';
    const filters = operators.flatMap((operator) =>
      quotes.map((text) => `${name} ${operator} ${JSON.stringify(text)}${end}`),
    );
    for (const filter of filters) {
      const { status, body } = await search(filter);
      expect([200, 400], `${filter}: ${body?.detail}`).toContain(status);
      if (!/ (gt|le) |^meta.version/.test(filter))
        expect([filter, body.totalResults ?? 0]).toEqual([filter, 0]);
    }
    await unharmed();
  });

  it.each(quotes)(
    'in names: of attributes, for sorting, for projection, in paths and as ids (%#)',
    async (text) => {
      const sent = encodeURIComponent(text.toWellFormed());
      for (const query of [
        ...[`sortBy=${sent}`, `sortBy=userName&sortOrder=${sent}`, `attributes=${sent}`, `count=${sent}`],
        ...[`excludedAttributes=${sent}`, `startIndex=${sent}`, `sortBy=emails.${sent}`],
        ...[`filter=${sent}`, `filter=${sent}%20eq%20%22a%22`],
      ])
        expect([200, 400], query).toContain((await scim.get(`/Users?${query}`)).status);
      for (const path of [`/Users/x${sent}`, `/Groups/x${sent}`]) {
        const operations = [{ op: 'add', path: 'externalId', value: 'x' }];
        for (const { status } of [
          await scim.get(path),
          await scim.delete(path),
          await scim.patch(path, operations),
        ])
          expect([400, 404], path).toContain(status);
      }
      const value = JSON.stringify(text);
      const ofUsers = [text, `emails[${text}]`, `emails[value eq ${value}].type`, `name.${text}`];
      const ofGroups = [`members[value eq ${value}]`, `members[${text}]`, `members.${text}`];
      const targets = [
        ...ofUsers.map((path) => [`/Users/${alice.id}`, path] as const),
        ...ofGroups.map((path) => [`/Groups/${team.id}`, path] as const),
      ];
      for (const [target, path] of targets)
        expect([200, 204, 400], path).toContain((await scim.patch(target, [{ op: 'remove', path }])).status);
      await unharmed();
    },
  );

  it('in values, which come back as they were', async () => {
    const sayable = quotes.filter((text) => text.isWellFormed() && !text.includes('\0'));
    for (const [place, title] of sayable.entries()) {
      const { id } = await scim.createUser(`user-${place}`, {
        ...{ title, externalId: title, displayName: title, roles: [{ value: title, display: title }] },
      });
      expect((await scim.get(`/Users/${id}`)).body).toMatchObject({
        title,
        externalId: title,
        displayName: title,
      });
      expect(await scim.find('Users', `externalId eq ${JSON.stringify(title)}`)).toEqual([`user-${place}`]);
      expect(await scim.find('Users', `roles.value eq ${JSON.stringify(title)}`)).toEqual([`user-${place}`]);
    }
    for (const title of ['a\0b', '\ud800', 'x\udfff'])
      expect((await scim.post('/Users', { schemas: [userSchema], userName: 'bob', title })).status).toBe(400);
  });

  const prototypes = [
    '{"__proto__":{"isAdmin":true,"userName":"evil","active":false}',
    '{"constructor":{"prototype":{"isAdmin":true}}',
    '{"prototype":{"isAdmin":true}',
    `{"${enterpriseSchema}":{"__proto__":{"isAdmin":true},"manager":{"__proto__":{"isAdmin":true}}}`,
    `{"urn:x:__proto__":{"isAdmin":true},"${userSchema}:__proto__":{"isAdmin":true},"name":{"__proto__":{"isAdmin":true}}`,
    '{"emails":[{"__proto__":{"isAdmin":true},"value":"b@example.com"}],"toString":"x","hasOwnProperty":"y","valueOf":1',
  ];
  const isClean = () => {
    expect(({} as Body).isAdmin).toBeUndefined();
    expect(({} as Body).toString).toBe(Object.prototype.toString);
    expect(Object.keys(Object.prototype)).toEqual([]);
  };

  it.each(prototypes)('as a prototype in a resource: %s', async (begin) => {
    const body = `${begin},"schemas":["${userSchema}"],"userName":"bob"}`;
    const { status, body: created } = await scim.post('/Users', body);
    isClean();

    expect([status, created.userName, created.active]).toEqual([201, 'bob', true]);
    expect(JSON.stringify(created)).not.toMatch(/isAdmin|__proto__|constructor|evil/);
    expect((await scim.put(`/Users/${created.id}`, body)).status).toBe(200);
    isClean();
    const { scim: kept } = await world.db
      .selectFrom('users')
      .select('scim')
      .where('user_id', '=', created.id)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(kept)).not.toMatch(/isAdmin|__proto__|constructor|prototype/);
  });

  it.each([
    ...[
      '__proto__',
      '__proto__.isAdmin',
      'constructor.prototype.isAdmin',
      'name.__proto__',
      'name.constructor',
    ],
    ...[
      'emails.__proto__',
      'emails[type eq "work"].__proto__',
      'emails[__proto__ eq "x"]',
      'toString',
      'valueOf',
    ],
    ...[
      'name.__proto__.isAdmin',
      `${enterpriseSchema}:__proto__.isAdmin`,
      `${userSchema}:__proto__`,
      'hasOwnProperty',
    ],
  ])('as a prototype in the path of an operation: %s', async (path) => {
    for (const op of ['add', 'replace', 'remove']) {
      const { status, body } = await scim.patch(`/Users/${alice.id}`, [
        { op, path, value: { isAdmin: true } },
      ]);
      expect([op, status, body.scimType]).toEqual([
        op,
        400,
        path.includes('[__') ? 'invalidFilter' : 'invalidPath',
      ]);
      expect([204, 400]).toContain(
        (await scim.patch(`/Groups/${team.id}`, [{ op, path, value: { isAdmin: true } }])).status,
      );
    }
    isClean();
    await unharmed();
  });

  it.each(prototypes)('as a prototype in the value of an operation: %s', async (begin) => {
    const operation = `{"op":"add","value":${begin.replace('b@example.com', 'a@example.com')}}}`;
    for (const target of [`/Users/${alice.id}`, `/Groups/${team.id}`]) {
      const body = `{"schemas":["${patchSchema}"],"Operations":[${operation}]}`;
      expect([200, 204, 400]).toContain((await scim.send('PATCH', target, body)).status);
      const whole = `{"schemas":["${patchSchema}"],"__proto__":{"Operations":[${operation}]}}`;
      expect((await scim.send('PATCH', target, whole)).status).toBe(400);
    }
    isClean();
    expect((await scim.get(`/Users/${alice.id}`)).body).toMatchObject({ userName: 'alice', active: true });
    expect(await scim.membersOf(team.id)).toEqual([alice.id]);
  });

  it('as a prototype in a query or a search', async () => {
    for (const query of [
      ...[
        'attributes[__proto__]=x',
        '__proto__[isAdmin]=1',
        'constructor[prototype][isAdmin]=1',
        '__proto__=x',
      ],
      ...[
        'attributes[]=userName',
        'attributes[0]=userName',
        'filter[eq]=x',
        'filter[__proto__]=x',
        'sortBy[a]=b',
      ],
      ...[
        'attributes=__proto__',
        'attributes=constructor',
        'excludedAttributes=__proto__,toString',
        'sortBy=',
      ],
      ...[
        'filter=&filter=',
        'filter=id pr&filter=id pr',
        'count=1&count=2',
        'sortBy=id&sortBy=id',
        'toString=x',
      ],
    ])
      expect([query, (await scim.get(`/Users?${query}`)).status < 500]).toEqual([query, true]);
    for (const more of [
      ...[
        '"__proto__":{"filter":"x"}',
        '"attributes":{"__proto__":["x"]}',
        '"attributes":["__proto__"]',
        '"filter":{}',
      ],
      ...['"filter":["id pr"]', '"sortBy":{"__proto__":1}', '"count":{"__proto__":1}', '"startIndex":[[1]]'],
      ...['"attributes":[[["id"]]]', '"attributes":"userName,__proto__"', '"sortOrder":["descending"]'],
    ]) {
      const { status } = await scim.post('/.search', `{"schemas":["${searchSchema}"],${more}}`);
      expect([more, [200, 400].includes(status)]).toEqual([more, true]);
    }
    isClean();
  });

  it('on pages, where nothing of it is markup', async () => {
    const markup = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'=cmd|';
    const { id } = await scim.createUser('mallory', {
      ...{
        displayName: markup,
        externalId: markup,
        name: { givenName: '=1+1', familyName: markup },
        emails: [{ value: '<script>alert(3)</script>@x' }],
      },
    });
    await scim.createGroup('Crew', [id], { externalId: markup });
    await scim.post('/Users', { schemas: [userSchema], userName: markup, externalId: markup });
    await scim.post('/Groups', { schemas: [groupSchema], displayName: markup });
    await scim.patch(`/Users/${encodeURIComponent(`../${markup}`)}`, [{ op: 'add', path: markup, value: 1 }]);
    await scim.patch(`/Users/${id}`, [{ op: 'add', path: `emails[${markup}]`, value: 1 }]);
    await scim.patch(`/Users/${id}`, [{ op: 'add', value: { 'emails[\0': 'x' } }]);
    await scim.get(`/${encodeURIComponent(markup)}`);

    const browser = new BrowserAgent(world);
    const signIn = await browser.get('/console/sign-in');
    const root = { email: 'root@northwind.example', password: rootPassword };
    await browser.submit(signIn, '/console/sign-in', root);
    const log = '/console/settings/scim/log';
    const entries = [...(await browser.get(log)).text.matchAll(/scim\/log\/\d+/g)].map(
      ([path]) => `/console/settings/${path}`,
    );
    expect(entries.length).toBeGreaterThan(3);
    const pages = [
      ...[
        log,
        ...entries,
        `/console/users/${id}`,
        '/console/users',
        '/console/groups',
        '/console',
        '/console/audit',
      ],
      ...[`/console/users/${id}/security`, `/console/users/${id}/edit`, '/console/settings/scim'],
    ];
    for (const page of pages) {
      const { text } = await browser.get(page);
      expect(text, page).not.toMatch(/<script>alert|<img src=x|href="[^"]*\.\.\//);
    }
    const csv = (await browser.get('/console/users/export')).text;
    expect(csv).not.toMatch(/(^|,|\n)"?=/);
    expect(world.logged.join()).not.toContain('could not be kept');
  });
});
