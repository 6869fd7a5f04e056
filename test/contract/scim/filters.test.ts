import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Body,
  connectDirectory,
  enterpriseSchema,
  groupSchema,
  type ScimClient,
  userSchema,
} from '../../support/scim.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

describe('what a directory asks for', () => {
  let world: World;
  let scim: ScimClient;
  let alice: Body;
  let bob: Body;
  let team: Body;
  beforeAll(async () => {
    world = await newWorld();
    const { zoneId } = await foundSpace(world);
    scim = await connectDirectory(world, zoneId);
    alice = await scim.createUser('Alice', {
      externalId: 'Ext-A',
      name: { givenName: 'Alice', familyName: 'Zabel' },
      displayName: 'Alice Z',
      title: 'Engineer',
      emails: [
        { value: 'alice@example.com', type: 'work', primary: true },
        { value: 'a@home.org', type: 'home' },
      ],
      [enterpriseSchema]: { department: 'R&D', employeeNumber: '10', manager: { value: 'u-x' } },
    });
    world.clock.advance(60);
    bob = await scim.createUser('bob', {
      externalId: 'ext-b',
      name: { givenName: 'Bob' },
      active: false,
      title: '100%_"\\',
      emails: [{ value: 'bob@other.org', type: 'home' }],
    });
    world.clock.advance(60);
    await scim.createUser('carol', {
      [enterpriseSchema]: { department: 'Sales' },
      locale: 'de',
      nickName: 'Çağla Ünal 王',
    });
    team = await scim.createGroup('Team', [alice.id, bob.id], { externalId: 'grp-1' });
    await scim.createGroup('Other');
  });

  it.each<[string, string[]]>([
    ['userName eq "alice"', ['Alice']],
    ['USERNAME EQ "ALICE"', ['Alice']],
    [`${userSchema}:userName eq "alice"`, ['Alice']],
    [`${userSchema.toUpperCase()}:UserName eq "alice"`, ['Alice']],
    ['userName ne "alice"', ['bob', 'carol']],
    ['userName co "o"', ['bob', 'carol']],
    ['userName sw "AL"', ['Alice']],
    ['userName ew "OL"', ['carol']],
    ['userName gt "b"', ['bob', 'carol']],
    ['userName ge "bob"', ['bob', 'carol']],
    ['userName lt "bob"', ['Alice']],
    ['userName le "BOB"', ['Alice', 'bob']],
    ['externalId eq "Ext-A"', ['Alice']],
    ['externalId eq "ext-a"', []],
    ['externalId sw "ext"', ['bob']],
    ['externalId pr', ['Alice', 'bob']],
    ['not (externalId pr)', ['carol']],
    ['externalId eq null', ['carol']],
    ['externalId ne null', ['Alice', 'bob']],
    ['title pr', ['Alice', 'bob']],
    ['title ne "engineer"', ['bob', 'carol']],
    ['title co "%_"', ['bob']],
    ['title eq "100%_\\"\\\\"', ['bob']],
    ['title co "%"', ['bob']],
    ['nickName pr', ['carol']],
    ['nickName eq "ÇAĞLA ünal 王"', ['carol']],
    ['nickName co "Ü"', ['carol']],
    ['nickName ew "\\u738b"', ['carol']],
    ['active eq true', ['Alice', 'carol']],
    ['active eq "False"', ['bob']],
    ['active ne true', ['bob']],
    ['active pr', ['Alice', 'bob', 'carol']],
    ['name.familyName eq "zabel"', ['Alice']],
    ['name.familyName pr', ['Alice']],
    ['name pr', ['Alice', 'bob']],
    ['name[givenName eq "Bob"]', ['bob']],
    ['displayName co "z"', ['Alice']],
    ['emails pr', ['Alice', 'bob']],
    ['emails.value eq "A@HOME.org"', ['Alice']],
    ['emails eq "bob@other.org"', ['bob']],
    ['emails co "org"', ['Alice', 'bob']],
    ['emails.type eq "home" and emails.value co "example"', ['Alice']],
    ['emails[type eq "home" and value co "example"]', []],
    ['emails[type eq "work" and value co "@example.com"]', ['Alice']],
    ['emails[type eq "work"].value eq "alice@example.com"', ['Alice']],
    ['emails[primary eq true]', ['Alice']],
    ['emails[not (type eq "home")]', ['Alice']],
    ['not (emails[type eq "work"])', ['bob', 'carol']],
    [`${enterpriseSchema}:department eq "r&d"`, ['Alice']],
    [`${enterpriseSchema}:manager.value eq "u-x"`, ['Alice']],
    [`${enterpriseSchema}:manager eq "U-X"`, []],
    ['manager eq "u-x"', ['Alice']],
    ['Manager.value eq "u-x" and department pr', ['Alice']],
    [`${enterpriseSchema} pr`, ['Alice', 'carol']],
    [`${enterpriseSchema}:manager pr`, ['Alice']],
    [`schemas eq "${enterpriseSchema}"`, ['Alice', 'carol']],
    ['schemas pr', ['Alice', 'bob', 'carol']],
    ['meta.resourceType eq "User"', ['Alice', 'bob', 'carol']],
    ['meta.lastModified gt "2026-07-29T16:09:09Z"', ['bob', 'carol']],
    ['meta.created le "2026-07-29T18:10:09.000+02:00"', ['Alice', 'bob']],
    ['meta.created eq "2026-07-29T16:10:09"', ['bob']],
    ['meta.version eq "W/\\"1\\""', ['Alice', 'bob', 'carol']],
    ['meta[created gt "2026-07-29T16:10:09Z"]', ['carol']],
    ['groups pr', ['Alice', 'bob']],
    ['groups.display eq "team"', ['Alice', 'bob']],
    ['groups[display eq "Other"]', []],
    ['userName eq "alice" or userName eq "bob" and active eq true', ['Alice']],
    ['(userName eq "alice" or userName eq "bob") and active eq false', ['bob']],
    ['not (userName eq "alice") and not(active eq false)', ['carol']],
    ['userName eq "x\' or 1=1 --"', []],
    ['userName eq "\u00e4"', []],
  ])('users: %s', async (filter, expected) => {
    expect(await scim.find('Users', filter)).toEqual(expected);
    const searched = await scim.post('/Users/.search', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
      filter,
    });
    expect(searched.body.totalResults).toBe(expected.length);
  });

  it('finds by ids that it gave', async () => {
    expect(await scim.find('Users', `id eq "${bob.id}"`)).toEqual(['bob']);
    expect(await scim.find('Users', `id eq "${bob.id.toUpperCase()}"`)).toEqual([]);
    expect(await scim.find('Users', `groups.value eq "${team.id}"`)).toEqual(['Alice', 'bob']);
    expect(await scim.find('Groups', `members.value eq "${bob.id}"`)).toEqual(['Team']);
    expect(await scim.find('Groups', `members eq "${bob.id}"`)).toEqual(['Team']);
    expect(await scim.find('Groups', `members[value eq "${bob.id}" and type eq "user"]`)).toEqual(['Team']);
    expect(await scim.find('Groups', `id eq "${team.id}" and members[value eq "${bob.id}"]`)).toEqual([
      'Team',
    ]);
    expect(await scim.find('Users', `meta.location eq "${bob.meta.location}"`)).toEqual(['bob']);
  });

  it.each<[string, string[]]>([
    ['displayName eq "TEAM"', ['Team']],
    [`${groupSchema}:displayName sw "o"`, ['Other']],
    ['externalId eq "grp-1"', ['Team']],
    ['members pr', ['Team']],
    ['not (members pr)', ['Other']],
    ['members.display co "alice"', ['Team']],
    ['meta.resourceType eq "Group"', ['Team', 'Other']],
  ])('groups: %s', async (filter, expected) => {
    expect(await scim.find('Groups', filter)).toEqual(expected);
  });

  it.each([
    ['', /ends where the name of an attribute/],
    ['userName', /ends where an operator/],
    ['userName eq', /ends where a value/],
    [
      'userName eq alice',
      /Found alice at character 13, where a value after "eq", such as a text in double quotes/,
    ],
    ["userName eq 'alice'", /such as a text in double quotes/],
    ['userName = "alice"', /Found = at character 10/],
    ['userName eq "alice', /begins with the quote at character 13 does not end/],
    ['userName eq "a\\x"', /no JSON value/],
    ['userName eq "a" and', /ends where the name/],
    ['userName eq "a" userName eq "b"', /"and", "or" or the end/],
    ['(userName eq "a"', /ends where "\)" is expected/],
    ['userName eq "a")', /Found \) at character 16/],
    ['not userName eq "a"', /where "\(" is expected/],
    ['user eq "a"', /A User has no attribute "user"/],
    ['givenName eq "a"', /Perhaps "name.givenName" was meant/],
    ['name eq "a"', /has parts/],
    ['emails[nope eq "a"]', /no sub-attribute "nope"; it has value, display, type, primary/],
    ['userName[a eq "b"]', /has no parts/],
    ['active gt true', /true or false, so "gt" does not apply/],
    ['active eq "maybe"', /compared with true or false/],
    ['meta.created co "2026"', /is a time/],
    ['meta.created gt "yesterday"', /compared with a time such as/],
    ['meta.created gt "2026-99-99T00:00:00Z"', /compared with a time such as/],
    ['userName gt null', /Only "eq" and "ne" compare with null/],
    ['password eq "x"', /no attribute "password"/],
    [`${'('.repeat(40)}userName pr${')'.repeat(40)}`, /deeper than 32/],
    [Array.from({ length: 201 }, () => 'title pr').join(' or '), /more than 200 comparisons/],
    [`userName eq "${'a'.repeat(10_000)}"`, /at most 10000 are read/],
    ['userName eq "a\\u0000"', /not text/],
  ])('says what is wrong with %s', async (filter, detail) => {
    const { status, body } = await scim.get(`/Users?filter=${encodeURIComponent(filter)}`);

    expect([status, body.scimType]).toEqual([400, 'invalidFilter']);
    expect(body.detail).toMatch(detail);
  });

  it('pages from 1, with the total of all pages', async () => {
    const page = async (query: string) => {
      const { body } = await scim.get(`/Users?${query}`);
      const { totalResults, startIndex, itemsPerPage, Resources } = body;
      return [totalResults, startIndex, itemsPerPage, Resources.map(({ userName }: Body) => userName).join()];
    };

    expect(await page('')).toEqual([3, 1, 3, 'Alice,bob,carol']);
    expect(await page('startIndex=2&count=1')).toEqual([3, 2, 1, 'bob']);
    expect(await page('startIndex=3&count=1')).toEqual([3, 3, 1, 'carol']);
    expect(await page('startIndex=4&count=5')).toEqual([3, 4, 0, '']);
    expect(await page('count=0')).toEqual([3, 1, 0, '']);
    expect(await page('count=-5')).toEqual([3, 1, 0, '']);
    expect(await page('startIndex=-7&count=2')).toEqual([3, 1, 2, 'Alice,bob']);
    expect(await page('startIndex=0&count=100000')).toEqual([3, 1, 3, 'Alice,bob,carol']);
    expect(await page('filter=userName%20eq%20%22bob%22&count=0')).toEqual([1, 1, 0, '']);
    expect(await page('startIndex=&count=&sortBy=&sortOrder=')).toEqual([3, 1, 3, 'Alice,bob,carol']);
    expect(await page('StartIndex=2&COUNT=1')).toEqual([3, 2, 1, 'bob']);
    expect(await page(`count=${'9'.repeat(30)}`)).toEqual([3, 1, 3, 'Alice,bob,carol']);
    expect(await page(`startIndex=${'9'.repeat(30)}`)).toEqual([3, Number.MAX_SAFE_INTEGER, 0, '']);
    for (const query of [
      'count=many',
      'startIndex=1.5',
      'count=1&count=2',
      'filter=a&filter=b',
      'sortOrder=up',
    ])
      expect((await scim.get(`/Users?${query}`)).body).toMatchObject({
        status: '400',
        scimType: 'invalidValue',
      });
  });

  it('sorts by any attribute, by the primary of several, without regard to case', async () => {
    const sorted = (sortBy: string, order = '') =>
      scim.find('Users', 'userName pr', `&sortBy=${encodeURIComponent(sortBy)}${order}`);

    expect(await sorted('userName', '&sortOrder=descending')).toEqual(['carol', 'bob', 'Alice']);
    expect(await sorted('emails')).toEqual(['Alice', 'bob', 'carol']);
    expect(await sorted('emails.value', '&sortOrder=Descending')).toEqual(['carol', 'bob', 'Alice']);
    expect(await sorted('name.familyName')).toEqual(['Alice', 'bob', 'carol']);
    expect(await sorted('meta.lastModified', '&sortOrder=descending')).toEqual(['carol', 'bob', 'Alice']);
    expect(await sorted(`${enterpriseSchema}:department`)).toEqual(['Alice', 'carol', 'bob']);
    expect(await sorted('active')).toEqual(['bob', 'Alice', 'carol']);
    expect(await scim.find('Groups', 'displayName pr', '&sortBy=displayName')).toEqual(['Other', 'Team']);
    for (const sortBy of ['nothing', 'name'])
      expect((await scim.get(`/Users?sortBy=${sortBy}`)).body).toMatchObject({ scimType: 'invalidPath' });
  });

  it('answers with the attributes that were asked for, and always with id and schemas', async () => {
    const keys = async (query: string, path = `/Users/${alice.id}`) =>
      Object.keys((await scim.get(`${path}?${query}`)).body)
        .sort()
        .join();

    expect(await keys('attributes=userName')).toBe('id,schemas,userName');
    expect(await keys('attributes=USERNAME,name.givenName,nothing')).toBe('id,name,schemas,userName');
    expect((await scim.get(`/Users/${alice.id}?attributes=name.givenName,emails.value`)).body).toMatchObject({
      name: { givenName: 'Alice' },
      emails: [{ value: 'alice@example.com' }, { value: 'a@home.org' }],
    });
    expect(
      (await scim.get(`/Users/${alice.id}?attributes=${enterpriseSchema}:department`)).body[enterpriseSchema],
    ).toEqual({ department: 'R&D' });
    expect((await scim.get(`/Users/${alice.id}?attributes=emails.value`)).body.emails[0]).toEqual({
      value: 'alice@example.com',
    });
    expect(await keys('excludedAttributes=emails,name,groups,id')).toBe(
      ['active', 'displayName', 'externalId', 'id', 'meta', 'schemas', 'title', enterpriseSchema, 'userName']
        .sort()
        .join(),
    );
    expect(
      (await scim.get(`/Users/${alice.id}?excludedAttributes=name.familyName,emails.type`)).body,
    ).toMatchObject({ name: { givenName: 'Alice' } });
    expect(await keys('attributes=name.middleName,emails.display')).toBe('id,schemas');
    expect(
      await keys(
        'excludedAttributes=name.givenName,name.familyName,emails.value,emails.type,emails.primary,meta,groups',
      ),
    ).toBe(
      ['active', 'displayName', 'externalId', 'id', 'schemas', 'title', enterpriseSchema, 'userName']
        .sort()
        .join(),
    );
    expect(await keys('excludedAttributes=members', `/Groups/${team.id}`)).toBe(
      'displayName,externalId,id,meta,schemas',
    );
    expect((await scim.get('/Users?attributes=userName&excludedAttributes=name')).body.scimType).toBe(
      'invalidValue',
    );
    const searched = await scim.post('/Users/.search', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
      attributes: ['userName'],
      sortBy: 'userName',
      sortOrder: 'descending',
      startIndex: 2,
      count: 1,
    });
    expect(searched.body).toMatchObject({ totalResults: 3, startIndex: 2, itemsPerPage: 1 });
    expect(searched.body.Resources.map((found: Body) => Object.keys(found).sort().join())).toEqual([
      'id,schemas,userName',
    ]);
  });

  it('reads a search whatever the case of its names, and null as not said', async () => {
    const search = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
    const { body } = await scim.post('/Users/.search', {
      Schemas: [search],
      Filter: 'userName sw "b"',
      ATTRIBUTES: 'userName,displayName',
      count: null,
      startIndex: null,
      sortBy: null,
      sortOrder: null,
      excludedAttributes: null,
    });

    expect(body).toMatchObject({ totalResults: 1, startIndex: 1 });
    expect(body.Resources).toEqual([{ schemas: [userSchema], id: bob.id, userName: 'bob' }]);
    expect((await scim.post('/Users/.search', { schemas: [search], filter: null })).body.totalResults).toBe(
      3,
    );
  });

  it('searches users and groups together, where a type that lacks an attribute has no value of it', async () => {
    const search = async (filter: string, more = {}) => {
      const { body } = await scim.post('/.search', {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
        filter,
        ...more,
      });
      return [
        body.totalResults,
        body.Resources.map((found: Body) => found.userName ?? found.displayName).join(),
      ];
    };

    expect(await search('id pr')).toEqual([5, 'Alice,bob,carol,Team,Other']);
    expect(await search('id pr', { startIndex: 3, count: 2 })).toEqual([5, 'carol,Team']);
    expect(await search('id pr', { startIndex: 5, count: 2 })).toEqual([5, 'Other']);
    expect(await search('userName eq "bob" or members pr')).toEqual([2, 'bob,Team']);
    expect(await search('meta.resourceType eq "Group"')).toEqual([2, 'Team,Other']);
    expect(await search('emails[type eq "work"] or members[type eq "User"].value pr')).toEqual([
      2,
      'Alice,Team',
    ]);
    expect(await search('not (emails[type eq "work"]) and displayName pr')).toEqual([2, 'Team,Other']);
    expect(await search('id pr', { sortBy: 'userName', sortOrder: 'descending' })).toEqual([
      5,
      'carol,bob,Alice,Team,Other',
    ]);
    expect((await scim.get('/?filter=userName%20sw%20%22b%22')).body.totalResults).toBe(1);
  });
});
