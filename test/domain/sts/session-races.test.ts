import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { DomainError } from '../../../src/action/domain-error.ts';
import { openRoleConsoleSession } from '../../../src/domain/sts/console-sessions/open-role-console-session.ts';
import { assumeRoleWithSaml } from '../../../src/domain/sts/credentials/assume-role-with-saml.ts';
import { requireStanding } from '../../../src/domain/sts/index.ts';
import { revokeRoleSessions } from '../../../src/domain/sts/sessions/revoke-role-sessions.ts';
import { testIdentityProvider } from '../../support/identity-provider.ts';
import { newWorld, type World } from '../../support/world.ts';
import { accountArn, type CamUserPrincipal, foundAccounts, type Inside, trusting } from './account.ts';
import { addProvider, federated, providerArn, responseFor, roleArnOf } from './saml.ts';

const visitor = { kind: 'visitor' } as const;
const rounds = 10;

describe('at the same moment', () => {
  let world: World;
  let inside: Inside;
  let uin: number;
  let alice: CamUserPrincipal;
  beforeAll(async () => {
    world = await newWorld();
    inside = await foundAccounts(world);
    uin = inside.uin;
    alice = await inside.createUser(uin, 'alice');
  });
  beforeEach(() => inside.clear());

  const createRole = (roleName: string) =>
    inside.createRole(uin, roleName, [trusting(accountArn(uin)), federated(providerArn(uin, 'Idp'))]);
  /** What was given, once everything else has come to rest; what was refused must have been refused in words. */
  async function settled<Result>(promises: Promise<Result>[]): Promise<Result[]> {
    const results = await Promise.allSettled(promises);
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    for (const refusal of refusals) expect(refusal).toBeInstanceOf(DomainError);
    return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  }
  async function standing(issued: Parameters<Inside['holderOf']>[0][]): Promise<Principal[]> {
    const holders = await Promise.all(issued.map(inside.holderOf));
    const asked = holders.map((holder) =>
      inside
        .inTransaction(async (db) => holder && requireStanding(db, holder, world.clock.now()))
        .then(() => (holder ? [holder] : []))
        .catch(() => []),
    );
    return (await Promise.all(asked)).flat();
  }

  it('an assertion opens one session, whether at the console or by keys', async () => {
    await addProvider(world, inside, uin, 'Idp', await testIdentityProvider());
    await createRole('Reader');
    const idp = await testIdentityProvider();
    for (let round = 0; round < rounds; round += 1) {
      const once = responseFor(world, idp, [`${roleArnOf(uin, 'Reader')},${providerArn(uin, 'Idp')}`]);
      const byKeys = () =>
        world.execute(assumeRoleWithSaml, visitor, {
          samlAssertion: once,
          principalArn: providerArn(uin, 'Idp'),
          roleArn: roleArnOf(uin, 'Reader'),
          roleSessionName: 'work',
        });
      const atConsole = () => world.execute(openRoleConsoleSession, visitor, { samlResponse: once });

      await settled<unknown>([byKeys(), atConsole(), byKeys(), atConsole()]);

      expect(await inside.sessionRows()).toBe(round + 1);
    }
  });

  it('sessions that begin while they are revoked are over', async () => {
    await createRole('Reader');
    for (let round = 0; round < rounds; round += 1) {
      const begin = () => inside.assume(alice, uin, 'Reader');
      const revoke = world.execute(revokeRoleSessions, alice, { roleName: 'Reader' });

      const [issued] = await Promise.all([settled([begin(), begin(), begin()]), revoke]);

      expect(issued).toHaveLength(3);
      expect(await standing(issued)).toEqual([]);
    }
  });

  it('sessions that are asked for by one that is being revoked are over', async () => {
    await createRole('Reader');
    await createRole('Next');
    for (let round = 0; round < rounds; round += 1) {
      world.clock.advance(1);
      const [first] = await standing([await inside.assume(alice, uin, 'Reader')]);
      const chain = () => inside.assume(first as Principal, uin, 'Next');
      const revoke = world.execute(revokeRoleSessions, alice, { roleName: 'Reader' });

      const [issued] = await Promise.all([settled([chain(), chain(), chain()]), revoke]);

      expect(await standing(issued)).toEqual([]);
    }
  });

  it('sessions of a role that is being deleted are over, or refused in words', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { roleId } = await createRole(`Reader-${round}`);
      const begin = () => inside.assume(alice, uin, `Reader-${round}`);

      const [issued] = await Promise.all([settled([begin(), begin(), begin()]), inside.deleteRole(roleId)]);

      expect(await standing(issued)).toEqual([]);
    }
    expect(await inside.sessionRows()).toBe(0);
  });

  it('sessions of a user who is being deleted are over, or refused in words', async () => {
    await createRole('Reader');
    for (let round = 0; round < rounds; round += 1) {
      const bob = await inside.createUser(uin, `bob-${round}`);
      const begin = () => inside.assume(bob, uin, 'Reader');
      const remove = world.db.deleteFrom('cam_users').where('user_uin', '=', bob.identity.userUin).execute();

      const [issued] = await Promise.all([settled([begin(), begin(), begin()]), remove]);

      expect(await standing(issued)).toEqual([]);
    }
    expect(await inside.sessionRows()).toBe(0);
  });
});
