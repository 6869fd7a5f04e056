import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Body,
  connectDirectory,
  enterpriseSchema,
  patchSchema,
  type ScimClient,
  userSchema,
} from '../../support/scim.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

describe('PATCH of a user', () => {
  let world: World;
  let scim: ScimClient;
  let id: string;
  let people = 0;
  beforeAll(async () => {
    world = await newWorld();
    const { zoneId } = await foundSpace(world);
    scim = await connectDirectory(world, zoneId);
  });
  beforeEach(async () => {
    people += 1;
    ({ id } = await scim.createUser(`alice-${people}`, {
      name: { givenName: 'Alice', familyName: 'Liddell' },
      displayName: 'Alice L',
      emails: [
        { value: 'alice@example.com', type: 'work', primary: true },
        { value: 'home@example.org', type: 'home' },
      ],
      [enterpriseSchema]: { department: 'Wonder', manager: { value: 'u-queen' } },
    }));
  });

  async function patched(...operations: object[]): Promise<Body> {
    const { status, body } = await scim.patch(`/Users/${id}`, operations);
    expect([status, body.detail]).toEqual([200, undefined]);
    expect((await scim.get(`/Users/${id}`)).body).toEqual(body);
    return body;
  }
  const row = () =>
    world.db.selectFrom('users').selectAll().where('user_id', '=', id).executeTakeFirstOrThrow();

  it.each<[string, object[], object]>([
    ['add a text', [{ op: 'add', path: 'title', value: 'Guide' }], { title: 'Guide' }],
    [
      'replace a part',
      [{ op: 'replace', path: 'name.givenName', value: 'Al' }],
      { name: { givenName: 'Al', familyName: 'Liddell' } },
    ],
    [
      'merge a complex value',
      [{ op: 'replace', path: 'name', value: { middleName: 'P' } }],
      { name: { givenName: 'Alice', familyName: 'Liddell', middleName: 'P' } },
    ],
    ['remove a part', [{ op: 'remove', path: 'name.familyName' }], { name: { givenName: 'Alice' } }],
    [
      'write below the URN',
      [{ op: 'add', path: `${enterpriseSchema}:costCenter`, value: '7' }],
      { [enterpriseSchema]: { department: 'Wonder', costCenter: '7', manager: { value: 'u-queen' } } },
    ],
    [
      'write the core with its URN',
      [{ op: 'add', path: `${userSchema}:nickName`, value: 'Al' }],
      { nickName: 'Al' },
    ],
    [
      'replace below the manager',
      [{ op: 'replace', path: `${enterpriseSchema}:manager.value`, value: 'u-king' }],
      { [enterpriseSchema]: { department: 'Wonder', manager: { value: 'u-king' } } },
    ],
    [
      'append a value',
      [{ op: 'add', path: 'emails', value: [{ value: 'third@example.com', type: 'other' }] }],
      {
        emails: [
          { value: 'alice@example.com', type: 'work', primary: true },
          { value: 'home@example.org', type: 'home' },
          { value: 'third@example.com', type: 'other' },
        ],
      },
    ],
    [
      'make another one primary',
      [{ op: 'add', path: 'emails', value: [{ value: 'new@example.com', primary: true }] }],
      {
        emails: [
          { value: 'alice@example.com', type: 'work', primary: false },
          { value: 'home@example.org', type: 'home' },
          { value: 'new@example.com', primary: true },
        ],
      },
    ],
    [
      'replace all values',
      [{ op: 'replace', path: 'emails', value: [{ value: 'one@example.com' }] }],
      { emails: [{ value: 'one@example.com' }] },
    ],
    [
      'replace a chosen part',
      [{ op: 'replace', path: 'emails[type eq "home"].value', value: 'h@x.org' }],
      {
        emails: [
          { value: 'alice@example.com', type: 'work', primary: true },
          { value: 'h@x.org', type: 'home' },
        ],
      },
    ],
    [
      'replace a chosen value',
      [{ op: 'replace', path: 'emails[type eq "work"]', value: { value: 'w@x.org' } }],
      {
        emails: [
          { value: 'w@x.org', type: 'work', primary: true },
          { value: 'home@example.org', type: 'home' },
        ],
      },
    ],
    [
      'remove a chosen value',
      [{ op: 'remove', path: 'emails[type eq "home"]' }],
      { emails: [{ value: 'alice@example.com', type: 'work', primary: true }] },
    ],
    [
      'remove the only part that matters',
      [{ op: 'remove', path: 'emails[type eq "home"].value' }],
      { emails: [{ value: 'alice@example.com', type: 'work', primary: true }] },
    ],
    [
      'make two values one',
      [
        { op: 'add', path: 'emails', value: [{ value: 'old@example.org', type: 'home' }] },
        { op: 'replace', path: 'emails[type eq "home"].value', value: 'h@x.org' },
      ],
      {
        emails: [
          { value: 'alice@example.com', type: 'work', primary: true },
          { value: 'h@x.org', type: 'home' },
        ],
      },
    ],
    [
      'remove listed values',
      [{ op: 'remove', path: 'emails', value: [{ value: 'HOME@example.org' }] }],
      { emails: [{ value: 'alice@example.com', type: 'work', primary: true }] },
    ],
    [
      'do several things in their order',
      [
        { op: 'remove', path: 'emails' },
        { op: 'add', path: 'emails', value: { value: 'a@b.de' } },
        { op: 'replace', path: 'emails.value', value: 'c@b.de' },
      ],
      { emails: [{ value: 'c@b.de' }] },
    ],
  ])('can %s', async (_what, operations, expected) => {
    expect(await patched(...operations)).toMatchObject(expected);
    const body = (await scim.get(`/Users/${id}`)).body;
    for (const [name, value] of Object.entries(expected)) expect(body[name]).toEqual(value);
  });

  it.each<[string, object[], object, string[]]>([
    [
      'Entra ID: capitals and texts for booleans',
      [{ op: 'Replace', path: 'active', value: 'False' }],
      { active: false },
      [],
    ],
    [
      'Entra ID: a value that is not there yet',
      [{ op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+49 1' }],
      { phoneNumbers: [{ type: 'mobile', value: '+49 1' }] },
      [],
    ],
    [
      'Entra ID: an address in parts',
      [
        { op: 'Add', path: 'addresses[type eq "work"].locality', value: 'Bonn' },
        { op: 'Add', path: 'addresses[type eq "work"].country', value: 'DE' },
      ],
      { addresses: [{ type: 'work', locality: 'Bonn', country: 'DE' }] },
      [],
    ],
    [
      'Entra ID: a primary role',
      [{ op: 'Add', path: 'roles[primary eq "True"].value', value: 'admin' }],
      { roles: [{ primary: true, value: 'admin' }] },
      [],
    ],
    [
      'Entra ID: what kind of a value it is before the value',
      [
        {
          op: 'Replace',
          value: {
            'roles[primary eq "True"].display': 'Administrator',
            'roles[primary eq "True"].type': 'app',
            'roles[primary eq "True"].value': 'admin',
            'emails[type eq "other"].primary': true,
            'emails[type eq "other"].value': 'o@example.com',
          },
        },
      ],
      {
        roles: [{ primary: true, display: 'Administrator', type: 'app', value: 'admin' }],
        emails: [
          { value: 'alice@example.com', type: 'work', primary: false },
          { value: 'home@example.org', type: 'home' },
          { value: 'o@example.com', type: 'other', primary: true },
        ],
      },
      [],
    ],
    [
      'Entra ID: a primary value that is not there yet, in place of the primary one',
      [{ op: 'Add', path: 'emails[type eq "other" and primary eq true].value', value: 'o@example.com' }],
      {
        emails: [
          { value: 'alice@example.com', type: 'work', primary: false },
          { value: 'home@example.org', type: 'home' },
          { value: 'o@example.com', type: 'other', primary: true },
        ],
      },
      [],
    ],
    [
      'spaces that say nothing',
      [{ op: 'replace', path: ' emails [ type eq "home" ].value ', value: 'h@x.org' }],
      {
        emails: [
          { value: 'alice@example.com', type: 'work', primary: true },
          { value: 'h@x.org', type: 'home' },
        ],
      },
      [],
    ],
    [
      'Entra ID: dotted names and URNs without a path',
      [
        {
          op: 'Replace',
          value: {
            'name.givenName': 'Al',
            [`${enterpriseSchema}:department`]: 'Ops',
            'emails[type eq "work"].value': 'x@y.de',
            displayName: 'Al',
          },
        },
      ],
      { displayName: 'Al', name: { givenName: 'Al', familyName: 'Liddell' } },
      [],
    ],
    [
      'Entra ID: the manager as a text',
      [{ op: 'Add', path: `${enterpriseSchema}:manager`, value: 'u-7' }],
      { [enterpriseSchema]: { department: 'Wonder', manager: { value: 'u-7' } } },
      [],
    ],
    [
      'Entra ID: the manager in a list',
      [
        {
          op: 'Replace',
          path: `${enterpriseSchema}:manager`,
          value: [{ value: 'u-8', $ref: '../Users/u-8' }],
        },
      ],
      { [enterpriseSchema]: { department: 'Wonder', manager: { value: 'u-8', $ref: '../Users/u-8' } } },
      [],
    ],
    [
      'Entra ID: a text in a list',
      [{ op: 'Replace', path: 'displayName', value: [{ value: 'Al' }] }],
      { displayName: 'Al' },
      [],
    ],
    [
      'Entra ID: nothing as an empty text',
      [
        { op: 'Replace', path: 'displayName', value: '' },
        { op: 'Replace', path: 'emails[type eq "home"].value', value: '' },
      ],
      {},
      ['displayName'],
    ],
    [
      'Okta: an object without a path',
      [{ op: 'replace', value: { active: false, id: 'x', password: 'y', groups: [] } }],
      { active: false },
      ['password'],
    ],
    [
      'Okta: the extension as an object',
      [{ op: 'replace', value: { [enterpriseSchema]: { department: 'Ops' } } }],
      { [enterpriseSchema]: { department: 'Ops', manager: { value: 'u-queen' } } },
      [],
    ],
    [
      'OneLogin: nothing as null',
      [
        { op: 'replace', path: 'displayName', value: null },
        { op: 'replace', value: { title: null, name: { familyName: null } } },
      ],
      { name: { givenName: 'Alice' } },
      ['displayName', 'title'],
    ],
    [
      'JumpCloud: an extension of its own',
      [
        { op: 'replace', path: 'urn:jumpcloud:1.0:User:shoe', value: '41' },
        { op: 'add', value: { 'urn:x:y': { z: 1 } } },
      ],
      { displayName: 'Alice L' },
      ['urn:x:y'],
    ],
    [
      'authentik: everything at once',
      [
        {
          op: 'replace',
          path: null,
          value: {
            userName: 'alice2',
            name: { formatted: 'A' },
            emails: [{ value: 'z@z.de', type: 'other', primary: true }],
            photos: null,
          },
        },
      ],
      { userName: 'alice2', emails: [{ value: 'z@z.de', type: 'other', primary: true }] },
      ['photos'],
    ],
    [
      'Keycloak: the object as a text',
      [{ op: 'replace', value: `{"schemas":["${userSchema}"],"displayName":"Al","nickName":null}` }],
      { displayName: 'Al' },
      ['nickName'],
    ],
    [
      'Entra ID: a dot after the URN of an extension',
      [{ op: 'Add', path: `${enterpriseSchema}.costCenter`, value: '7' }],
      { [enterpriseSchema]: { department: 'Wonder', costCenter: '7', manager: { value: 'u-queen' } } },
      [],
    ],
    ['Okta: a truth in a list', [{ op: 'replace', path: 'active', value: [false] }], { active: false }, []],
    [
      'Keycloak: capitals in names',
      [{ OP: 'replace', Path: 'USERNAME', Value: 'alice3' }],
      { userName: 'alice3' },
      [],
    ],
  ])('understands %s', async (_who, operations, expected, absent) => {
    const body = await patched(...operations);

    expect(body).toMatchObject(expected);
    for (const name of absent) expect(body).not.toHaveProperty([name]);
  });

  it.each<[string, unknown, string, RegExp]>([
    [
      'an unknown operation',
      [{ op: 'move', path: 'title' }],
      'invalidSyntax',
      /add, replace or remove; found "move"/,
    ],
    ['no operation', [], 'invalidSyntax', /at least one/],
    ['operations that are no list', { op: 'add' }, 'invalidSyntax', /is a list/],
    [
      'an unknown attribute',
      [{ op: 'add', path: 'titel', value: 'x' }],
      'invalidPath',
      /no attribute "titel"/,
    ],
    [
      'an attribute without its URN',
      [{ op: 'add', path: 'department', value: 'x' }],
      'invalidPath',
      /Perhaps ".*:User:department"/,
    ],
    [
      'an unknown part',
      [{ op: 'add', path: 'name.first', value: 'x' }],
      'invalidPath',
      /no attribute "name.first"/,
    ],
    [
      'brackets on one value',
      [{ op: 'add', path: 'name[x eq "y"].z', value: 'x' }],
      'invalidPath',
      /has one/,
    ],
    [
      'an unreadable filter',
      [{ op: 'add', path: 'emails[type is "x"].value', value: 'x' }],
      'invalidFilter',
      /an operator/,
    ],
    [
      'an open bracket',
      [{ op: 'replace', path: 'emails[type eq "x"', value: 'x' }],
      'invalidPath',
      /emails\[type/,
    ],
    ['the id', [{ op: 'replace', path: 'id', value: 'x' }], 'mutability', /read-only/],
    ['meta', [{ op: 'replace', path: 'meta.created', value: 'x' }], 'mutability', /read-only/],
    ['groups', [{ op: 'add', path: 'groups', value: [{ value: 'g-1' }] }], 'mutability', /read-only/],
    ['the user name, removed', [{ op: 'remove', path: 'userName' }], 'mutability', /cannot be removed/],
    ['active, removed', [{ op: 'remove', path: 'active' }], 'mutability', /cannot be removed/],
    [
      'an empty user name',
      [{ op: 'replace', path: 'userName', value: '' }],
      'invalidValue',
      /must have a value/,
    ],
    [
      'a user name that cannot be',
      [{ op: 'replace', path: 'userName', value: 'a#EXT#' }],
      'invalidValue',
      /Guests of Entra ID/,
    ],
    [
      'an object in a text that does not end',
      [{ op: 'replace', value: '{"title":"x"' }],
      'invalidSyntax',
      /Operations\[1\].value is no JSON/,
    ],
    [
      'an object in a text that is too deep',
      [{ op: 'replace', value: `{"title":${'['.repeat(5000)}${']'.repeat(5000)}}` }],
      'invalidSyntax',
      /nests deeper than 32 levels/,
    ],
    ['something removed from nowhere', [{ op: 'remove' }], 'noTarget', /needs a path/],
    ['no value', [{ op: 'replace', path: 'title' }], 'invalidValue', /has no value/],
    ['a text for attributes', [{ op: 'replace', value: 'x' }], 'invalidValue', /an object of attributes/],
    [
      'a value that none can match',
      [{ op: 'replace', path: 'emails[type ne "work" and type ne "home"].value', value: 'x' }],
      'noTarget',
      /cannot be made/,
    ],
    [
      'a value that is not there, asked for by what it is',
      [{ op: 'replace', path: 'emails[value eq "nobody@example.com"].type', value: 'work' }],
      'noTarget',
      /cannot be made/,
    ],
    [
      'what is no e-mail address',
      [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'alice' }],
      'invalidValue',
      /is an e-mail address; found "alice"/,
    ],
    [
      'a truth as a text',
      [{ op: 'replace', path: 'title', value: true }],
      'invalidValue',
      /"title" is a text; found true/,
    ],
    [
      'two primary values made by one operation',
      [
        { op: 'replace', path: 'emails', value: [{ value: 'a@b.de' }, { value: 'c@b.de' }] },
        { op: 'replace', path: 'emails.primary', value: true },
      ],
      'invalidValue',
      /makes 2 values primary/,
    ],
    [
      'one field twice',
      [{ op: 'replace', path: 'title', PATH: 'nickName', value: 'x' }],
      'invalidSyntax',
      /"PATH" is there more than once/,
    ],
    [
      'one attribute twice',
      [{ op: 'replace', value: { title: 'x', Title: 'y' } }],
      'invalidSyntax',
      /"Title" is there more than once/,
    ],
    [
      'a boolean that is none',
      [{ op: 'replace', path: 'active', value: 'perhaps' }],
      'invalidValue',
      /true or false/,
    ],
    [
      'two primary values',
      [
        {
          op: 'add',
          path: 'emails',
          value: [
            { value: 'a@b', primary: true },
            { value: 'c@d', primary: true },
          ],
        },
      ],
      'invalidValue',
      /more than one primary/,
    ],
  ])('refuses %s, and changes nothing', async (_what, operations, scimType, detail) => {
    const before = (await scim.get(`/Users/${id}`)).body;
    const mixed =
      Array.isArray(operations) && operations.length > 0
        ? [{ op: 'replace', path: 'title', value: 'x' }, ...operations]
        : operations;
    const { status, body } = await scim.patch(`/Users/${id}`, mixed);

    expect([status, body.scimType]).toEqual([400, scimType]);
    expect(body.detail).toMatch(detail);
    expect((await scim.get(`/Users/${id}`)).body).toEqual(before);
  });

  it('leaves nothing of a manager whose value is taken away', async () => {
    const manager = `${enterpriseSchema}:manager`;
    for (const operation of [
      { op: 'Replace', path: manager, value: { value: '' } },
      { op: 'Replace', path: `${manager}.value`, value: null },
      { op: 'remove', path: `${manager}.value` },
    ]) {
      const known = { value: 'u-7', $ref: '../Users/u-7', displayName: 'Seven' };
      const before = await patched({ op: 'Add', path: manager, value: known });
      expect(before[enterpriseSchema].manager).toEqual(known);
      const after = await patched(operation);
      expect(after[enterpriseSchema]).toEqual({ department: 'Wonder' });
    }
  });

  it('needs to be said to be one', async () => {
    const operations = [{ op: 'replace', path: 'title', value: 'x' }];
    const { status, body } = await scim.send('PATCH', `/Users/${id}`, { Operations: operations });

    expect([status, body.scimType]).toEqual([400, 'invalidSyntax']);
    expect(body.detail).toContain(patchSchema);
  });

  it('keeps what the console shows in step', async () => {
    await patched(
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'new@example.com' },
      { op: 'replace', path: 'name.familyName', value: 'L' },
      { op: 'replace', path: 'displayName', value: 'AL' },
      { op: 'replace', path: 'active', value: false },
    );

    expect(await row()).toMatchObject({
      email: 'new@example.com',
      last_name: 'L',
      display_name: 'AL',
      status: 'Disabled',
      version: 2,
    });
  });

  it('pollutes nothing', async () => {
    const hostile = `{"schemas":["${patchSchema}"],"Operations":[{"op":"add","value":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"name":{"__proto__":{"polluted":1},"givenName":"G"},"${enterpriseSchema}":{"__proto__":{"polluted":1}}}}]}`;
    const { status, body } = await scim.send('PATCH', `/Users/${id}`, hostile);

    expect([status, body.name.givenName]).toEqual([200, 'G']);
    expect(({} as Body).polluted).toBeUndefined();
    expect(JSON.stringify(body)).not.toContain('polluted');
    for (const [path, scimType] of [
      ['__proto__.polluted', 'invalidPath'],
      ['constructor', 'invalidPath'],
      ['name.__proto__', 'invalidPath'],
      ['emails[__proto__ eq "x"].value', 'invalidFilter'],
      ['toString', 'invalidPath'],
    ])
      expect((await scim.patch(`/Users/${id}`, [{ op: 'add', path, value: 'x' }])).body.scimType).toBe(
        scimType,
      );
    expect((await scim.get('/Users?filter=__proto__%20pr')).body.scimType).toBe('invalidFilter');
  });
});
