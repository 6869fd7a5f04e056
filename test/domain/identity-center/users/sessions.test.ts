import { beforeEach, describe, expect, it } from 'vitest';
import type { Employee, Principal } from '../../../../src/action/actor.ts';
import { batchRemoveUserFromGroup } from '../../../../src/domain/identity-center/groups/batch-remove-user-from-group.ts';
import { sweepExpired } from '../../../../src/domain/identity-center/logins/sweep-expired.ts';
import { enterAccountAsCamUser } from '../../../../src/domain/identity-center/portal/enter-account-as-cam-user.ts';
import { enterAccountAsRole } from '../../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { deleteUser } from '../../../../src/domain/identity-center/users/delete-user.ts';
import { endUserSessions } from '../../../../src/domain/identity-center/users/end-user-sessions.ts';
import { listUserSessions } from '../../../../src/domain/identity-center/users/list-user-sessions.ts';
import { updateUserStatus } from '../../../../src/domain/identity-center/users/update-user-status.ts';
import { describeConsoleSession } from '../../../../src/domain/sts/console-sessions/describe-console-session.ts';
import { openCamUserConsoleSession } from '../../../../src/domain/sts/console-sessions/open-cam-user-console-session.ts';
import { openRoleConsoleSession } from '../../../../src/domain/sts/console-sessions/open-role-console-session.ts';
import { assumeRoleWithSaml } from '../../../../src/domain/sts/credentials/assume-role-with-saml.ts';
import { getFederationToken } from '../../../../src/domain/sts/credentials/get-federation-token.ts';
import { endOwnSession } from '../../../../src/domain/sts/sessions/end-own-session.ts';
import { give } from '../../../support/cam.ts';
import {
  authorize,
  createConfiguration,
  createGroupOf,
  createPerson,
  synchronize,
} from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

const visitor = { kind: 'visitor' } as const;

