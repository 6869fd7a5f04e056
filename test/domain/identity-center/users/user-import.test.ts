import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { importUsers } from '../../../../src/domain/identity-center/users/import-users.ts';
import { listUsers } from '../../../../src/domain/identity-center/users/list-users.ts';
import { planUserImport } from '../../../../src/domain/identity-center/users/plan-user-import.ts';
import { createPerson } from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('importing users', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId } = await foundSpace(world));
  });

  const plan = (csv: string) => world.execute(planUserImport, administrator, { zoneId, csv });
  const apply = (csv: string) => world.execute(importUsers, administrator, { zoneId, csv });
  const users = async () =>
    (await world.execute(listUsers, administrator, { zoneId, maxResults: 100 })).users;
  const file = (...lines: string[]) => lines.join('\r\n');

  it('says line by line what would happen, changes nothing, and then does just that', async () => {
    await createPerson(world, administrator, zoneId, 'alice', { email: 'alice@example.com' });
    const csv = file(
      'userName,email,displayName,description',
      'alice,alice@example.com,,',
      'Alice,other@example.com,,',
      'bob,bob@example.com,"Bob ""the"" Builder","Berlin,',
      'Purchasing"',
      'carol,ALICE@example.com,,',
      'BOB,,,',
      'not a name,,,',
      'dora,dora@example.com',
      'erin,not an address,,',
    );
    const planned = await plan(csv);

    expect(planned.lines.map(({ userName, outcome }) => [userName, outcome])).toEqual([
      ['alice', 'unchanged'],
      ['Alice', 'refused'],
      ['bob', 'create'],
      ['carol', 'refused'],
      ['BOB', 'refused'],
      ['not a name', 'refused'],
      ['dora', 'refused'],
      ['erin', 'refused'],
    ]);
    expect(planned.lines[3]).toMatchObject({ line: 6, problems: [{ field: 'email' }] });
    expect(await users()).toHaveLength(1);
    expect(await world.auditTrail()).not.toContain('organization:ImportUsers');

    expect(await apply(csv)).toEqual(planned);
    expect((await users()).find(({ userName }) => userName === 'bob')).toMatchObject({
      displayName: 'Bob "the" Builder',
      description: 'Berlin,\nPurchasing',
      userStatus: 'Enabled',
    });
    expect(await users()).toHaveLength(2);
  });

  it('does nothing the second time', async () => {
    const csv = file('username,userstatus', 'alice,Disabled', 'bob,');
    await apply(csv);

    expect((await apply(csv)).counts).toEqual({ create: 0, unchanged: 2, refused: 0 });
    expect((await users()).map(({ userStatus }) => userStatus)).toEqual(['Disabled', 'Enabled']);
  });

  it('never changes or takes over somebody who is there', async () => {
    await createPerson(world, administrator, zoneId, 'alice', { userStatus: 'Disabled' });
    const { lines } = await apply(file('userName,userStatus,email', 'alice,Enabled,mallory@example.com'));

    expect(lines[0]).toMatchObject({ outcome: 'refused' });
    expect(await users()).toMatchObject([{ userStatus: 'Disabled', email: '' }]);
  });

  it('takes back the apostrophe that exports put before what looks like a formula', async () => {
    await apply(file('userName,displayName', "'+49,'=1+1", "bob,'s-Hertogenbosch"));

    expect((await users()).map(({ userName, displayName }) => [userName, displayName])).toEqual([
      ['+49', '=1+1'],
      ['bob', "'s-Hertogenbosch"],
    ]);
  });

  it.each([
    ['', 'UserFileEmpty'],
    ['userName', 'UserFileEmpty'],
    ['name\nalice', 'UserFileColumnUnknown'],
    ['userName,userName\na,b', 'UserFileColumnUnknown'],
    ['email\na@example.com', 'UserFileColumnMissing'],
    ['userName,displayName\nalice,"open', 'UserFileUnreadable'],
    [['userName', ...Array.from({ length: 10_001 }, (_, n) => `u${n}`)].join('\n'), 'UserFileTooLong'],
  ])('refuses a file that cannot be understood as a whole (%#)', async (csv, code) => {
    await expect(plan(csv)).rejects.toMatchObject({ kind: 'invalid-input', code });
    await expect(apply(csv)).rejects.toMatchObject({ kind: 'invalid-input', code });
    expect(await users()).toEqual([]);
  });

  it('creates a name once when two files with it come at the same moment', async () => {
    const outcomes = await Promise.all([apply(file('userName', 'alice')), apply(file('userName', 'alice'))]);

    expect(outcomes.map(({ counts }) => counts.create).sort()).toEqual([0, 1]);
    expect(await users()).toHaveLength(1);
  });

  it('takes ten thousand lines', async () => {
    const lines = Array.from({ length: 10_000 }, (_, number) => `user-${number},u${number}@example.com`);
    const { counts } = await apply(['﻿userName,email', ...lines].join('\n'));

    expect(counts).toEqual({ create: 10_000, unchanged: 0, refused: 0 });
  });
});
