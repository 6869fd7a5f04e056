import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Body,
  connectDirectory,
  enterpriseSchema,
  errorSchema,
  groupSchema,
  type ScimClient,
  userSchema,
} from '../../support/scim.ts';
import { foundSpace, newWorld } from '../../support/world.ts';

/** Conversations as directories and their validators have them, by what they publish. */
describe('a whole conversation', () => {
  let scim: ScimClient;
  beforeEach(async () => {
    const world = await newWorld();
    const { zoneId } = await foundSpace(world);
    scim = await connectDirectory(world, zoneId);
  });

  const found = async (resource: string, filter: string, more = ''): Promise<Body[]> => {
    const { status, body } = await scim.get(`/${resource}?filter=${encodeURIComponent(filter)}${more}`);
    expect(status).toBe(200);
    return body.Resources;
  };
  const statusOf = async (answer: PromiseLike<{ status: number }>) => (await answer).status;

  describe('with Entra ID', () => {
    const work = (attribute: string) => `${attribute}[type eq "work"]`;
    const attributes: Record<string, unknown> = {
      active: true,
      displayName: 'RJEXKNFYZKXS',
      title: 'AQRBJVCQOVZL',
      [`${work('emails')}.value`]: 'broderick@blick.name',
      [`${work('emails')}.primary`]: true,
      preferredLanguage: 'pa',
      'name.givenName': 'Terrence',
      'name.familyName': 'Brandi',
      'name.formatted': 'Heaven',
      'name.honorificPrefix': 'Dr.',
      [`${work('addresses')}.formatted`]: 'QWERTZ',
      [`${work('addresses')}.streetAddress`]: '845 Radial',
      [`${work('addresses')}.postalCode`]: 'zl48 3xh',
      [`${work('addresses')}.primary`]: true,
      [`${work('addresses')}.country`]: 'Belize',
      [`${work('phoneNumbers')}.value`]: '56-357-7743',
      [`${work('phoneNumbers')}.primary`]: true,
      'phoneNumbers[type eq "mobile"].value': '56-357-7743',
      'phoneNumbers[type eq "fax"].value': '56-357-7743',
      [`${enterpriseSchema}:employeeNumber`]: 'LXDAHKZRQYLX',
      [`${enterpriseSchema}:department`]: 'KDELNISIUEDX',
      'roles[primary eq "True"].display': 'TQBJFQYVJCAG',
      'roles[primary eq "True"].value': 'UOYTUVLKIPND',
      'roles[primary eq "True"].type': 'VGNBBCPQEMYC',
      userType: 'ZEKBCKVMSSHY',
      nickName: 'ALLEWIPTSPGW',
      locale: 'PUWGYNUKSGVE',
      timezone: 'America/Indiana/Knox',
      profileUrl: 'RVSZJGLGMDLF',
    };
    const whole = {
      active: true,
      displayName: 'RJEXKNFYZKXS',
      title: 'AQRBJVCQOVZL',
      emails: [{ type: 'work', value: 'broderick@blick.name', primary: true }],
      preferredLanguage: 'pa',
      name: { givenName: 'Terrence', familyName: 'Brandi', formatted: 'Heaven', honorificPrefix: 'Dr.' },
      addresses: [
        {
          ...{ type: 'work', formatted: 'QWERTZ', streetAddress: '845 Radial', postalCode: 'zl48 3xh' },
          ...{ primary: true, country: 'Belize' },
        },
      ],
      phoneNumbers: [
        { type: 'work', value: '56-357-7743', primary: true },
        { type: 'mobile', value: '56-357-7743' },
        { type: 'fax', value: '56-357-7743' },
      ],
      roles: [{ primary: true, display: 'TQBJFQYVJCAG', value: 'UOYTUVLKIPND', type: 'VGNBBCPQEMYC' }],
      userType: 'ZEKBCKVMSSHY',
      nickName: 'ALLEWIPTSPGW',
      locale: 'PUWGYNUKSGVE',
      timezone: 'America/Indiana/Knox',
      profileUrl: 'RVSZJGLGMDLF',
      [enterpriseSchema]: { employeeNumber: 'LXDAHKZRQYLX', department: 'KDELNISIUEDX' },
    };
    const create = (userName: string, more: object = {}) =>
      scim.post('/Users', { userName, ...more, schemas: [userSchema, enterpriseSchema] });

    it('fills a user attribute by attribute, in either form of a change', async () => {
      const one = (await create('eleanore@boyer.biz')).body;
      const operations = Object.entries(attributes).map(([path, value]) => ({ op: 'add', path, value }));
      expect((await scim.patch(`/Users/${one.id}`, operations)).body).toMatchObject(whole);

      const other = (await create('sadye@boyer.biz')).body;
      const { body } = await scim.patch(`/Users/${other.id}`, [{ op: 'replace', value: attributes }]);
      expect(body).toMatchObject(whole);
      expect((await scim.patch(`/Users/${other.id}`, operations)).headers.etag).toBe('W/"2"');
    });

    it('tests a connection, creates, finds, changes, disables and deletes a user', async () => {
      expect(await found('Users', 'userName eq "3e59e27b-68ad-41f5-bb0e-dadf130e2ac8"')).toEqual([]);
      const roles = [{ primary: 'True', display: 'R', value: 'V', type: 'T' }];
      const { status, body } = await create('Shaniya@bauch.co.uk', { ...whole, roles, externalId: 'E-1' });
      expect([status, body.roles]).toEqual([201, [{ ...roles[0], primary: true }]]);
      expect(await statusOf(create('shaniya@bauch.co.uk'))).toBe(409);
      expect(await found('Users', 'userName eq "SHANIYA@BAUCH.CO.UK"')).toEqual([body]);

      const path = `/Users/${body.id}`;
      const manager = `${enterpriseSchema}:manager`;
      await scim.patch(path, [{ op: 'add', path: manager, value: { value: 'M-1' } }]);
      expect(await found('Users', `id eq "${body.id}" and manager eq "M-1"`, '&attributes=id')).toHaveLength(
        1,
      );
      await scim.patch(path, [{ op: 'Replace', path: manager, value: { value: 'M-2' } }]);
      expect((await scim.get(path)).body[enterpriseSchema].manager).toEqual({ value: 'M-2' });
      await scim.patch(path, [{ op: 'Remove', path: manager }]);
      expect((await scim.get(path)).body[enterpriseSchema]).not.toHaveProperty('manager');

      await scim.patch(path, [{ op: 'Replace', path: 'active', value: 'False' }]);
      const [disabled] = await found('Users', 'userName eq "shaniya@bauch.co.uk"');
      expect(disabled.active).toBe(false);
      expect(await statusOf(scim.delete(path))).toBe(204);
      expect(await statusOf(scim.delete(path))).toBe(404);
    });

    it('creates a group, finds it without its members, fills and empties it', async () => {
      const user = await scim.createUser('member@example.com');
      const schemas = [
        groupSchema,
        'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
      ];
      const group = {
        schemas,
        externalId: 'G-1',
        displayName: 'HNNCQLVVWAJM',
        meta: { resourceType: 'Group' },
      };
      const { status, body } = await scim.post('/Groups', { ...group, members: [] });
      expect([status, body.members]).toEqual([201, []]);
      expect((await scim.post('/Groups', group)).body).toMatchObject({
        status: '409',
        scimType: 'uniqueness',
      });
      const { members: _members, ...rest } = body;
      expect(await found('Groups', 'displayName eq "hnncqlvvwajm"', '&excludedAttributes=members')).toEqual([
        rest,
      ]);

      const path = `/Groups/${body.id}`;
      const member = [{ $ref: null, value: user.id }];
      expect(await statusOf(scim.patch(path, [{ op: 'Add', path: 'members', value: member }]))).toBe(204);
      const query = `id eq "${body.id}" and members eq "${user.id}"`;
      expect(await found('Groups', query, '&excludedAttributes=members')).toHaveLength(1);
      expect(await statusOf(scim.patch(path, [{ op: 'Remove', path: 'members', value: member }]))).toBe(204);
      expect(await found('Groups', query)).toEqual([]);
      await scim.patch(path, [{ op: 'replace', value: { displayName: 'Renamed', externalId: 'G-2' } }]);
      expect((await scim.get(path)).body).toMatchObject({ displayName: 'Renamed', externalId: 'G-2' });
    });
  });

  it('with Okta goes through its specification test, imports, pushes and deactivates', async () => {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/scim+json; charset=utf-8' };
    const user = {
      ...{ schemas: [userSchema], userName: 'runscope300@atko.com', active: true, displayName: 'Run Scope' },
      name: { givenName: 'Run', familyName: 'Scope' },
      emails: [{ primary: true, value: 'runscope300@atko.com', type: 'work' }],
      ...{ externalId: '00u1', locale: 'en-US', groups: [], password: 'Temporary1' },
    };
    const { status, body } = await scim.post('/Users', user, headers);
    expect([status, body.active, body.name]).toEqual([201, true, user.name]);
    expect(await statusOf(scim.post('/Users', user, headers))).toBe(409);
    expect(await found('Users', 'userName eq "RUNSCOPE300@ATKO.COM"')).toEqual([body]);
    const page = (await scim.get('/Users?count=1&startIndex=1')).body;
    expect(page).toMatchObject({ totalResults: 1, startIndex: 1, itemsPerPage: 1, Resources: [body] });
    expect((await scim.get('/Users/00919288221112222')).body).toMatchObject({
      ...{ schemas: [errorSchema], status: '404', detail: expect.any(String) },
    });

    const put = await scim.put(`/Users/${body.id}`, {
      ...user,
      ...body,
      title: '',
      nickName: '',
      active: false,
    });
    expect([put.status, put.body.active]).toEqual([200, false]);
    await scim.patch(`/Users/${body.id}`, [{ op: 'replace', value: { active: true } }]);
    const group = (await scim.post('/Groups', { schemas: [groupSchema], displayName: 'Push', members: [] }))
      .body;
    const path = `/Groups/${group.id}`;
    for (const [operation, members] of [
      [{ op: 'replace', value: { id: group.id, displayName: 'Pushed' } }, []],
      [{ op: 'add', path: 'members', value: [{ value: body.id, display: 'run' }] }, [body.id]],
      [{ op: 'replace', path: 'members', value: [] }, []],
      [{ op: 'replace', value: { members: [{ value: body.id }] } }, [body.id]],
      [{ op: 'remove', path: `members[value eq "${body.id}"]` }, []],
    ] as const) {
      expect(await statusOf(scim.patch(path, [operation]))).toBe(204);
      expect(await scim.membersOf(group.id)).toEqual(members);
    }
    expect((await scim.get(path)).body.displayName).toBe('Pushed');
  });

  it('with JumpCloud, OneLogin and Keycloak replaces users and groups whole, with null where there is nothing', async () => {
    const nothing = {
      nickName: null,
      title: null,
      profileUrl: null,
      addresses: null,
      [enterpriseSchema]: null,
    };
    const user = { schemas: [userSchema], userName: 'kc', active: true, meta: { resourceType: 'User' } };
    const { body } = await scim.post('/Users', {
      ...{ ...user, ...nothing, name: { givenName: 'K', familyName: null, formatted: '' } },
      emails: [{ value: 'kc@example.com', primary: true, type: null }],
      phoneNumbers: [{ value: '', type: 'work' }],
    });
    expect(body).toMatchObject({
      name: { givenName: 'K' },
      emails: [{ value: 'kc@example.com', primary: true }],
    });
    expect(Object.keys(body).sort()).toEqual(
      ['active', 'emails', 'id', 'meta', 'name', 'schemas', 'userName'].sort(),
    );

    const { id } = await scim.createGroup('Engineering', [body.id]);
    const members = [{ value: body.id, display: null, $ref: `Users/${body.id}`, type: 'User' }];
    const put = await scim.put(`/Groups/${id}`, { schemas: [groupSchema], id, displayName: 'EPD', members });
    expect([put.status, put.body.displayName, put.body.members.length]).toEqual([200, 'EPD', 1]);
  });

  it('with authentik reads what is there, and sends a change of many operations no larger than it may', async () => {
    const { bulk, filter } = (await scim.get('/ServiceProviderConfig')).body;
    expect([bulk.supported, bulk.maxOperations, filter.maxResults]).toEqual([false, 1000, 1000]);
    const user = await scim.createUser('ak');
    const group = await scim.createGroup('Team');
    const add = Array.from({ length: bulk.maxOperations }, () => ({
      ...{ op: 'add', path: 'members', value: [{ value: user.id }] },
    }));

    expect(group.members).toEqual([]);
    expect(await statusOf(scim.patch(`/Groups/${group.id}`, add))).toBe(204);
    expect(await scim.membersOf(group.id)).toEqual([user.id]);
    const whole = { id: group.id, schemas: [groupSchema], displayName: 'Team', externalId: 'pk-1' };
    expect(await statusOf(scim.patch(`/Groups/${group.id}`, [{ op: 'replace', value: whole }]))).toBe(204);
    expect(await scim.membersOf(group.id)).toEqual([user.id]);
  });
});
