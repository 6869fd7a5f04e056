import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { exportUsers } from '../../../../src/domain/identity-center/users/export-users.ts';
import { importUsers } from '../../../../src/domain/identity-center/users/import-users.ts';
import { listUsers } from '../../../../src/domain/identity-center/users/list-users.ts';
import { createGroupOf, createPerson } from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('ListUsers', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId } = await foundSpace(world));
  });

  const list = (input: object = {}) => world.execute(listUsers, administrator, { zoneId, ...input });
  const names = async (input: object = {}) => (await list(input)).users.map(({ userName }) => userName);
  /** `n` users, the later ones created later. */
  async function createMany(n: number) {
    for (let number = 0; number < n; number += 1) {
      await createPerson(world, administrator, zoneId, `user-${String((number * 7) % n).padStart(2, '0')}`);
      world.clock.advance(number % 3);
    }
  }
  async function walk(input: object) {
    const found: string[] = [];
    const tokens: string[] = [];
    for (let nextToken = ''; ; ) {
      const page = await list({ ...input, nextToken, maxResults: 4 });
      found.push(...page.users.map(({ userName }) => userName));
      expect(page.isTruncated).toBe(page.nextToken !== undefined);
      if (page.nextToken === undefined) return { found, last: page, tokens };
      nextToken = page.nextToken;
      tokens.push(nextToken);
    }
  }

  it.each([{}, { sortField: 'CreateTime' }, { sortField: 'CreateTime', sortType: 'Desc' }])(
    'walks by cursor through all of them in order, each once: %j',
    async (order) => {
      await createMany(13);

      const { found } = await walk(order);
      expect(found).toEqual(await names({ ...order, maxResults: 100 }));
      expect(new Set(found).size).toBe(13);
    },
  );

  it('goes back by cursor to where one came from', async () => {
    await createMany(13);
    const { last } = await walk({});
    const before = await list({ nextToken: last.previousToken, maxResults: 4 });

    expect(before.users.map(({ userName }) => userName)).toEqual(
      (await names({ maxResults: 100 })).slice(8, 12),
    );
    const again = await list({ nextToken: before.nextToken, maxResults: 4 });
    expect(again.users).toEqual(last.users);
    const first = await list({ offset: 4, maxResults: 4 });
    expect(await names({ nextToken: first.previousToken, maxResults: 4 })).toEqual(
      await names({ maxResults: 4 }),
    );
  });

  it('loses nobody and repeats nobody when users come and go between the pages', async () => {
    await createMany(8);
    const first = await list({ maxResults: 4 });
    await createPerson(world, administrator, zoneId, 'aaa-first');
    await world.db.deleteFrom('users').where('user_name', '=', 'user-03').execute();

    const second = await list({ nextToken: first.nextToken, maxResults: 4 });
    expect(second.users.map(({ userName }) => userName)).toEqual([
      'user-04',
      'user-05',
      'user-06',
      'user-07',
    ]);
    expect(second.isTruncated).toBe(false);
    expect(second.totalCounts).toBe(8);
  });

  it('counts for the first page, and again only for what is narrowed otherwise', async () => {
    await createMany(8);
    const { nextToken, totalCounts } = await list({ maxResults: 4 });
    await createPerson(world, administrator, zoneId, 'aaa-first');
    const southwind = await foundSpace(world, {
      organizationName: 'Southwind',
      spaceName: 'southwind',
      email: 'root@southwind.example',
    });
    const theirs = await world.execute(listUsers, southwind.administrator, {
      zoneId: southwind.zoneId,
      nextToken,
    });

    expect(totalCounts).toBe(8);
    const second = await list({ nextToken, maxResults: 2 });
    expect(second.totalCounts).toBe(8);
    expect((await list({ nextToken: second.previousToken, maxResults: 4 })).totalCounts).toBe(8);
    expect((await list({ nextToken, filter: 'user-0' })).totalCounts).toBe(8);
    expect((await list({ nextToken, filter: 'aaa' })).totalCounts).toBe(1);
    expect((await list({ maxResults: 4 })).totalCounts).toBe(9);
    expect(theirs.totalCounts).toBe(0);
  });

  it.each([
    Buffer.from('["user-name","after","a","u-1",-1,"x"]').toString('base64url'),
    'nonsense',
    Buffer.from('[]').toString('base64url'),
    Buffer.from('["user-name","after","a"]').toString('base64url'),
    Buffer.from('["group-name","after","a","u-1"]').toString('base64url'),
    Buffer.from('["user-name","beside","a","u-1"]').toString('base64url'),
    Buffer.from(JSON.stringify(['user-name', 'after', 'a\0', 'u-1'])).toString('base64url'),
  ])('refuses the cursor %s, which it did not give out', async (nextToken) => {
    await expect(list({ nextToken })).rejects.toMatchObject({
      kind: 'invalid-input',
      code: 'NextTokenInvalid',
    });
  });

  it('refuses a cursor in another order, and one with a time that is none', async () => {
    await createMany(5);
    const { nextToken } = await list({ maxResults: 2 });
    const ages = (value: string) =>
      Buffer.from(JSON.stringify(['user-age-Asc', 'after', value, 'u-1'])).toString('base64url');

    for (const token of [nextToken, ages("x' or 1=1"), ages('2026-99-99 00:00:00+00')]) {
      await expect(list({ nextToken: token, sortField: 'CreateTime' })).rejects.toMatchObject({
        code: 'NextTokenInvalid',
      });
    }
  });

  it('narrows by status, source and text, and counts what is left', async () => {
    await createPerson(world, administrator, zoneId, 'alice', { description: 'Purchasing, Berlin' });
    await createPerson(world, administrator, zoneId, 'bob', { userStatus: 'Disabled' });
    await world.db
      .updateTable('users')
      .set({ source: 'Synchronized' })
      .where('user_name', '=', 'bob')
      .execute();

    expect(await names({ userStatus: 'Disabled' })).toEqual(['bob']);
    expect(await names({ userType: 'Manual' })).toEqual(['alice']);
    expect(await names({ filter: 'berlin' })).toEqual(['alice']);
    expect(await names({ filter: '%' })).toEqual([]);
    expect((await list({ userType: 'Manual', userStatus: 'Disabled' })).totalCounts).toBe(0);
  });

  it('marks who is in one of the groups, and shows the others too', async () => {
    const alice = await createPerson(world, administrator, zoneId, 'alice');
    await createPerson(world, administrator, zoneId, 'bob');
    const group = await createGroupOf(world, administrator, zoneId, 'Team', [alice]);
    const { users } = await list({ filterGroups: [group, 'g-none'] });

    expect(users.map(({ userName, isSelected }) => [userName, isSelected])).toEqual([
      ['alice', true],
      ['bob', false],
    ]);
  });

  it('shows nobody of another organization, by cursor neither', async () => {
    await createMany(5);
    const { nextToken } = await list({ maxResults: 2 });
    const southwind = await foundSpace(world, {
      organizationName: 'Southwind',
      spaceName: 'southwind',
      email: 'root@southwind.example',
    });

    const theirs = (input: object) => world.execute(listUsers, southwind.administrator, input);
    await expect(theirs({ zoneId })).rejects.toMatchObject({ code: 'ZoneIdNotExist' });
    expect((await theirs({ zoneId: southwind.zoneId, nextToken })).users).toEqual([]);
  });

  it('hands out everybody for a file, a thousand at a time', async () => {
    const lines = Array.from({ length: 1500 }, (_, number) => `user-${number}`);
    await world.execute(importUsers, administrator, { zoneId, csv: ['userName', ...lines].join('\n') });
    const first = await world.execute(exportUsers, administrator, { zoneId });
    const second = await world.execute(exportUsers, administrator, { zoneId, nextToken: first.nextToken });

    expect([first.users.length, second.users.length, second.nextToken]).toEqual([1000, 500, undefined]);
    const all = [...first.users, ...second.users].map(({ userName }) => userName);
    expect(new Set(all)).toEqual(new Set(lines));
  });
});
