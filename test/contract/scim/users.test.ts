import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Body,
  connectDirectory,
  enterpriseSchema,
  errorSchema,
  type ScimClient,
  userSchema,
} from '../../support/scim.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

const whole = {
  schemas: [userSchema, enterpriseSchema],
  externalId: 'ext-1',
  userName: 'barbara',
  name: {
    formatted: 'Ms. Barbara J Jensen, III',
    familyName: 'Jensen',
    givenName: 'Barbara',
    middleName: 'Jane',
    honorificPrefix: 'Ms.',
    honorificSuffix: 'III',
  },
  displayName: 'Babs Jensen',
  nickName: 'Babs',
  profileUrl: 'https://login.example.com/bjensen',
  title: 'Tour Guide',
  userType: 'Employee',
  preferredLanguage: 'en-US',
  locale: 'en-US',
  timezone: 'America/Los_Angeles',
  active: true,
  emails: [
    { value: 'barbara@example.com', type: 'work', primary: true },
    { value: 'babs@jensen.org', type: 'home' },
  ],
  phoneNumbers: [{ value: '555-555-5555', type: 'work' }],
  ims: [{ value: 'someaimhandle', type: 'aim' }],
  photos: [{ value: 'https://photos.example.com/F', type: 'photo' }],
  addresses: [
    { streetAddress: '100 Universal City Plaza', locality: 'Hollywood', type: 'work', primary: true },
  ],
  entitlements: [{ value: 'beta' }],
  roles: [{ value: 'admin', display: 'Administrator' }],
  x509Certificates: [{ value: 'MIIDQzCCAqygAwIBAgICEAAwDQYJKoZIhvcNAQEFBQAwTjELMAkGA1UEBhMCVVMx' }],
  [enterpriseSchema]: {
    employeeNumber: '701984',
    costCenter: '4130',
    organization: 'Universal Studios',
    division: 'Theme Park',
    department: 'Tour Operations',
    manager: { value: 'u-boss', displayName: 'John Smith' },
  },
};

