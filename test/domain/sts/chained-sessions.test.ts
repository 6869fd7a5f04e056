import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { systemActor } from '../../../src/action/actor.ts';
import { requireStanding } from '../../../src/domain/sts/index.ts';
import { revokeRoleSessions } from '../../../src/domain/sts/sessions/revoke-role-sessions.ts';
import { sweepExpiredSessions } from '../../../src/domain/sts/sessions/sweep-expired-sessions.ts';
import { newWorld, type World } from '../../support/world.ts';
import { accountArn, type CamUserPrincipal, foundAccounts, type Inside, trusting } from './account.ts';

describe('a session that asks for a session', () => {
  let world: World;
  let inside: Inside;
  let uin: number;
  let other: number;
  let alice: CamUserPrincipal;
  beforeAll(async () => {
    world = await newWorld();
    inside = await foundAccounts(world);
    ({ uin, other } = inside);
    alice = await inside.createUser(uin, 'alice');
  });
  beforeEach(async () => {
    await inside.clear();
    await inside.createRole(uin, 'First', [trusting(accountArn(uin))]);
    await inside.createRole(other, 'Second', [trusting(accountArn(uin)), trusting(accountArn(other))]);
  });

  const holderOf = async (issued: Promise<Parameters<Inside['holderOf']>[0]>): Promise<Principal> => {
    const holder = await inside.holderOf(await issued);
    if (!holder) throw new Error('These keys are known to nobody.');
    return holder;
  };
  const stands = (principal: Principal) =>
    inside
      .inTransaction((db) => requireStanding(db, principal, world.clock.now()))
      .then(
        () => true,
        () => false,
      );
  const secondsLeft = ({ expiredTime }: { expiredTime: number }) =>
    expiredTime - world.clock.now().getTime() / 1000;

  it('gets it from a role that trusts its account, for an hour, in the name of who asked first', async () => {
    const first = await holderOf(inside.assume(alice, uin, 'First'));

    const second = await inside.assume(first, other, 'Second');
    expect(secondsLeft(second)).toBe(3600);
    expect(await inside.holderOf(second)).toMatchObject({
      uin: other,
      identity: { roleName: 'Second', requesterUin: alice.identity.userUin },
    });
    await expect(inside.assume(first, other, 'Second', { durationSeconds: 3601 })).rejects.toMatchObject({
      code: 'OverTimeError',
    });
  });

  it('is not the user it once was: trust in that user is none in it', async () => {
    const user = `qcs::cam::uin/${uin}:uin/${alice.identity.userUin}`;
    await inside.createRole(uin, 'Private', [trusting(user)]);
    const first = await holderOf(inside.assume(alice, uin, 'First'));

    expect(await inside.assume(alice, uin, 'Private')).toBeDefined();
    await expect(inside.assume(first, uin, 'Private')).rejects.toMatchObject({
      code: 'UnauthorizedOperation',
    });
  });

  it('never gets one that outlives it, so that nobody goes on for ever by asking', async () => {
    const issued = await inside.assume(alice, uin, 'First', { durationSeconds: 900 });
    let session = await holderOf(Promise.resolve(issued));
    for (let turn = 0; turn < 9; turn += 1) {
      world.clock.advance(60);
      const next = await inside.assume(session, other, 'Second', {
        durationSeconds: 3600,
      });
      expect(next.expiredTime).toBe(issued.expiredTime);
      session = await holderOf(Promise.resolve(next));
    }
    await expect(inside.assume(session, other, 'Second')).rejects.toMatchObject({
      code: 'UnsupportedOperation',
    });

    world.clock.advance(360);
    expect(await stands(session)).toBe(false);
    await expect(inside.assume(session, other, 'Second')).rejects.toMatchObject({ kind: 'unauthenticated' });
  });

  it.each([
    [
      'the sessions of its role are revoked',
      () => world.execute(revokeRoleSessions, alice, { roleName: 'First' }),
    ],
    [
      'its role is deleted',
      () => world.db.deleteFrom('cam_roles').where('role_name', '=', 'First').execute(),
    ],
    ['its time is over', async () => world.clock.advance(7200)],
  ])('ends when %s, and with it all that it got', async (_why, end) => {
    const first = await holderOf(inside.assume(alice, uin, 'First'));
    const second = await holderOf(inside.assume(first, other, 'Second'));
    const third = await holderOf(inside.assume(second, other, 'Second'));
    expect([await stands(first), await stands(second), await stands(third)]).toEqual([true, true, true]);

    await end();

    expect([await stands(first), await stands(second), await stands(third)]).toEqual([false, false, false]);
    await expect(inside.assume(third, other, 'Second')).rejects.toMatchObject({ kind: 'unauthenticated' });
    await world.execute(sweepExpiredSessions, systemActor, {});
    expect(await inside.sessionRows()).toBe(0);
  });

  it('ends with the access key that began it all, and rests while that is switched off', async () => {
    const key = { accessKeyId: 'AKIDalice' };
    await inside.createKey(uin, alice.identity.userUin, key.accessKeyId);
    const byKey: Principal = { ...alice, identity: { ...alice.identity, ...key } };
    const first = await holderOf(inside.assume(byKey, uin, 'First'));
    const second = await holderOf(inside.assume(first, other, 'Second'));
    const atConsole = await holderOf(inside.assume(alice, uin, 'First'));
    const all = async () => [await stands(first), await stands(second), await stands(atConsole)];

    await inside.switchKey(key.accessKeyId, 'Inactive');
    expect(await all()).toEqual([false, false, true]);
    await inside.switchKey(key.accessKeyId, 'Active');
    expect(await all()).toEqual([true, true, true]);

    await world.db.deleteFrom('cam_access_keys').execute();
    expect(await all()).toEqual([false, false, true]);
    expect(await inside.sessionRows()).toBe(1);
  });

  it('ends when the user who asked for it at the console may no longer be there', async () => {
    const carol = await inside.createUser(uin, 'carol');
    await inside.createKey(uin, carol.identity.userUin, 'AKIDcarol');
    const byKey: Principal = { ...carol, identity: { ...carol.identity, accessKeyId: 'AKIDcarol' } };
    const first = await holderOf(inside.assume(carol, uin, 'First'));
    const second = await holderOf(inside.assume(first, other, 'Second'));
    const keyed = await holderOf(inside.assume(byKey, uin, 'First'));

    await world.db
      .updateTable('cam_users')
      .set({ console_login: false })
      .where('user_uin', '=', carol.identity.userUin)
      .execute();

    expect([await stands(first), await stands(second), await stands(keyed)]).toEqual([false, false, true]);
  });

  it('ends when the user is deleted who asked for it, in whatever account it is', async () => {
    const bob = await inside.createUser(uin, 'bob');
    const abroad = await holderOf(inside.assume(bob, other, 'Second'));
    const chained = await holderOf(inside.assume(abroad, other, 'Second'));
    const alices = await holderOf(inside.assume(alice, other, 'Second'));

    await world.db.deleteFrom('cam_users').where('user_name', '=', 'bob').execute();

    expect([await stands(abroad), await stands(chained), await stands(alices)]).toEqual([false, false, true]);
  });
});
