import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { createDepartmentAuthorization } from '../../../src/domain/identity-center/authorizations/departments/create-department-authorization.ts';
import { enterAccountAsRole } from '../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { createOrganizationMember } from '../../../src/domain/organization/accounts/create-organization-member.ts';
import {
  authorize,
  createConfiguration,
  createGroupOf,
  createPerson,
  synchronize,
} from '../../support/northwind.ts';
import { type Body, connectDirectory, groupSchema, type ScimClient, userSchema } from '../../support/scim.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

const dry = { 'X-Dry-Run': 'true' };

/** Every row of every table, and every job, but for the log that says what was tried and when the key was used. */
async function everyRow(world: World): Promise<Record<string, unknown>> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname = 'public' and tablename not in ('scim_request_log', 'scim_credentials')
       or schemaname = 'pgboss' and tablename = 'job' order by 1`.execute(world.db);
  const state: Record<string, unknown> = {};
  for (const { name } of tables) {
    const { rows } = await sql`select * from ${sql.raw(name)}`.execute(world.db);
    state[name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return state;
}

describe('a dry run', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let scim: ScimClient;
  let [root, blog] = [0, 0];
  let [alice, bob, team, reader] = ['', '', '', ''];
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, rootDepartmentId: root } = await foundSpace(world));
    scim = await connectDirectory(world, zoneId);
    [alice, bob] = [(await scim.createUser('alice')).id, (await scim.createUser('bob')).id];
    team = (await scim.createGroup('Team', [alice])).id;
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    const member = { name: 'blog', nodeId: root };
    blog = (await world.execute(createOrganizationMember, administrator, member)).uin;
    for (const [principalType, principalId] of [
      ['User', alice],
      ['Group', team],
    ] as const)
      await world.execute(createDepartmentAuthorization, administrator, {
        ...{ zoneId, nodeId: root, principalType, principalId, roleConfigurationId: reader },
      });
    await authorize(world, administrator, zoneId, [{ group: team, uin: blog, configuration: reader }]);
    await synchronize(world, administrator, zoneId, { user: alice, uin: blog });
    await synchronize(world, administrator, zoneId, { group: team, uin: blog });
    await createPerson(world, administrator, zoneId, 'manual');
    await createGroupOf(world, administrator, zoneId, 'Crew', []);
    await world.db.updateTable('spaces').set({ is_adopting: true }).execute();
    await world.execute(
      enterAccountAsRole,
      { kind: 'employee', spaceId: zoneId, userId: alice },
      { uin: blog, permissionConfigurationId: reader },
    );
  });

  const named = (list: Body[]) =>
    list
      .map(({ userName, roleConfigurationName }) => `${userName} ${roleConfigurationName ?? 'as CAM user'}`)
      .sort();
  const members = (...ids: string[]) => ids.map((value) => ({ value }));

  it.each<[string, () => Promise<{ status: number; body: Body }>, string[], string[]]>([
    ['deletes a user', () => scim.delete(`/Users/${alice}`, dry), [], ['alice Reader', 'alice as CAM user']],
    [
      'deletes a group, of which somebody has everything directly as well',
      () => scim.delete(`/Groups/${team}`, dry),
      [],
      [],
    ],
    [
      'puts somebody else into a group',
      () =>
        scim.put(`/Groups/${team}`, { schemas: [groupSchema], displayName: 'T', members: members(bob) }, dry),
      ['bob Reader', 'bob as CAM user'],
      [],
    ],
    [
      'keeps somebody out',
      () => scim.patch(`/Users/${alice}`, [{ op: 'replace', path: 'active', value: false }], dry),
      [],
      ['alice Reader', 'alice as CAM user'],
    ],
    [
      'takes over a user',
      () => scim.post('/Users', { schemas: [userSchema], userName: 'manual', title: 'x' }, dry),
      [],
      [],
    ],
    [
      'takes over a group',
      () => scim.post('/Groups', { schemas: [groupSchema], displayName: 'crew', members: members(bob) }, dry),
      [],
      [],
    ],
    ['creates a user', () => scim.post('/Users', { schemas: [userSchema], userName: 'carol' }, dry), [], []],
  ])(
    'that %s tells who gains and loses what, and not a row is another',
    async (_what, ask, gains, losses) => {
      const before = await everyRow(world);
      const { status, body } = await ask();

      expect([status, named(body.gains), named(body.losses)]).toEqual([200, gains, losses]);
      expect(await everyRow(world)).toEqual(before);
    },
  );

  it('that is refused leaves not a row but the record of it', async () => {
    const before = await everyRow(world);
    await scim.post('/Users', { schemas: [userSchema], userName: 'alice' }, dry);
    await scim.patch(`/Groups/${team}`, [{ op: 'add', path: 'members', value: members('u-none') }], dry);
    const after = await everyRow(world);

    expect({ ...after, 'public.audit_events': [] }).toEqual({ ...before, 'public.audit_events': [] });
  });
});