describe('users by SCIM', () => {
  let world: World;
  let zoneId: string;
  let scim: ScimClient;
  beforeEach(async () => {
    world = await newWorld();
    ({ zoneId } = await foundSpace(world));
    scim = await connectDirectory(world, zoneId);
  });

  const rowOf = (userId: string) =>
    world.db.selectFrom('users').selectAll().where('user_id', '=', userId).executeTakeFirst();
  const refused = (body: Body, status: number, scimType: string | undefined, detail: RegExp) => {
    expect([body.schemas, body.status, body.scimType]).toEqual([[errorSchema], String(status), scimType]);
    expect(body.detail).toMatch(detail);
  };

  it('are created and given back with everything that was said of them', async () => {
    const created = await scim.post('/Users', whole);
    const location = `https://login.example.com/scim/v2/Users/${created.body.id}`;

    expect(created.status).toBe(201);
    expect(created.headers).toMatchObject({
      'content-type': 'application/scim+json; charset=utf-8',
      location,
      'content-location': location,
      etag: 'W/"1"',
    });
    const { meta, id, ...rest } = created.body;
    expect(rest).toEqual(whole);
    expect(meta).toEqual({
      resourceType: 'User',
      created: '2026-07-29T16:09:09.000Z',
      lastModified: '2026-07-29T16:09:09.000Z',
      location,
      version: 'W/"1"',
    });
    const got = await scim.get(`/Users/${id}`);
    expect([got.status, got.body]).toEqual([200, created.body]);
    expect(got.headers).toMatchObject({ location, 'content-location': location, etag: 'W/"1"' });
    expect(await rowOf(id)).toMatchObject({
      user_name: 'barbara',
      first_name: 'Barbara',
      last_name: 'Jensen',
      display_name: 'Babs Jensen',
      email: 'barbara@example.com',
      status: 'Enabled',
      source: 'Synchronized',
    });
  });

  it('keep nothing of what only the service says, of what nobody knows, and of a password', async () => {
    const { body } = await scim.post('/Users', {
      schemas: [userSchema, 'urn:okta:custom:1.0:user'],
      id: 'mine',
      meta: { resourceType: 'Robot', version: 'x' },
      groups: [{ value: 'g-1' }],
      userName: 'alice',
      password: 'secret',
      favouriteColour: 'blue',
      'urn:okta:custom:1.0:user': { shoeSize: 41 },
    });

    expect(body).toMatchObject({ userName: 'alice', schemas: [userSchema], active: true });
    expect(body.id).toMatch(/^u-/);
    expect(Object.keys(body).sort()).toEqual(['active', 'id', 'meta', 'schemas', 'userName']);
    expect(JSON.stringify(await rowOf(body.id))).not.toMatch(/secret|blue|shoe/);
    expect(JSON.stringify(await world.db.selectFrom('audit_events').selectAll().execute())).not.toContain(
      '"secret"',
    );
  });

  it('understand what directories send instead of what the schema has', async () => {
    const body = await scim.createUser('alice', {
      USERNAME: undefined,
      active: 'False',
      displayname: 'Alice',
      emails: { value: 'a@example.com', primary: 'True' },
      roles: ['admin', 'admin'],
      nickName: null,
      title: '',
      phoneNumbers: [
        { type: 'work', value: null, primary: true },
        { type: 'home', value: '' },
      ],
      name: {},
      [enterpriseSchema]: { employeeNumber: 42, manager: 'u-boss', department: null },
      [`${userSchema}:locale`]: 'de-DE',
    });

    expect(body).toMatchObject({
      active: false,
      displayName: 'Alice',
      locale: 'de-DE',
      emails: [{ value: 'a@example.com', primary: true }],
      roles: [{ value: 'admin' }],
      [enterpriseSchema]: { employeeNumber: '42', manager: { value: 'u-boss' } },
    });
    for (const absent of ['nickName', 'title', 'phoneNumbers', 'name'])
      expect(body).not.toHaveProperty(absent);
  });

  it.each([
    [{ userName: undefined }, 'invalidValue', /"userName" is required/],
    [{ userName: '' }, 'invalidValue', /"userName" is required/],
    [{ userName: 'a b' }, 'invalidValue', /has " " at character 2.*attribute mapping/],
    [
      { userName: 'bob_x.de#EXT#@y.onmicrosoft.com' },
      'invalidValue',
      /has "#" at character 9.*Guests of Entra ID/,
    ],
    [{ userName: 'a'.repeat(65) }, 'invalidValue', /has 65 characters; at most 64/],
    [{ userName: 'jürgen' }, 'invalidValue', /has "ü" at character 2/],
    [{ active: 'maybe' }, 'invalidValue', /"active" is true or false; found "maybe"/],
    [{ userName: '  ' }, 'invalidValue', /"userName" is required/],
    [{ userName: 123 }, 'invalidValue', /"userName" is a text; found 123/],
    [{ title: true }, 'invalidValue', /"title" is a text; found true/],
    [{ emails: [{ value: 'alice' }] }, 'invalidValue', /"emails.value" is an e-mail address; found "alice"/],
    [{ emails: 'alice' }, 'invalidValue', /is an e-mail address/],
    [{ x509Certificates: ['***'] }, 'invalidValue', /is DER in base64/],
    [{ username: 'mallory' }, 'invalidSyntax', /"username" is there more than once/],
    [{ title: 'x', [`${userSchema}:title`]: 'y' }, 'invalidSyntax', /"title" is there more than once/],
    [{ emails: [{ value: 'a@b.de', VALUE: 'c@b.de' }] }, 'invalidSyntax', /"VALUE" is there more than once/],
    [{ name: 'Alice' }, 'invalidValue', /"name" takes an object/],
    [{ title: { a: 1 } }, 'invalidValue', /"title" is a text/],
    [{ title: 'x'.repeat(5000) }, 'invalidValue', /"title" has 5000 characters/],
    [
      {
        emails: [
          { value: 'a@b.de', primary: true },
          { value: 'c@b.de', primary: true },
        ],
      },
      'invalidValue',
      /more than one primary/,
    ],
    [{ schemas: undefined }, 'invalidSyntax', /"schemas" must contain/],
    [{ schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'] }, 'invalidSyntax', /"schemas" must contain/],
    [{ displayName: 'a\u0000b' }, 'invalidValue', /not text/],
  ])('are refused with what was found and what was expected (%#)', async (spoilt, scimType, detail) => {
    const { status, body } = await scim.post('/Users', {
      schemas: [userSchema],
      userName: 'alice',
      ...spoilt,
    });

    expect(status).toBe(400);
    refused(body, 400, scimType, detail);
    expect((await scim.get('/Users')).body.totalResults).toBe(0);
    expect(await world.auditTrail()).not.toContain('organization:CreateSCIMUser');
  });

  it('have names that are unique without regard to case', async () => {
    await scim.createUser('alice');
    const { status, body } = await scim.post('/Users', { schemas: [userSchema], userName: 'ALICE' });

    expect(status).toBe(409);
    refused(body, 409, 'uniqueness', /already has a user named "alice"/);
  });

  it('may share an address, which nobody logs in by', async () => {
    const emails = [{ value: 'team@example.com', primary: true }];
    await scim.createUser('alice', { emails });
    await scim.createUser('bob', { emails });

    expect(await scim.find('Users', 'emails.value eq "TEAM@example.com"')).toEqual(['alice', 'bob']);
  });

  it('are replaced whole, but for whether they may log in', async () => {
    const { id } = (await scim.post('/Users', { ...whole, active: false })).body;
    world.clock.advance(60);
    const { status, body, headers } = await scim.put(`/Users/${id}`, {
      schemas: [userSchema],
      id: 'other',
      userName: 'Barbara',
      title: 'Guide',
    });

    expect([status, headers.etag]).toEqual([200, 'W/"2"']);
    const { meta, ...rest } = body;
    expect(rest).toEqual({ schemas: [userSchema], id, userName: 'Barbara', title: 'Guide', active: false });
    expect(meta).toMatchObject({
      version: 'W/"2"',
      created: '2026-07-29T16:09:09.000Z',
      lastModified: '2026-07-29T16:10:09.000Z',
    });
    expect(await rowOf(id)).toMatchObject({ email: '', first_name: '', status: 'Disabled' });
  });

  it('keep their version when nothing changes', async () => {
    const { id } = (await scim.post('/Users', whole)).body;
    world.clock.advance(60);

    expect((await scim.put(`/Users/${id}`, whole)).headers.etag).toBe('W/"1"');
    const same = [{ op: 'replace', path: 'displayName', value: 'Babs Jensen' }];
    expect((await scim.patch(`/Users/${id}`, same)).body.meta.version).toBe('W/"1"');
    expect((await scim.get(`/Users/${id}`)).body.meta.lastModified).toBe('2026-07-29T16:09:09.000Z');
  });

  it('are renamed, and stay who they are', async () => {
    const { id } = await scim.createUser('alice');
    await scim.createUser('bob');

    expect(
      (await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'userName', value: 'alicia' }])).body,
    ).toMatchObject({
      id,
      userName: 'alicia',
    });
    const taken = await scim.patch(`/Users/${id}`, [{ op: 'replace', value: { userName: 'BOB' } }]);
    refused(taken.body, 409, 'uniqueness', /"BOB"/);
    refused(
      (await scim.put(`/Users/${id}`, { schemas: [userSchema], userName: 'bob' })).body,
      409,
      'uniqueness',
      /bob/,
    );
    expect((await scim.get(`/Users/${id}`)).body.userName).toBe('alicia');
  });

  it('are deleted for good', async () => {
    const { id } = await scim.createUser('alice');
    const gone = await scim.delete(`/Users/${id}`);

    expect([gone.status, gone.body]).toEqual([204, {}]);
    for (const answer of [
      await scim.get(`/Users/${id}`),
      await scim.delete(`/Users/${id}`),
      await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }]),
      await scim.put(`/Users/${id}`, { schemas: [userSchema], userName: 'alice' }),
    ])
      refused(answer.body, 404, undefined, /There is no user/);
    expect((await scim.createUser('alice')).id).not.toBe(id);
  });

  it('change only at the version that a client knows', async () => {
    const { id } = await scim.createUser('alice');
    const title = [{ op: 'replace', path: 'title', value: 'Guide' }];
    const mismatch = await scim.patch(`/Users/${id}`, title, { 'If-Match': 'W/"7"' });

    refused(mismatch.body, 412, undefined, /its version is W\/"1" now/);
    expect((await scim.delete(`/Users/${id}`, { 'If-Match': '"9"' })).status).toBe(412);
    expect((await scim.get(`/Users/${id}`)).body).not.toHaveProperty('title');
    expect((await scim.patch(`/Users/${id}`, title, { 'If-Match': 'W/"7", W/"1"' })).status).toBe(200);
    expect(
      (await scim.put(`/Users/${id}`, { schemas: [userSchema], userName: 'al' }, { 'If-Match': '*' })).status,
    ).toBe(200);
    const known = await scim.get(`/Users/${id}`, { 'If-None-Match': 'W/"3"' });
    expect([known.status, known.body]).toEqual([304, {}]);
    expect((await scim.get(`/Users/${id}`, { 'If-None-Match': 'W/"2"' })).status).toBe(200);
    for (const known of ['*', 'W/"3"', 'W/"1", "3"']) {
      const body = { schemas: [userSchema], userName: 'al', title: 'x' };
      for (const answer of [
        await scim.put(`/Users/${id}`, body, { 'If-None-Match': known }),
        await scim.patch(`/Users/${id}`, [{ op: 'remove', path: 'title' }], { 'If-None-Match': known }),
        await scim.delete(`/Users/${id}`, { 'If-None-Match': known }),
      ])
        refused(answer.body, 412, undefined, /The version is W\/"3"/);
    }
    expect((await scim.patch(`/Users/${id}`, title, { 'If-None-Match': 'W/"2"' })).headers.etag).toBe(
      'W/"4"',
    );
    expect((await scim.delete('/Users/u-none', { 'If-None-Match': '*' })).status).toBe(404);
  });
});
