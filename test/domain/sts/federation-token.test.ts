import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { describeConsoleSession } from '../../../src/domain/sts/console-sessions/describe-console-session.ts';
import { getFederationToken } from '../../../src/domain/sts/credentials/get-federation-token.ts';
import { newWorld, type World } from '../../support/world.ts';
import { accountArn, type CamUserPrincipal, foundAccounts, type Inside, trusting } from './account.ts';

const everything = JSON.stringify({
  version: '2.0',
  statement: [{ effect: 'allow', action: '*', resource: '*' }],
});

describe('GetFederationToken', () => {
  let world: World;
  let inside: Inside;
  let uin: number;
  let alice: CamUserPrincipal;
  let root: Principal;
  beforeAll(async () => {
    world = await newWorld();
    inside = await foundAccounts(world);
    uin = inside.uin;
    alice = await inside.createUser(uin, 'alice');
    root = { kind: 'principal', uin, identity: { type: 'root' } };
  });
  beforeEach(() => inside.clear());

  const federate = (caller: Principal, input: object = {}) =>
    world.execute(getFederationToken, caller, {
      name: 'uploader',
      policy: encodeURIComponent(everything),
      ...input,
    });
  const secondsOf = async (issued: Promise<{ expiredTime: number }>) =>
    (await issued).expiredTime - world.clock.now().getTime() / 1000;

  it('gives keys of a CAM user, cut down to a policy', async () => {
    const issued = await federate(alice);

    expect(await inside.holderOf(issued)).toEqual({
      kind: 'principal',
      uin,
      identity: {
        type: 'federated-user',
        userUin: alice.identity.userUin,
        userName: 'alice',
        name: 'uploader',
        issuedAt: world.clock.now().toISOString(),
        sessionId: expect.stringMatching(/^sts-/),
        sessionPolicy: everything,
      },
    });
  });

  it('gives keys of the root user, which are of no CAM user', async () => {
    const holder = await inside.holderOf(await federate(root));

    expect(holder?.identity).toMatchObject({
      type: 'federated-user',
      userUin: uin,
      sessionPolicy: everything,
    });
    expect(holder?.identity).not.toHaveProperty('userName');
  });

  it('lets them last half an hour, and longer for a user than for the root user', async () => {
    expect(await secondsOf(federate(alice))).toBe(1800);
    expect(await secondsOf(federate(alice, { durationSeconds: 129_600 }))).toBe(129_600);
    expect(await secondsOf(federate(root, { durationSeconds: 7200 }))).toBe(7200);

    const tooLong = { kind: 'invalid-input', code: 'OverTimeError' };
    await expect(federate(alice, { durationSeconds: 129_601 })).rejects.toMatchObject(tooLong);
    await expect(federate(root, { durationSeconds: 7201 })).rejects.toMatchObject(tooLong);
  });

  it('gives none to a session, so that nobody makes a short stay long', async () => {
    await inside.createRole(uin, 'Reader', [trusting(accountArn(uin))]);
    const role = (await inside.holderOf(await inside.assume(alice, uin, 'Reader'))) as Principal;
    const federated = (await inside.holderOf(await federate(alice))) as Principal;

    for (const session of [role, federated]) {
      await expect(federate(session)).rejects.toMatchObject({ code: 'UnsupportedOperation' });
    }
    expect(await inside.sessionRows()).toBe(2);
  });

  it('gives none without a policy, or with one that is not valid', async () => {
    await expect(federate(alice, { policy: undefined })).rejects.toMatchObject({ kind: 'invalid-input' });
    await expect(federate(alice, { policy: '' })).rejects.toMatchObject({ code: 'StrategyFormatError' });
    await expect(federate(alice, { policy: '{}' })).rejects.toMatchObject({ code: 'StrategyInvalid' });

    expect(await inside.sessionRows()).toBe(0);
    expect(await world.auditTrail()).toEqual([]);
  });

  it('gives keys that open no console', async () => {
    const holder = (await inside.holderOf(await federate(alice))) as Principal;

    await expect(world.execute(describeConsoleSession, holder, {})).rejects.toMatchObject({
      kind: 'unauthenticated',
    });
  });

  it('gives keys that end with the user, and do not come back with another of that name', async () => {
    const bob = await inside.createUser(uin, 'bob');
    const issued = await federate(bob);
    expect(await inside.holderOf(issued)).toBeDefined();

    await world.db.deleteFrom('cam_users').where('user_name', '=', 'bob').execute();
    await inside.createUser(uin, 'bob');

    expect(await inside.holderOf(issued)).toBeUndefined();
  });
});
