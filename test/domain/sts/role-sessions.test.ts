import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Principal, systemActor } from '../../../src/action/actor.ts';
import { samlProviders } from '../../../src/domain/cam/index.ts';
import { describeConsoleSession } from '../../../src/domain/sts/console-sessions/describe-console-session.ts';
import { openRoleConsoleSession } from '../../../src/domain/sts/console-sessions/open-role-console-session.ts';
import { requireStanding } from '../../../src/domain/sts/index.ts';
import { listRoleSessions } from '../../../src/domain/sts/sessions/list-role-sessions.ts';
import { revokeRoleSessions } from '../../../src/domain/sts/sessions/revoke-role-sessions.ts';
import { sweepExpiredSessions } from '../../../src/domain/sts/sessions/sweep-expired-sessions.ts';
import { type TestIdentityProvider, testIdentityProvider } from '../../support/identity-provider.ts';
import { newWorld, type World } from '../../support/world.ts';
import { accountArn, type CamUserPrincipal, foundAccounts, type Inside, trusting } from './account.ts';
import { addProvider, federated, providerArn, responseFor, roleArnOf } from './saml.ts';

describe('sessions of a role', () => {
  let world: World;
  let inside: Inside;
  let idp: TestIdentityProvider;
  let uin: number;
  let alice: CamUserPrincipal;
  beforeAll(async () => {
    world = await newWorld();
    inside = await foundAccounts(world);
    uin = inside.uin;
    alice = await inside.createUser(uin, 'alice');
    idp = await testIdentityProvider();
  });
  beforeEach(async () => {
    await inside.clear();
    await addProvider(world, inside, uin, 'Idp', idp);
    await createReader();
  });

  const createReader = (options: object = {}) =>
    inside.createRole(
      uin,
      'Reader',
      [trusting(accountArn(uin)), federated(providerArn(uin, 'Idp'))],
      options,
    );
  const byKeys = async (input: object = {}) =>
    (await inside.holderOf(await inside.assume(alice, uin, 'Reader', input))) as Principal;
  const atConsole = async (): Promise<Principal> => {
    const samlResponse = responseFor(world, idp, [`${roleArnOf(uin, 'Reader')},${providerArn(uin, 'Idp')}`]);
    const opened = await world.execute(openRoleConsoleSession, { kind: 'visitor' }, { samlResponse });
    if (opened.outcome === 'refused') throw new Error(opened.reason);
    return { kind: 'principal', uin, identity: opened.identity };
  };
  /** As the session of another product part has it, which keeps no row. */
  const elsewhere = async (): Promise<Principal> => {
    const { uin: account, identity } = await atConsole();
    const { sessionId: _, ...session } = identity as Principal['identity'] & { type: 'role' };
    await world.db.deleteFrom('sts_sessions').execute();
    return { kind: 'principal', uin: account, identity: session };
  };
  const stands = (principal: Principal) =>
    inside
      .inTransaction((db) => requireStanding(db, principal, world.clock.now()))
      .then(
        () => true,
        (refusal) => {
          expect(refusal).toMatchObject({ kind: 'unauthenticated', code: 'SessionEnded' });
          return false;
        },
      );
  const list = (input: object = {}) =>
    world.execute(listRoleSessions, alice, { roleName: 'Reader', ...input });
  const revoke = () => world.execute(revokeRoleSessions, alice, { roleName: 'Reader' });
  const begun = [
    ['at the console', atConsole],
    ['by keys', byKeys],
    ['opened elsewhere', elsewhere],
  ] as const;

  describe.each(begun)('%s', (_how, begin) => {
    it('stand until something ends them', async () => {
      expect(await stands(await begin())).toBe(true);
    });

    it('end when they are revoked, and one that begins later stands', async () => {
      const before = await begin();
      world.clock.advance(1);
      await revoke();
      world.clock.advance(0.001);
      const after = await begin();

      expect([await stands(before), await stands(after)]).toEqual([false, true]);
    });

    it('end when they are revoked in the very moment in which they begin', async () => {
      const session = await begin();
      await revoke();

      expect(await stands(session)).toBe(false);
    });

    it('end with the role, and do not come back with another of that name', async () => {
      const session = await begin();
      await world.db.deleteFrom('cam_roles').where('role_name', '=', 'Reader').execute();
      expect(await stands(session)).toBe(false);

      await createReader();
      expect(await stands(session)).toBe(false);
    });

    it('end with the account', async () => {
      const session = await begin();

      expect(await stands({ ...session, uin: inside.other })).toBe(false);
      expect(await stands({ ...session, uin: 1 })).toBe(false);
    });

    it('end when the role is taken from the console, unless they have keys', async () => {
      const session = await begin();
      await createReader({ consoleLogin: false });

      expect(await stands(session)).toBe(begin === byKeys);
    });
  });

  it('at the console end with the SAML provider that opened them, also when there is another of its name', async () => {
    const session = await atConsole();
    const keys = await byKeys();
    await inside.inTransaction((db) =>
      db.deleteFrom('cam_saml_providers').where('uin', '=', uin).where('name', '=', 'Idp').execute(),
    );
    await addProvider(world, inside, uin, 'Idp', idp);

    expect([await stands(session), await stands(keys)]).toEqual([false, true]);
  });

  it('do not end when the SAML provider gets other metadata', async () => {
    const session = await atConsole();
    const provider = await inside.inTransaction((db) => samlProviders.find(db, uin, 'Idp'));
    expect(provider).toBeDefined();
    await addProvider(world, inside, uin, 'Idp', await testIdentityProvider('https://idp.example.com/new'));

    expect(await stands(session)).toBe(true);
  });

  it('last as long as their time, to the second', async () => {
    const issued = await inside.assume(alice, uin, 'Reader', { durationSeconds: 60 });
    const session = (await inside.holderOf(issued)) as Principal;

    world.clock.advance(issued.expiredTime - world.clock.now().getTime() / 1000 - 0.001);
    expect(await stands(session)).toBe(true);
    world.clock.advance(0.001);
    expect(await stands(session)).toBe(false);
  });

  it('end for everybody at once, and show the account console nothing more', async () => {
    const session = await atConsole();
    expect(await world.execute(describeConsoleSession, session, {})).toMatchObject({
      identity: { name: 'Reader' },
    });

    expect(await revoke()).toEqual({ revoked: 1 });

    await expect(world.execute(describeConsoleSession, session, {})).rejects.toMatchObject({
      code: 'SessionEnded',
    });
    expect(await world.auditTrail()).toContain('sts:RevokeRoleSessions');
  });

  it('stay revoked when the clock of another node is behind', async () => {
    world.clock.advance(60);
    const session = await elsewhere();
    await revoke();
    world.clock.advance(-60);
    await revoke();

    expect(await stands(session)).toBe(false);
    world.clock.advance(60);
  });

  it('of another role are not touched', async () => {
    await inside.createRole(uin, 'Writer', [trusting(accountArn(uin))]);
    const writer = (await inside.holderOf(await inside.assume(alice, uin, 'Writer'))) as Principal;

    await revoke();

    expect(await stands(writer)).toBe(true);
  });

  describe('in a list', () => {
    it('are those that last, newest first, with who asked for them', async () => {
      await atConsole();
      world.clock.advance(60);
      const policy = '{"version":"2.0","statement":[{"effect":"allow","action":"*","resource":"*"}]}';
      await byKeys({ roleSessionName: 'nightly-build', policy });
      world.clock.advance(60);
      const keys = await byKeys({ roleSessionName: 'chain' });
      await inside.assume(keys, uin, 'Reader', { roleSessionName: 'chained', durationSeconds: 60 });

      const { sessions, total } = await list();
      expect(total).toBe(4);
      expect(
        sessions
          .map(({ sessionName, access, source, hasPolicy }) => [sessionName, access, source, hasPolicy])
          .sort(),
      ).toEqual([
        ['alice', 'console', { kind: 'saml', name: 'alice@example.com' }, false],
        ['chain', 'keys', { kind: 'cam-user', name: 'alice' }, false],
        ['chained', 'keys', { kind: 'role', name: 'Reader/chain' }, false],
        ['nightly-build', 'keys', { kind: 'cam-user', name: 'alice' }, true],
      ]);
      expect(sessions.at(-1)?.sessionName).toBe('alice');

      world.clock.advance(60);
      expect((await list()).total).toBe(3);
      expect((await list({ filter: 'NIGHTLY' })).sessions.map(({ sessionName }) => sessionName)).toEqual([
        'nightly-build',
      ]);
      expect(await list({ offset: 1, maxResults: 1 })).toMatchObject({
        total: 3,
        sessions: [expect.anything()],
      });
    });

    it('hold no secret', async () => {
      const { credentials } = await inside.assume(alice, uin, 'Reader');

      const shown = JSON.stringify(await list());
      for (const secret of Object.values(credentials)) expect(shown).not.toContain(secret);
    });

    it('are none after a revocation, whose time is told', async () => {
      await byKeys();
      await revoke();

      expect(await list()).toEqual({ sessions: [], total: 0, revokedBefore: world.clock.now() });
    });

    it('and to revoke them are for the account itself', async () => {
      await inside.createRole(inside.other, 'Secret', [trusting(accountArn(inside.other))]);
      const missing = { kind: 'not-found', code: 'RoleNotFound' };

      await expect(list({ roleName: 'Secret' })).rejects.toMatchObject(missing);
      await expect(world.execute(revokeRoleSessions, alice, { roleName: 'Secret' })).rejects.toMatchObject(
        missing,
      );
      expect(await world.db.selectFrom('sts_role_revocations').selectAll().execute()).toEqual([]);
    });
  });

  it('are forgotten when their time is over, and not before', async () => {
    await byKeys({ durationSeconds: 60 });
    await byKeys({ durationSeconds: 120 });

    world.clock.advance(60);
    await world.execute(sweepExpiredSessions, systemActor, {});
    expect(await inside.sessionRows()).toBe(1);
  });
});
