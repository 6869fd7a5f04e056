import { beforeEach, describe, expect, it } from 'vitest';
import type { Employee, Principal } from '../../../../src/action/actor.ts';
import { enterAccountAsCamUser } from '../../../../src/domain/identity-center/portal/enter-account-as-cam-user.ts';
import { enterAccountAsRole } from '../../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { explainAccess } from '../../../../src/domain/identity-center/portal/explain-access.ts';
import { findWay } from '../../../../src/domain/identity-center/portal/find-way.ts';
import { issueRoleCredentials } from '../../../../src/domain/identity-center/portal/issue-role-credentials.ts';
import { listRecentEntries } from '../../../../src/domain/identity-center/portal/list-recent-entries.ts';
import { listRoleAccounts } from '../../../../src/domain/identity-center/portal/list-role-accounts.ts';
import { markFavourite } from '../../../../src/domain/identity-center/portal/mark-favourite.ts';
import { createOrganizationMember } from '../../../../src/domain/organization/accounts/create-organization-member.ts';
import { updateOrganizationMember } from '../../../../src/domain/organization/accounts/update-organization-member.ts';
import { find as findKey } from '../../../../src/domain/sts/sessions/temporary-key-queries.ts';
import { hashSecret } from '../../../../src/platform/secrets.ts';
import {
  authorize,
  createConfiguration,
  createGroupOf,
  createPerson,
  synchronize,
} from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('what a person keeps of the portal', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let adminUin: number;
  let web: number;
  let alice: Employee;
  let bob: Employee;
  let reader: string;
  let writer: string;
  beforeEach(async () => {
    world = await newWorld();
    const founded = await foundSpace(world);
    ({ administrator, zoneId, adminUin } = founded);
    ({ uin: web } = await world.execute(createOrganizationMember, administrator, {
      name: 'web',
      nodeId: founded.rootDepartmentId,
      tags: [{ tagKey: 'Environment', tagValue: 'prod' }],
    }));
    const person = async (userName: string): Promise<Employee> => ({
      kind: 'employee',
      spaceId: zoneId,
      userId: await createPerson(world, administrator, zoneId, userName),
    });
    [alice, bob] = [await person('alice'), await person('bob')];
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    writer = await createConfiguration(world, administrator, zoneId, 'Writer', ['AdministratorAccess']);
    await authorize(world, administrator, zoneId, [
      { user: alice.userId, uin: web, configuration: reader },
      { user: alice.userId, uin: adminUin, configuration: reader },
    ]);
  });

  const names = async (actor: Employee) =>
    (await world.execute(listRoleAccounts, actor, {})).accounts.map(({ name }) => name);
  const enter = (uin: number, permissionConfigurationId: string) =>
    world.execute(enterAccountAsRole, alice, { uin, permissionConfigurationId });
  const recent = async (actor: Employee) =>
    (await world.execute(listRecentEntries, actor, {})).entries.map(
      ({ account, configuration, camUserName }) => [account.name, configuration?.name ?? camUserName],
    );

  it('colours an account by its tag, in the words that people use', async () => {
    const { accounts } = await world.execute(listRoleAccounts, alice, {});

    expect(accounts.map(({ environment }) => environment)).toEqual([
      null,
      { name: 'prod', kind: 'production' },
    ]);
    await world.execute(updateOrganizationMember, administrator, {
      memberUin: web,
      tags: [{ tagKey: 'env', tagValue: '测试' }],
    });
    expect(
      (await world.execute(listRoleAccounts, alice, { search: 'web' })).accounts[0]?.environment,
    ).toEqual({
      name: '测试',
      kind: 'test',
    });
  });

  it('puts favourites first, in one’s own list alone', async () => {
    await authorize(world, administrator, zoneId, [
      { user: bob.userId, uin: web, configuration: reader },
      { user: bob.userId, uin: adminUin, configuration: reader },
    ]);
    await world.execute(markFavourite, alice, { uin: web, isFavourite: true });
    await world.execute(markFavourite, alice, { uin: web, isFavourite: true });

    expect(await names(alice)).toEqual(['web', 'Northwind HQ']);
    expect(await names(bob)).toEqual(['Northwind HQ', 'web']);
    await world.execute(markFavourite, alice, { uin: web, isFavourite: false });
    expect(await names(alice)).toEqual(['Northwind HQ', 'web']);
  });

  it('marks no account that one may not enter, and tells nothing of it', async () => {
    const marking = (uin: number) => world.execute(markFavourite, bob, { uin, isFavourite: true });

    await expect(marking(web)).rejects.toMatchObject({
      kind: 'not-found',
      code: 'OrganizationMemberNotExist',
    });
    await expect(marking(1)).rejects.toMatchObject({ kind: 'not-found', code: 'OrganizationMemberNotExist' });
    expect(await world.db.selectFrom('portal_favourites').selectAll().execute()).toEqual([]);
  });

  it('remembers the ways one took, the last one first, and only those that are open still', async () => {
    const group = await createGroupOf(world, administrator, zoneId, 'Operators', [alice.userId]);
    await authorize(world, administrator, zoneId, [{ group, uin: web, configuration: writer }]);
    await synchronize(world, administrator, zoneId, { user: alice.userId, uin: web });
    for (const [uin, configuration] of [
      [web, reader],
      [web, writer],
      [adminUin, reader],
      [web, reader],
    ] as const) {
      world.clock.advance(1);
      await enter(uin, configuration);
    }
    world.clock.advance(1);
    await world.execute(enterAccountAsCamUser, alice, { uin: web });

    expect(await recent(alice)).toEqual([
      ['web', 'alice@northwind'],
      ['web', 'Reader'],
      ['Northwind HQ', 'Reader'],
      ['web', 'Writer'],
    ]);
    expect(await recent(bob)).toEqual([]);
    await world.db.deleteFrom('authorizations').where('principal_id', '=', group).execute();
    expect(await recent(alice)).not.toContainEqual(['web', 'Writer']);
  });

  it('explains why one has something: since when, by which group, and what it lets one do', async () => {
    world.clock.advance(60);
    const group = await createGroupOf(world, administrator, zoneId, 'Operators', [alice.userId, bob.userId]);
    const joinedAt = world.clock.now();
    world.clock.advance(60);
    await authorize(world, administrator, zoneId, [{ group, uin: web, configuration: reader }]);

    const why = (actor: Employee) =>
      world.execute(explainAccess, actor, { uin: web, permissionConfigurationId: reader });
    expect(await why(alice)).toMatchObject({
      account: { uin: web, name: 'web', environment: { kind: 'production' } },
      configuration: { name: 'Reader', isReady: true, policies: [{ policyName: 'ReadOnlyAccess' }] },
      reasons: [
        { groupName: null, joinedAt: null },
        { groupName: 'Operators', joinedAt, authorizedAt: world.clock.now() },
      ],
    });
    expect((await why(bob)).reasons).toHaveLength(1);
  });

  it('explains nothing that one does not have', async () => {
    const asking = (actor: Employee, uin: number, permissionConfigurationId: string) =>
      world.execute(explainAccess, actor, { uin, permissionConfigurationId });

    await expect(asking(bob, web, reader)).rejects.toMatchObject({ code: 'OrganizationMemberNotExist' });
    await expect(asking(alice, web, writer)).rejects.toMatchObject({ code: 'OrganizationMemberNotExist' });
  });

  describe('a link', () => {
    const way = async (input: object, actor = alice) =>
      (await world.execute(findWay, actor, { uin: web, ...input })).way;

    it('leads to what it names, by the permission configuration or its role', async () => {
      expect(await way({})).toEqual({ permissionConfigurationId: reader });
      expect(await way({ role: 'Reader' })).toEqual({ permissionConfigurationId: reader });
      expect(await way({ role: 'TencentCloudSSO-Reader' })).toEqual({ permissionConfigurationId: reader });
    });

    it('leaves the choice to the person when there is one', async () => {
      await authorize(world, administrator, zoneId, [
        { user: alice.userId, uin: web, configuration: writer },
      ]);

      expect(await way({})).toBe(null);
      expect(await way({ role: 'Writer' })).toEqual({ permissionConfigurationId: writer });
    });

    it('waits for what is being set up', async () => {
      await authorize(world, administrator, zoneId, [{ user: bob.userId, uin: web, configuration: writer }], {
        deploy: false,
      });

      expect(await way({ role: 'Writer' }, bob)).toBe(null);
    });

    it('opens nothing that one may not enter', async () => {
      await expect(way({ role: 'Writer' })).rejects.toMatchObject({ code: 'AccountNotEntered' });
      await expect(way({ asCamUser: true })).rejects.toMatchObject({ code: 'AccountNotEntered' });
      await expect(way({}, bob)).rejects.toMatchObject({ code: 'OrganizationMemberNotExist' });
    });
  });

  describe('temporary keys', () => {
    const issue = (actor = alice, uin = web, permissionConfigurationId = reader) =>
      world.execute(issueRoleCredentials, actor, { uin, permissionConfigurationId });

    it('are the role that one has there, for as long as its session lasts', async () => {
      const issued = await issue();

      const { tmpSecretId, token } = issued.credentials;
      const key = await world.db
        .transaction()
        .execute((db) => findKey(db, tmpSecretId, hashSecret(token), world.clock.now()));
      expect(key?.principal).toMatchObject({
        uin: web,
        identity: { type: 'role', roleName: 'TencentCloudSSO-Reader', sessionName: 'alice' },
      });
      expect(issued.expiredTime).toBe(Math.floor(world.clock.now().getTime() / 1000) + 3600);
    });

    it('are in no record', async () => {
      const { credentials } = await issue();

      const written = JSON.stringify(await world.auditTrail());
      for (const secret of [credentials.tmpSecretKey, credentials.token])
        expect(written).not.toContain(secret);
      expect(written).toContain('portal:IssueRoleCredentials');
    });

    it('are for nobody who may not enter', async () => {
      await expect(issue(bob)).rejects.toMatchObject({ code: 'AccountNotEntered' });
      await expect(issue(alice, web, writer)).rejects.toMatchObject({ code: 'AccountNotEntered' });
      expect(await world.db.selectFrom('sts_sessions').selectAll().execute()).toEqual([]);
    });
  });
});