describe('what a person opened in accounts', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let uin: number;
  let userId: string;
  let alice: Employee;
  let bob: Employee;
  let team: string;
  let reader: string;
  let writer: string;
  let providerName: string;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin: uin } = await foundSpace(world));
    const person = async (name: string) => ({
      kind: 'employee' as const,
      spaceId: zoneId,
      userId: await createPerson(world, administrator, zoneId, name),
    });
    alice = await person('alice');
    bob = await person('bob');
    userId = alice.userId;
    team = await createGroupOf(world, administrator, zoneId, 'Team', [userId]);
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    writer = await createConfiguration(world, administrator, zoneId, 'Writer', ['AdministratorAccess']);
    await authorize(world, administrator, zoneId, [
      { group: team, uin, configuration: reader },
      { user: userId, uin, configuration: writer },
      { user: bob.userId, uin, configuration: reader },
    ]);
    await synchronize(world, administrator, zoneId, { group: team, uin });
    const { name } = await world.db.selectFrom('cam_saml_providers').select('name').executeTakeFirstOrThrow();
    providerName = name;
  });

  const assertion = async (permissionConfigurationId: string, who = alice) =>
    (await world.execute(enterAccountAsRole, who, { uin, permissionConfigurationId })).samlResponse;
  const camUserAssertion = async () =>
    (await world.execute(enterAccountAsCamUser, alice, { uin })).samlResponse;
  const openRole = (samlResponse: string) => world.execute(openRoleConsoleSession, visitor, { samlResponse });
  const openCamUser = (samlResponse: string) =>
    world.execute(openCamUserConsoleSession, visitor, { uin, samlResponse });
  async function enter(opening: ReturnType<typeof openRole> | ReturnType<typeof openCamUser>) {
    const opened = await opening;
    if (opened.outcome === 'refused') throw new Error(`refused: ${opened.reason}`);
    return { kind: 'principal', uin: opened.uin, identity: opened.identity } as Principal;
  }
  const isInside = async (who: Principal) =>
    world.execute(describeConsoleSession, who, {}).then(
      () => true,
      () => false,
    );
  const setStatus = (newUserStatus: string) =>
    world.execute(updateUserStatus, administrator, { zoneId, userId, newUserStatus });
  const sessions = async () =>
    (await world.execute(listUserSessions, administrator, { zoneId, userId })).sessions;
  const keys = (samlAssertion: string, configuration = 'Reader') =>
    world.execute(assumeRoleWithSaml, visitor, {
      samlAssertion,
      principalArn: `qcs::cam::uin/${uin}:saml-provider/${providerName}`,
      roleArn: `qcs::cam::uin/${uin}:roleName/TencentCloudSSO-${configuration}`,
      roleSessionName: 'alice',
    });

  it('ends at once when the person is disabled, by whatever way it was opened, and never comes back', async () => {
    const role = await enter(openRole(await assertion(reader)));
    const camUser = await enter(openCamUser(await camUserAssertion()));
    await keys(await assertion(writer), 'Writer');
    expect([await isInside(role), await isInside(camUser)]).toEqual([true, true]);

    await setStatus('Disabled');
    expect([await isInside(role), await isInside(camUser)]).toEqual([false, false]);
    expect(await world.db.selectFrom('sts_sessions').selectAll().execute()).toEqual([]);
    await setStatus('Enabled');
    expect([await isInside(role), await isInside(camUser)]).toEqual([false, false]);
    expect(await isInside(await enter(openRole(await assertion(reader))))).toBe(true);
  });

  it('ends with all that was asked for from there, as a CAM user too', async () => {
    const camUser = await enter(openCamUser(await camUserAssertion()));
    await give(world, camUser, 'AdministratorAccess');
    const policy = { version: '2.0', statement: [{ effect: 'allow', action: ['*'], resource: ['*'] }] };
    await world.execute(getFederationToken, camUser, { name: 'nightly', policy: JSON.stringify(policy) });
    const rows = () => world.db.selectFrom('sts_sessions').select('session_name').execute();
    expect(await rows()).toHaveLength(1);

    await setStatus('Disabled');
    expect(await rows()).toEqual([]);
  });

  it('goes on when somebody who may log in is enabled once more', async () => {
    const role = await enter(openRole(await assertion(reader)));
    await setStatus('Enabled');

    expect(await isInside(role)).toBe(true);
  });

  it('leaves everybody else where they are', async () => {
    const other = await enter(openRole(await assertion(reader, bob)));
    await setStatus('Disabled');

    expect(await isInside(other)).toBe(true);
  });

  it('is opened by no assertion of before, at the console or by keys', async () => {
    const early = [await assertion(reader), await assertion(writer), await camUserAssertion()] as const;
    await setStatus('Disabled');
    await setStatus('Enabled');

    expect(await openRole(early[0])).toMatchObject({ outcome: 'refused', reason: 'entry-ended' });
    await expect(keys(early[1], 'Writer')).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await openCamUser(early[2])).toMatchObject({ outcome: 'refused', reason: 'entry-ended' });
    expect(await world.db.selectFrom('sts_sessions').selectAll().execute()).toEqual([]);
  });

  it('is listed with what it is, and one of it can be ended alone', async () => {
    const role = await enter(openRole(await assertion(reader)));
    world.clock.advance(1);
    const camUser = await enter(openCamUser(await camUserAssertion()));
    await assertion(writer);

    const open = await sessions();
    expect(open.map(({ kind, enteredAs }) => [kind, enteredAs])).toEqual([
      ['console', 'alice@northwind'],
      ['console', 'TencentCloudSSO-Reader'],
    ]);
    const { sessionId } = open[1] ?? {};
    await world.execute(endUserSessions, administrator, { zoneId, userId, sessionId });
    expect([await isInside(role), await isInside(camUser)]).toEqual([false, true]);
    await world.execute(endUserSessions, administrator, { zoneId, userId });
    expect(await isInside(camUser)).toBe(false);
    expect(await sessions()).toEqual([]);
  });

  it('cannot be ended in the name of somebody else', async () => {
    const role = await enter(openRole(await assertion(reader)));
    const [{ sessionId } = { sessionId: '' }] = await sessions();

    await world.execute(endUserSessions, administrator, { zoneId, userId: bob.userId, sessionId });
    expect(await isInside(role)).toBe(true);
  });

  it('is no longer listed for whoever signed out', async () => {
    for (const who of [
      await enter(openRole(await assertion(reader))),
      await enter(openCamUser(await camUserAssertion())),
    ]) {
      await world.execute(endOwnSession, who, {});
      expect(await isInside(who)).toBe(false);
    }

    expect(await sessions()).toEqual([]);
  });

  it('ends when the person leaves the group that let them in, and stays where another grant holds', async () => {
    const byGroup = await enter(openRole(await assertion(reader)));
    const asCamUser = await enter(openCamUser(await camUserAssertion()));
    const byThemselves = await enter(openRole(await assertion(writer)));
    await world.execute(batchRemoveUserFromGroup, administrator, {
      zoneId,
      groupId: team,
      userIds: [userId],
    });

    expect(await isInside(byGroup)).toBe(false);
    expect(await isInside(asCamUser)).toBe(false);
    expect(await isInside(byThemselves)).toBe(true);
  });

  it('ends with the person', async () => {
    const role = await enter(openRole(await assertion(writer)));
    for (const table of ['authorizations', 'user_synchronizations', 'synchronized_cam_users'] as const) {
      await world.db.deleteFrom(table).execute();
    }
    await world.db.deleteFrom('group_members').execute();
    await world.execute(deleteUser, administrator, { zoneId, userId });

    expect(await isInside(role)).toBe(false);
    expect(await world.db.selectFrom('account_entries').selectAll().execute()).toEqual([]);
  });

  it('outlives the assertion, and is swept only when it is over', async () => {
    const camUser = await enter(openCamUser(await camUserAssertion()));
    world.clock.advance(7199);
    await world.execute(sweepExpired, { kind: 'system' }, {});
    expect(await isInside(camUser)).toBe(true);

    world.clock.advance(1);
    await world.execute(sweepExpired, { kind: 'system' }, {});
    expect(await world.db.selectFrom('account_entries').selectAll().execute()).toEqual([]);
  });

  it('is over also when it begins in the moment in which the person is disabled', async () => {
    for (let round = 0; round < 5; round += 1) {
      const samlResponse = await assertion(reader);
      const [opened] = await Promise.allSettled([openRole(samlResponse), setStatus('Disabled')]);
      if (opened.status === 'fulfilled' && opened.value.outcome === 'opened') {
        const { uin: account, identity } = opened.value;
        expect(await isInside({ kind: 'principal', uin: account, identity } as Principal)).toBe(false);
      }
      const [issued] = await Promise.allSettled([
        setStatus('Enabled').then(() => assertion(reader)),
        setStatus('Disabled'),
      ]);
      await setStatus('Disabled');
      if (issued.status === 'fulfilled') {
        expect(await openRole(issued.value)).toMatchObject({ outcome: 'refused' });
      }
      await setStatus('Enabled');
    }
  });
});
