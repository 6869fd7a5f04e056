import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { createUser } from '../../../../src/domain/identity-center/users/create-user.ts';
import { listUsers } from '../../../../src/domain/identity-center/users/list-users.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('CreateUser', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId } = await foundSpace(world));
  });

  const create = (userName: string, attributes: object = {}) =>
    world.execute(createUser, administrator, { zoneId, userName, ...attributes });

  it('creates an enabled user stamped with the time of the action', async () => {
    const { userInfo } = await create('user1', { displayName: '张伟' });

    expect(userInfo).toMatchObject({
      userName: 'user1',
      displayName: '张伟',
      userStatus: 'Enabled',
      userType: 'Manual',
    });
    expect(userInfo.createTime).toEqual(new Date('2026-07-29T16:09:09Z'));
    expect(await world.auditTrail()).toEqual(['organization:SetUpIdentityCenter', 'organization:CreateUser']);
  });

  it('refuses a name that the space has in any case, and leaves no trace', async () => {
    await create('user1');

    await expect(create('user1')).rejects.toMatchObject({ kind: 'conflict', code: 'UsernameAlreadyExists' });
    await expect(create('USER1')).rejects.toMatchObject({ code: 'UsernameAlreadyExists' });
    expect(await world.auditTrail()).toEqual(['organization:SetUpIdentityCenter', 'organization:CreateUser']);
  });

  it('refuses an e-mail that another user has, and lets many have none', async () => {
    await create('user1', { email: 'one@example.com' });
    await create('user2');
    await create('user3');

    await expect(create('user4', { email: 'One@example.com' })).rejects.toMatchObject({
      code: 'EmailAlreadyExists',
    });
  });

  it('gives a name to one of many who ask for it at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => create('racer')));

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each(['', 'has space', 'x'.repeat(65), 'a/b', 'a#EXT#', '用户', 'a\n'])(
    'refuses %j as a name',
    async (userName) => {
      await expect(create(userName)).rejects.toMatchObject({
        kind: 'invalid-input',
        fields: { userName: expect.any(String) },
      });
    },
  );

  it.each(['x'.repeat(64), 'a+b=c,d.e@f-g_h', '0'])('accepts %j as a name', async (userName) => {
    expect((await create(userName)).userInfo.userName).toBe(userName);
  });

  it('is for administrators alone', async () => {
    for (const actor of [{ kind: 'visitor' }, { kind: 'employee', spaceId: zoneId, userId: 'u' }] as const) {
      await expect(world.execute(createUser, actor, { zoneId, userName: 'x' })).rejects.toMatchObject({
        kind: 'forbidden',
      });
    }
  });

  it('shows up in lists by name, found by what one types', async () => {
    await create('bob', { displayName: 'Robert' });
    await create('alice');
    const list = async (filter: string) =>
      (await world.execute(listUsers, administrator, { zoneId, filter })).users.map(
        ({ userName }) => userName,
      );

    expect(await list('')).toEqual(['alice', 'bob']);
    expect(await list('ROB')).toEqual(['bob']);
    expect(await list('%')).toEqual([]);
  });
});
