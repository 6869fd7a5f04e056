import { beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { requireStanding } from '../../../src/domain/sts/index.ts';
import { newWorld, type World } from '../../support/world.ts';
import { type CamUserPrincipal, foundAccounts, type Inside } from './account.ts';

describe('whoever was let in is let in', () => {
  let world: World;
  let inside: Inside;
  beforeAll(async () => {
    world = await newWorld();
    inside = await foundAccounts(world);
  });

  const stands = (principal: Principal) =>
    inside
      .inTransaction((db) => requireStanding(db, principal, world.clock.now()))
      .then(
        () => true,
        () => false,
      );
  const update = (user: CamUserPrincipal, changes: { console_login: boolean }) =>
    world.db.updateTable('cam_users').set(changes).where('user_uin', '=', user.identity.userUin).execute();
  const remove = (user: CamUserPrincipal) =>
    world.db.deleteFrom('cam_users').where('user_uin', '=', user.identity.userUin).execute();

  it('as the root user, while the account is there', async () => {
    const root = (uin: number): Principal => ({ kind: 'principal', uin, identity: { type: 'root' } });

    expect([await stands(root(inside.uin)), await stands(root(1))]).toEqual([true, false]);
  });

  it('by an access key, while that is switched on, and whose it is', async () => {
    const { uin, other } = inside;
    await inside.createKey(uin, uin, 'AKIDroot');
    const byKey = (account: number): Principal => ({
      kind: 'principal',
      uin: account,
      identity: { type: 'root', accessKeyId: 'AKIDroot' },
    });
    const dave = await inside.createUser(uin, 'dave');
    const borrowed: Principal = { ...dave, identity: { ...dave.identity, accessKeyId: 'AKIDroot' } };
    expect([await stands(byKey(uin)), await stands(byKey(other)), await stands(borrowed)]).toEqual([
      true,
      false,
      false,
    ]);

    await inside.switchKey('AKIDroot', 'Inactive');
    expect(await stands(byKey(uin))).toBe(false);
  });

  it('as a CAM user, while the user may be at the console; by access keys without it', async () => {
    const alice = await inside.createUser(inside.uin, 'alice');
    await inside.createKey(inside.uin, alice.identity.userUin, 'AKID1');
    const byKey: Principal = { ...alice, identity: { ...alice.identity, accessKeyId: 'AKID1' } };
    expect([await stands(alice), await stands(byKey)]).toEqual([true, true]);

    await update(alice, { console_login: false });
    expect([await stands(alice), await stands(byKey)]).toEqual([false, true]);
    await remove(alice);
    expect([await stands(alice), await stands(byKey)]).toEqual([false, false]);
  });

  it('as a CAM user who was not deleted, even if there is another one of that name', async () => {
    const bob = await inside.createUser(inside.uin, 'bob');
    await remove(bob);
    const another = await inside.createUser(inside.uin, 'bob');

    expect([await stands(bob), await stands(another)]).toEqual([false, true]);
  });

  it('in its own account only', async () => {
    const carol = await inside.createUser(inside.uin, 'carol');

    expect(await stands({ ...carol, uin: inside.other })).toBe(false);
  });

  it('never by a session that an earlier version of the product wrote down', async () => {
    const identity = { type: 'role', roleName: 'Reader', sessionName: 'alice' } as Principal['identity'];
    const user = { type: 'cam-user', userName: 'carol' } as Principal['identity'];

    expect(await stands({ kind: 'principal', uin: inside.uin, identity })).toBe(false);
    expect(await stands({ kind: 'principal', uin: inside.uin, identity: user })).toBe(false);
  });
});
