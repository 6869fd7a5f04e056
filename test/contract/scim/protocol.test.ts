import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Body,
  connectDirectory,
  enterpriseSchema,
  errorSchema,
  groupSchema,
  type ScimClient,
  userSchema,
} from '../../support/scim.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

describe('the protocol', () => {
  let world: World;
  let scim: ScimClient;
  beforeAll(async () => {
    world = await newWorld();
    const { zoneId } = await foundSpace(world);
    scim = await connectDirectory(world, zoneId);
  });

  const url = 'https://login.example.com/scim/v2';

  it('says what it offers', async () => {
    const { status, body, headers } = await scim.get('/ServiceProviderConfig');

    expect([status, headers['content-type']]).toEqual([200, 'application/scim+json; charset=utf-8']);
    expect(body).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
      patch: { supported: true },
      bulk: { supported: false, maxOperations: 1000 },
      filter: { supported: true, maxResults: 1000 },
      changePassword: { supported: false },
      sort: { supported: true },
      etag: { supported: true },
      meta: { resourceType: 'ServiceProviderConfig', location: `${url}/ServiceProviderConfig` },
    });
    expect(body.authenticationSchemes).toMatchObject([{ type: 'oauthbearertoken', primary: true }]);
  });

  it('describes its resource types and schemas, each at its own address too', async () => {
    const types = (await scim.get('/ResourceTypes')).body;
    expect(types).toMatchObject({ totalResults: 2, startIndex: 1, itemsPerPage: 2 });
    expect(
      types.Resources.map(({ id, endpoint, schema, schemaExtensions }: Body) => [
        id,
        endpoint,
        schema,
        schemaExtensions,
      ]),
    ).toEqual([
      ['User', '/Users', userSchema, [{ schema: enterpriseSchema, required: false }]],
      ['Group', '/Groups', groupSchema, undefined],
    ]);
    const schemas = (await scim.get('/Schemas')).body.Resources;
    const own = ['ServiceProviderConfig', 'ResourceType', 'Schema'].map(
      (name) => `urn:ietf:params:scim:schemas:core:2.0:${name}`,
    );
    expect(schemas.map(({ id }: Body) => id)).toEqual([userSchema, enterpriseSchema, groupSchema, ...own]);
    for (const resource of [...types.Resources, ...schemas]) {
      const path = resource.meta.location.replace(url, '');
      expect((await scim.get(path)).body).toEqual(resource);
    }
    const userName = schemas[0].attributes.find(({ name }: Body) => name === 'userName');
    expect(userName).toEqual({
      name: 'userName',
      type: 'string',
      multiValued: false,
      description: expect.any(String),
      required: true,
      caseExact: false,
      mutability: 'readWrite',
      returned: 'default',
      uniqueness: 'server',
    });
    expect((await scim.get('/Schemas/urn:x')).body).toMatchObject({ schemas: [errorSchema], status: '404' });
    expect((await scim.get('/Schemas?filter=id%20pr')).status).toBe(403);
  });

  it('describes even itself: it says of itself what its schemas have, and all that they require', async () => {
    const { Resources: schemas } = (await scim.get('/Schemas')).body;
    const common = ['schemas', 'id', 'meta'];
    const strayIn = (value: Body, attributes: Body[]): string[] => [
      ...attributes
        .filter(({ name, required }) => required && !(name in value))
        .map(({ name }) => `no ${name}`),
      ...Object.entries(value).flatMap(([name, part]) => {
        const attribute = attributes.find((one) => one.name === name);
        const parts = attribute?.subAttributes ? [part].flat() : [];
        return attribute ? parts.flatMap((one) => strayIn(one, attribute.subAttributes)) : [name];
      }),
    ];

    for (const resource of [
      (await scim.get('/ServiceProviderConfig')).body,
      ...(await scim.get('/ResourceTypes')).body.Resources,
      ...schemas.slice(0, 3),
    ]) {
      const { attributes } = schemas.find(({ id }: Body) => id === resource.schemas[0]);
      const stray = strayIn(resource, attributes).filter((name) => !common.includes(name));
      expect([resource.meta.location, stray]).toEqual([resource.meta.location, []]);
    }
    const { attributes } = schemas.find(({ name }: Body) => name === 'ServiceProviderConfig');
    const bulk = attributes.find(({ name }: Body) => name === 'bulk');
    expect(bulk).toMatchObject({ type: 'complex', mutability: 'readOnly', required: true });
    expect(bulk.subAttributes.map(({ type }: Body) => type)).toEqual(['boolean', 'integer', 'integer']);
  });

  it.each([
    ['GET', '/Nothing', 404],
    ['GET', '/Users/u-none/groups', 404],
    ['GET', '/Users/u-none', 404],
    ['GET', `/Users/${'x'.repeat(500)}`, 404],
    ['GET', '/Me', 501],
    ['POST', '/Bulk', 501],
    ['PUT', '/Users', 405],
    ['DELETE', '/Groups', 405],
    ['PATCH', '/Users', 405],
    ['POST', '/Users/u-1', 405],
    ['GET', '/Users/.search', 405],
    ['POST', '/Schemas', 405],
    ['OPTIONS', '/Users', 405],
    ['GET', '/Users/%E0%A4%A', 400],
    ['GET', '/Users/%00', 400],
  ])('answers %s %s with %i in its own form', async (method, path, status) => {
    const answer = await scim.send(
      method,
      path,
      method === 'POST' || method === 'PUT' || method === 'PATCH' ? {} : undefined,
    );

    expect([answer.status, answer.headers['content-type']]).toEqual([
      status,
      'application/scim+json; charset=utf-8',
    ]);
    expect(answer.body).toMatchObject({
      schemas: [errorSchema],
      status: String(status),
      detail: expect.any(String),
    });
    if (status === 405) expect(answer.headers.allow).toMatch(/^[A-Z]+(, [A-Z]+)*$/);
  });

  it('says by HEAD what GET says, without the body', async () => {
    const { id } = (await scim.post('/Users', { schemas: [userSchema], userName: 'ann' })).body;

    for (const path of ['/Users', `/Users/${id}`, '/ServiceProviderConfig', '/Users/u-nobody']) {
      const [asked, told] = [await scim.send('HEAD', path), await scim.get(path)];
      expect([path, asked.status, asked.headers.etag, asked.headers['content-type']]).toEqual([
        ...[path, told.status, told.headers.etag, told.headers['content-type']],
      ]);
      expect(asked.text ?? '').toBe('');
    }
    expect((await scim.send('OPTIONS', '/Users')).headers.allow).toBe('GET, HEAD, POST');
    expect((await scim.send('HEAD', '/.search')).status).toBe(405);
  });

  it.each<[string, string | undefined, number, string | undefined]>([
    ['{"schemas":', 'application/scim+json', 400, 'invalidSyntax'],
    ['', 'application/scim+json', 400, 'invalidSyntax'],
    ['[]', 'application/json', 400, 'invalidSyntax'],
    ['"text"', 'application/json', 400, 'invalidSyntax'],
    ['null', 'application/json', 400, 'invalidSyntax'],
    ['{}', 'application/json; charset=utf-8', 400, 'invalidSyntax'],
    ['{}', 'text/plain', 415, undefined],
    ['{}', 'application/xml', 415, undefined],
    ['{}', 'application/json; charset=koi8-z', 415, undefined],
    [`${'['.repeat(100_000)}`, 'application/json', 400, 'invalidSyntax'],
    [`{"a":${'['.repeat(40)}${']'.repeat(40)}}`, 'application/json', 400, 'invalidSyntax'],
    [`{"a":"${'x'.repeat(9_000_000)}"}`, 'application/json', 413, undefined],
  ])('refuses bodies that it cannot read (%#)', async (body, type, status, scimType) => {
    const answer = await scim.send('POST', '/Users', body, { 'Content-Type': type ?? '' });

    expect([answer.status, answer.body.status, answer.body.scimType]).toEqual([
      status,
      String(status),
      scimType,
    ]);
    expect(answer.body.detail).not.toMatch(/at .*\.ts|node_modules|JSON\.parse/);
  });

  it.each([
    ['{"schemas":["SCHEMA"],"userName":"a","userName":"b"}', 'userName'],
    ['{"schemas":["SCHEMA"],"userName":"a","USERNAME" :"b"}', 'USERNAME'],
    ['{"schemas":["SCHEMA"],"userName":"a","user\\u004eame":"b"}', 'userName'],
    ['{"schemas":["SCHEMA"],"userName":"a","name":{"givenName":"a","GivenName":"b"}}', 'GivenName'],
    [
      '{"schemas":["SCHEMA"],"userName":"a","emails":[{"value":"a@b"},{"value":"c@d","value":"e@f"}]}',
      'value',
    ],
    ['{"schemas":["SCHEMA"],"userName":"a","urn:x":{"__proto__":1,"__PROTO__":2}}', '__PROTO__'],
  ])('refuses a body that says a thing twice (%#)', async (body, name) => {
    const answer = await scim.post('/Users', body.replace('SCHEMA', userSchema));

    expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidSyntax']);
    expect(answer.body.detail).toBe(`"${name}" is there more than once, in whatever case of letters.`);
    expect((await scim.get('/Users?filter=userName%20eq%20%22a%22')).body.totalResults).toBe(0);
  });

  it('tells names from values, and objects from each other', async () => {
    const body = `{"schemas":["${userSchema}"],"userName":"told-apart","title":"title","nickName":"\\"title\\":",
      "emails":[{"value":"a@b","type":"value"},{"value":"c@d"}],"roles":["value","display"],"name":{"formatted":":{["}}`;

    expect((await scim.post('/Users', body)).body).toMatchObject({ title: 'title', nickName: '"title":' });
  });

  it('holds against values that are no values', async () => {
    const trap = { toString: 1, valueOf: null, toJSON: 'x', length: -1 };
    const { id } = await scim.createUser('trapped');
    const group = await scim.createGroup('Trap');
    const search = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
    const answers = [
      await scim.post('/Users', { schemas: [userSchema], userName: trap }),
      await scim.post('/Users', { schemas: [userSchema], userName: 'x', active: trap, emails: trap }),
      await scim.post('/Users', { schemas: trap, userName: 'x' }),
      await scim.patch(`/Users/${id}`, [{ op: trap, path: 'title', value: 'x' }]),
      await scim.patch(`/Users/${id}`, [{ op: 'add', path: trap, value: 'x' }]),
      await scim.patch(`/Users/${id}`, [{ op: 'add', path: 'title', value: trap }]),
      await scim.patch(`/Groups/${group.id}`, [
        { op: 'add', path: 'members', value: [{ value: trap, type: trap, $ref: trap }] },
      ]),
      await scim.post('/Groups', { schemas: [groupSchema], displayName: trap, members: trap }),
      await scim.post('/Users/.search', { schemas: [search], filter: trap }),
      await scim.post('/Users/.search', { schemas: [search], sortBy: trap, count: trap }),
      await scim.post('/Users/.search', { schemas: [search], startIndex: [[]], sortOrder: trap }),
    ];

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400));
    expect(
      (await scim.post('/Users/.search', { schemas: [search], attributes: [trap, 7, null] })).status,
    ).toBe(200);
  });

  it('takes both content types, and text that is no ASCII', async () => {
    const body = { schemas: [userSchema], userName: 'type-1', displayName: '小王 “ü”' };
    const sent = await scim.post('/Users', body, { 'Content-Type': 'application/json' });

    expect([sent.status, sent.body.displayName]).toEqual([201, '小王 “ü”']);
  });

  it.each<[string, Record<string, string>]>([
    ['no key', {}],
    ['another scheme', { Authorization: 'Basic YTpi' }],
    ['an empty key', { Authorization: 'Bearer ' }],
    ['a wrong key', { Authorization: `Bearer icscim_${'w'.repeat(43)}` }],
    ['a key in the wrong place', { 'X-Api-Key': 'icscim_x' }],
  ])('lets nobody in with %s, and says so alike everywhere', async (_what, headers) => {
    for (const path of ['/Users', '/Nothing', '/ServiceProviderConfig', '/Groups/g-1']) {
      const {
        status,
        body,
        headers: answered,
      } = await request(world.app).get(`/scim/v2${path}`).set(headers).buffer(true);
      expect([path, status]).toEqual([path, 401]);
      expect(answered['www-authenticate']).toMatch(/^Bearer realm="SCIM"/);
      expect(answered['content-type']).toBe('application/scim+json; charset=utf-8');
      expect(JSON.stringify(body)).not.toContain('icscim');
    }
  });

  it('reads no body of a stranger', async () => {
    const { status } = await request(world.app)
      .post('/scim/v2/Users')
      .set('Content-Type', 'application/scim+json')
      .send('{broken');

    expect(status).toBe(401);
  });

  it('is under /scim alone, also for who has no key', async () => {
    const { status, headers } = await request(world.app).get('/scim/v1/Users');

    expect([status, headers['content-type']]).toEqual([404, 'application/scim+json; charset=utf-8']);
  });

  it('keeps what was written and what failed for the administrator', async () => {
    const { id } = await scim.createUser('logged', { externalId: 'log-1' });
    await scim.post('/Users', { schemas: [userSchema], userName: 'not ok', externalId: 'log-2' });
    await scim.get(`/Users/${id}`);
    const rows = await world.db
      .selectFrom('scim_request_log')
      .selectAll()
      .where('external_id', 'like', 'log-%')
      .orderBy('external_id')
      .execute();

    expect(
      rows.map(({ name, resource_type, resource_id, is_failing }) => [
        name,
        resource_type,
        resource_id,
        is_failing,
      ]),
    ).toEqual([
      ['logged', 'User', id, false],
      ['not ok', 'User', '', true],
    ]);
    expect(rows[1]?.last_error).toMatchObject({
      status: 400,
      error: { scimType: 'invalidValue', code: 'invalidValue' },
    });
  });

  it('is written down with the name of the key', async () => {
    await scim.createUser('audited');
    const { actor_name, address } = await world.db
      .selectFrom('audit_events')
      .select(['actor_name', 'address'])
      .where('action', '=', 'organization:CreateSCIMUser')
      .orderBy('event_id', 'desc')
      .executeTakeFirstOrThrow();

    expect(actor_name).toMatch(/^directory\/Okta\//);
    expect(address).not.toBe('');
  });
});
