import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { createPerson } from '../../support/northwind.ts';
import { type Body, connectDirectory, groupSchema, type ScimClient } from '../../support/scim.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

describe('user groups by SCIM', () => {
  let world: World;
  let zoneId: string;
  let administrator: Principal;
  let scim: ScimClient;
  let alice: string;
  let bob: string;
  let carol: string;
  beforeEach(async () => {
    world = await newWorld();
    ({ zoneId, administrator } = await foundSpace(world));
    scim = await connectDirectory(world, zoneId);
    alice = (await scim.createUser('alice', { displayName: 'Alice L' })).id;
    bob = (await scim.createUser('bob')).id;
    carol = (await scim.createUser('carol')).id;
  });

  const url = 'https://login.example.com/scim/v2';
  const patched = async (groupId: string, ...operations: object[]) => {
    const { status, body } = await scim.patch(`/Groups/${groupId}`, operations);
    expect([status, body]).toEqual([204, {}]);
    return scim.membersOf(groupId);
  };

  it('are created with their members, and shown from both sides', async () => {
    const { status, body, headers } = await scim.post('/Groups', {
      schemas: [groupSchema],
      id: 'mine',
      displayName: 'Team (R&D)',
      externalId: 'grp-1',
      members: [{ value: alice, display: 'ignored', type: 'User' }, { value: bob }, { value: alice }],
    });

    expect([status, headers.location]).toEqual([201, `${url}/Groups/${body.id}`]);
    expect(body).toMatchObject({ schemas: [groupSchema], displayName: 'Team (R&D)', externalId: 'grp-1' });
    expect(body.members).toEqual([
      { value: alice, $ref: `${url}/Users/${alice}`, display: 'Alice L', type: 'User' },
      { value: bob, $ref: `${url}/Users/${bob}`, display: 'bob', type: 'User' },
    ]);
    expect((await scim.get(`/Users/${alice}`)).body.groups).toEqual([
      { value: body.id, $ref: `${url}/Groups/${body.id}`, display: 'Team (R&D)', type: 'direct' },
    ]);
    expect((await scim.get(`/Users/${carol}`)).body).not.toHaveProperty('groups');
  });

  it('take members in and let them go by every form that directories send', async () => {
    const { id } = await scim.createGroup('Team');

    expect(
      await patched(id, { op: 'add', path: 'members', value: [{ value: alice }, { value: bob }] }),
    ).toEqual([alice, bob]);
    expect(await patched(id, { op: 'remove', path: `members[value eq "${alice}"]` })).toEqual([bob]);
    expect(await patched(id, { op: 'Add', path: 'members', value: [{ $ref: null, value: carol }] })).toEqual([
      bob,
      carol,
    ]);
    expect(await patched(id, { op: 'Remove', path: 'members', value: [{ $ref: null, value: bob }] })).toEqual(
      [carol],
    );
    expect(await patched(id, { op: 'add', value: { members: [{ value: alice }] } })).toEqual([alice, carol]);
    expect(await patched(id, { op: 'replace', path: 'members', value: [{ value: bob }] })).toEqual([bob]);
    expect(
      await patched(id, {
        op: 'replace',
        value: { id, displayName: 'Team', members: [{ value: bob }, { value: carol }] },
      }),
    ).toEqual([bob, carol]);
    expect(
      await patched(id, { op: 'remove', path: `members[value eq "${bob}" or value eq "${carol}"]` }),
    ).toEqual([]);
    expect(await patched(id, { op: 'add', path: 'members', value: alice })).toEqual([alice]);
    expect(
      await patched(id, {
        op: 'add',
        path: `${groupSchema}:members`,
        value: { $ref: `${url}/Users/${bob}` },
      }),
    ).toEqual([alice, bob]);
    expect(
      await patched(
        id,
        { op: 'remove', path: 'members' },
        { op: 'add', path: 'members', value: [{ value: carol }] },
      ),
    ).toEqual([carol]);
    expect(
      await patched(
        id,
        { op: 'add', path: 'members', value: [{ value: bob }] },
        { op: 'remove', path: `members[value eq "${bob}"]` },
      ),
    ).toEqual([carol]);
    expect(
      await patched(id, { op: 'add', path: 'members', value: [{ VALUE: alice, Type: 'User' }] }),
    ).toEqual([alice, carol]);
    expect(
      await patched(id, { op: 'remove', path: `members[value eq "${alice}" and type eq "User"]` }),
    ).toEqual([carol]);
    expect(await patched(id, { op: 'add', path: 'members', value: [{ $ref: `Users/${alice}` }] })).toEqual([
      alice,
      carol,
    ]);
    expect(await patched(id, { op: 'remove', path: `members[$ref eq "${url}/Users/${alice}"]` })).toEqual([
      carol,
    ]);
    expect(
      await patched(
        id,
        { op: 'add', path: 'members', value: [{ value: bob }] },
        { op: 'remove', path: `members[value eq "${bob}"].value` },
      ),
    ).toEqual([carol]);
    expect(await patched(id, { op: 'add', path: `members[value eq "${alice}"]` })).toEqual([alice, carol]);
    const members = [{ value: bob }, { value: carol }];
    const asText = JSON.stringify({ schemas: [groupSchema], displayName: 'Team', members });
    expect(await patched(id, { op: 'replace', value: asText })).toEqual([bob, carol]);
    expect(await patched(id, { op: 'replace', value: [{ members: [{ value: carol }] }] })).toEqual([carol]);
    expect(await patched(id, { op: 'remove', path: 'members', value: [] })).toEqual([carol]);
    expect(await patched(id, { op: 'remove', path: 'members' })).toEqual([]);
  });

  it('keep their version when nothing changes', async () => {
    const { id } = await scim.createGroup('Team', [alice]);
    world.clock.advance(60);

    await patched(id, { op: 'add', path: 'members', value: [{ value: alice }] });
    await patched(id, { op: 'remove', path: `members[value eq "${bob}"]` });
    await patched(id, { op: 'remove', path: 'members', value: [{ value: 'u-nobody' }] });
    await patched(id, { op: 'replace', path: 'displayName', value: 'Team' });
    const { body } = await scim.get(`/Groups/${id}`);
    expect(body.meta).toMatchObject({ version: 'W/"1"', lastModified: '2026-07-29T16:09:09.000Z' });
    await patched(id, { op: 'add', path: 'members', value: [{ value: bob }] });
    expect((await scim.get(`/Groups/${id}`)).body.meta).toMatchObject({
      version: 'W/"2"',
      lastModified: '2026-07-29T16:10:09.000Z',
    });
  });

  it('are renamed and replaced whole', async () => {
    const { id } = await scim.createGroup('Team', [alice, bob], { externalId: 'x' });
    await patched(id, { op: 'replace', path: 'displayName', value: 'Crew' });

    const { status, body } = await scim.put(`/Groups/${id}`, {
      schemas: [groupSchema],
      displayName: 'Band',
      members: [{ value: carol }],
    });
    expect([status, body.displayName, body.externalId, body.meta.version]).toEqual([
      200,
      'Band',
      undefined,
      'W/"3"',
    ]);
    expect(body.members.map(({ value }: Body) => value)).toEqual([carol]);
    expect(
      (await scim.put(`/Groups/${id}`, { schemas: [groupSchema], displayName: 'Band' })).body.members,
    ).toEqual([]);
  });

  it('answer a PATCH with what is asked for', async () => {
    const { id } = await scim.createGroup('Team', [alice]);
    const rename = [{ op: 'replace', path: 'displayName', value: 'Crew' }];
    const { status, body } = await scim.patch(`/Groups/${id}?attributes=displayName,members`, rename);

    expect([status, body.displayName, body.members.length]).toEqual([200, 'Crew', 1]);
  });

  it('say that nobody is in them, as authentik reads a missing list as one that need not be changed', async () => {
    const { id, members } = await scim.createGroup('Team');

    expect(members).toEqual([]);
    expect((await scim.get('/Groups')).body.Resources[0].members).toEqual([]);
    for (const query of ['excludedAttributes=members', 'attributes=displayName'])
      expect((await scim.get(`/Groups/${id}?${query}`)).body).not.toHaveProperty('members');
  });

  it.each<[string, object, number, string | undefined, RegExp]>([
    [
      'members said twice',
      { members: [], MEMBERS: [] },
      400,
      'invalidSyntax',
      /"MEMBERS" is there more than once/,
    ],
    ['a name of spaces', { displayName: '  ' }, 400, 'invalidValue', /"displayName" is required/],
    ['a name that is a number', { displayName: 7 }, 400, 'invalidValue', /"displayName" is a text; found 7/],
    ['no name', { displayName: undefined }, 400, 'invalidValue', /"displayName" is required/],
    [
      'a name with a slash',
      { displayName: 'R/D' },
      400,
      'invalidValue',
      /has "\/" at character 2.*mapped to/,
    ],
    ['a long name', { displayName: 'x'.repeat(129) }, 400, 'invalidValue', /129 characters; at most 128/],
    [
      'a name that is taken',
      { displayName: 'TAKEN' },
      409,
      'uniqueness',
      /already has a user group named "Taken"/,
    ],
    [
      'an unknown member',
      { members: [{ value: 'u-nobody' }] },
      400,
      'invalidValue',
      /1 of the members do not exist here: "u-nobody"/,
    ],
    [
      'a member that is a group',
      { members: [{ value: 'g-x', type: 'Group' }] },
      400,
      'invalidValue',
      /groups do not nest/,
    ],
    [
      'a member without an id',
      { members: [{ display: 'x' }] },
      400,
      'invalidValue',
      /the id of a user as its value/,
    ],
    ['a member that is a number', { members: [7] }, 400, 'invalidValue', /the id of a user as its value/],
  ])('are refused with %s', async (_what, spoilt, status, scimType, detail) => {
    await scim.createGroup('Taken');
    const { body } = await scim.post('/Groups', { schemas: [groupSchema], displayName: 'Team', ...spoilt });

    expect([body.status, body.scimType]).toEqual([String(status), scimType]);
    expect(body.detail).toMatch(detail);
    expect((await scim.get('/Groups')).body.totalResults).toBe(1);
  });

  it('never nest, and never hold whom the directory does not own', async () => {
    const { id } = await scim.createGroup('Team', [alice]);
    const inner = await scim.createGroup('Inner');
    const manual = await createPerson(world, administrator, zoneId, 'manual');
    for (const value of [inner.id, manual, id]) {
      const { status, body } = await scim.patch(`/Groups/${id}`, [
        { op: 'add', path: 'members', value: [{ value: bob }, { value }] },
      ]);
      expect([status, body.scimType]).toEqual([400, 'invalidValue']);
    }

    expect(await scim.membersOf(id)).toEqual([alice]);
  });

  it.each<[string, object, string]>([
    ['an unknown attribute', { op: 'add', path: 'description', value: 'x' }, 'invalidPath'],
    ['members chosen by name', { op: 'remove', path: 'members[display eq "Alice"]' }, 'invalidFilter'],
    ['a changed member', { op: 'replace', path: 'members[value eq "x"].display', value: 'y' }, 'mutability'],
    ['a removed name', { op: 'remove', path: 'displayName' }, 'mutability'],
    ['an empty name', { op: 'replace', path: 'displayName', value: '' }, 'invalidValue'],
    ['the id', { op: 'replace', path: 'id', value: 'x' }, 'mutability'],
  ])('refuse in a PATCH %s', async (_what, operation, scimType) => {
    const { id } = await scim.createGroup('Team', [alice]);
    const { status, body } = await scim.patch(`/Groups/${id}`, [operation]);

    expect([status, body.scimType]).toEqual([400, scimType]);
    expect((await scim.get(`/Groups/${id}`)).body.meta.version).toBe('W/"1"');
  });

  it('lose who is deleted, and are deleted themselves', async () => {
    const { id } = await scim.createGroup('Team', [alice, bob]);
    await scim.delete(`/Users/${alice}`);

    expect(await scim.membersOf(id)).toEqual([bob]);
    expect((await scim.get(`/Groups/${id}`)).body.meta.version).toBe('W/"2"');
    expect((await scim.delete(`/Groups/${id}`, { 'If-Match': 'W/"1"' })).status).toBe(412);
    expect((await scim.delete(`/Groups/${id}`)).status).toBe(204);
    expect((await scim.get(`/Groups/${id}`)).body).toMatchObject({ status: '404' });
    expect((await scim.get(`/Users/${bob}`)).body).not.toHaveProperty('groups');
    expect(
      (await scim.patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value: [{ value: bob }] }])).status,
    ).toBe(404);
  });
});
