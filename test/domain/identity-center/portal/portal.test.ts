import { beforeEach, describe, expect, it } from 'vitest';
import type { Employee, Principal } from '../../../../src/action/actor.ts';
import { createDepartmentAuthorization } from '../../../../src/domain/identity-center/authorizations/departments/create-department-authorization.ts';
import { describeAccountAccess } from '../../../../src/domain/identity-center/portal/describe-account-access.ts';
import { describeEmployee } from '../../../../src/domain/identity-center/portal/describe-employee.ts';
import { enterAccountAsCamUser } from '../../../../src/domain/identity-center/portal/enter-account-as-cam-user.ts';
import { enterAccountAsRole } from '../../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { listCamUserAccounts } from '../../../../src/domain/identity-center/portal/list-cam-user-accounts.ts';
import { listRoleAccounts } from '../../../../src/domain/identity-center/portal/list-role-accounts.ts';
import { updateUserStatus } from '../../../../src/domain/identity-center/users/update-user-status.ts';
import { createOrganizationMember } from '../../../../src/domain/organization/accounts/create-organization-member.ts';
import { registerOrganizationMember } from '../../../../src/domain/organization/accounts/register-organization-member.ts';
import { addOrganizationNode } from '../../../../src/domain/organization/departments/add-organization-node.ts';
import {
  authorize,
  createConfiguration,
  createGroupOf,
  createPerson,
  synchronize,
} from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('the portal', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let adminUin: number;
  let web: number;
  let production: number;
  let alice: Employee;
  let reader: string;
  let writer: string;
  beforeEach(async () => {
    world = await newWorld();
    const founded = await foundSpace(world);
    ({ administrator, zoneId, adminUin } = founded);
    const { nodeId } = await world.execute(addOrganizationNode, administrator, {
      parentNodeId: founded.rootDepartmentId,
      name: 'Production',
    });
    production = nodeId;
    ({ uin: web } = await world.execute(createOrganizationMember, administrator, { name: 'web', nodeId }));
    alice = {
      kind: 'employee',
      spaceId: zoneId,
      userId: await createPerson(world, administrator, zoneId, 'alice', { displayName: 'Alice' }),
    };
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    writer = await createConfiguration(world, administrator, zoneId, 'Writer', ['AdministratorAccess'], {
      sessionDuration: 900,
    });
  });

  const roleAccounts = (actor: Employee, search: object = {}) =>
    world.execute(listRoleAccounts, actor, search);

  describe('tab "Log in with a CAM role"', () => {
    it('merges what is granted directly and by groups, and says by which', async () => {
      const one = await createGroupOf(world, administrator, zoneId, 'Web team', [alice.userId]);
      const two = await createGroupOf(world, administrator, zoneId, 'Auditors', [alice.userId]);
      await authorize(world, administrator, zoneId, [
        { user: alice.userId, uin: web, configuration: reader },
        { group: one, uin: web, configuration: reader },
        { group: two, uin: web, configuration: writer },
        { group: two, uin: adminUin, configuration: reader },
      ]);

      expect(await roleAccounts(alice)).toEqual({
        totalCounts: 2,
        accounts: [
          {
            uin: adminUin,
            name: 'Northwind HQ',
            isAdmin: true,
            department: 'Root',
            environment: null,
            isFavourite: false,
            configurationCount: 1,
            via: [{ kind: 'group', groupName: 'Auditors' }],
          },
          {
            uin: web,
            name: 'web',
            isAdmin: false,
            department: 'Root / Production',
            environment: null,
            isFavourite: false,
            configurationCount: 2,
            via: [
              { kind: 'direct' },
              { kind: 'group', groupName: 'Auditors' },
              { kind: 'group', groupName: 'Web team' },
            ],
          },
        ],
      });
    });

    it('shows nothing of what others have, in this space or another', async () => {
      const bob = await createPerson(world, administrator, zoneId, 'bob');
      const group = await createGroupOf(world, administrator, zoneId, 'Others', [bob]);
      await authorize(world, administrator, zoneId, [
        { user: bob, uin: web, configuration: reader },
        { group, uin: adminUin, configuration: reader },
      ]);
      const other = await foundSpace(world, {
        organizationName: 'S',
        spaceName: 'southwind',
        email: 'root@southwind.example',
      });

      expect(await roleAccounts(alice)).toEqual({ accounts: [], totalCounts: 0 });
      await expect(roleAccounts({ ...alice, spaceId: other.zoneId })).rejects.toMatchObject({
        kind: 'unauthenticated',
      });
    });

    it('finds by name, uin and department, and takes letters as letters', async () => {
      await authorize(world, administrator, zoneId, [
        { user: alice.userId, uin: web, configuration: reader },
        { user: alice.userId, uin: adminUin, configuration: reader },
      ]);
      const names = async (search: string) =>
        (await roleAccounts(alice, { search })).accounts.map(({ name }) => name);

      expect(await names('WEB')).toEqual(['web']);
      expect(await names(String(adminUin))).toEqual(['Northwind HQ']);
      expect(await names('production')).toEqual(['web']);
      expect(await names('%')).toEqual([]);
      expect(await names('_')).toEqual([]);
      expect(await names("' or 1=1 --")).toEqual([]);
    });

    it('pages through many accounts without losing or repeating one', async () => {
      const uins = [];
      for (let number = 0; number < 7; number += 1) {
        const member = await world.execute(createOrganizationMember, administrator, {
          name: `m${number}`,
          nodeId: 1001,
        });
        uins.push(member.uin);
      }
      await authorize(
        world,
        administrator,
        zoneId,
        uins.map((uin) => ({ user: alice.userId, uin, configuration: reader })),
      );

      const pages = [];
      for (const offset of [0, 3, 6, 9]) pages.push(await roleAccounts(alice, { offset, maxResults: 3 }));
      expect(pages.map(({ totalCounts }) => totalCounts)).toEqual([7, 7, 7, 7]);
      expect(pages.flatMap(({ accounts }) => accounts.map(({ uin }) => uin))).toEqual(uins);
    });
  });

  describe('permission details', () => {
    it('list each configuration with its duration, policies and reason', async () => {
      const group = await createGroupOf(world, administrator, zoneId, 'Web team', [alice.userId]);
      await authorize(world, administrator, zoneId, [
        { user: alice.userId, uin: web, configuration: reader },
        { group, uin: web, configuration: writer },
      ]);

      const { account, configurations } = await world.execute(describeAccountAccess, alice, { uin: web });
      expect(account).toEqual({
        uin: web,
        name: 'web',
        isAdmin: false,
        department: 'Root / Production',
        environment: null,
      });
      expect(configurations).toEqual([
        {
          id: reader,
          name: 'Reader',
          description: '',
          sessionSeconds: 3600,
          policies: ['ReadOnlyAccess'],
          isReady: true,
          via: [{ kind: 'direct' }],
        },
        {
          id: writer,
          name: 'Writer',
          description: '',
          sessionSeconds: 900,
          policies: ['AdministratorAccess'],
          isReady: true,
          via: [{ kind: 'group', groupName: 'Web team' }],
        },
      ]);
    });

    it('say of what is inherited from which department it comes, apart from what is granted here', async () => {
      const group = await createGroupOf(world, administrator, zoneId, 'Web team', [alice.userId]);
      await authorize(world, administrator, zoneId, [
        { user: alice.userId, uin: web, configuration: reader },
      ]);
      for (const [principalType, principalId] of [
        ['User', alice.userId],
        ['Group', group],
      ] as const)
        await world.execute(createDepartmentAuthorization, administrator, {
          ...{ zoneId, nodeId: production, principalType, principalId, roleConfigurationId: reader },
        });
      await world.runJobs();

      const { configurations } = await world.execute(describeAccountAccess, alice, { uin: web });

      expect(configurations.map(({ via }) => via)).toEqual([
        [
          { kind: 'direct' },
          { kind: 'direct', departmentName: 'Production' },
          { kind: 'group', groupName: 'Web team', departmentName: 'Production' },
        ],
      ]);
    });

    it('do not exist for an account one may not enter', async () => {
      await expect(world.execute(describeAccountAccess, alice, { uin: web })).rejects.toMatchObject({
        kind: 'not-found',
      });
      await expect(world.execute(describeAccountAccess, alice, { uin: 999 })).rejects.toMatchObject({
        kind: 'not-found',
      });
      await expect(world.execute(describeAccountAccess, alice, { uin: '1e999' })).rejects.toMatchObject({
        kind: 'invalid-input',
      });
    });
  });

  describe('entering as a role', () => {
    const enter = (configuration: string, uin = web, actor = alice) =>
      world.execute(enterAccountAsRole, actor, { uin, permissionConfigurationId: configuration });

    it('issues nothing for a configuration that is not granted in that account', async () => {
      await authorize(world, administrator, zoneId, [
        { user: alice.userId, uin: web, configuration: reader },
        { user: alice.userId, uin: adminUin, configuration: writer },
      ]);

      await expect(enter(writer)).rejects.toMatchObject({ kind: 'forbidden', code: 'AccountNotEntered' });
      await expect(enter('rc-none')).rejects.toMatchObject({ code: 'AccountNotEntered' });
      await expect(enter(reader)).resolves.toMatchObject({ account: { uin: web } });
      expect((await world.auditTrail()).filter((action) => action.startsWith('portal:Enter'))).toEqual([
        'portal:EnterAccountAsRole',
      ]);
    });

    it('waits until the configuration is deployed', async () => {
      await authorize(
        world,
        administrator,
        zoneId,
        [{ user: alice.userId, uin: web, configuration: reader }],
        { deploy: false },
      );
      await expect(enter(reader)).rejects.toMatchObject({ code: 'NotDeployedYet' });

      await world.runJobs();
      await expect(enter(reader)).resolves.toBeDefined();
    });

    it('is over the moment the user is disabled', async () => {
      await authorize(world, administrator, zoneId, [
        { user: alice.userId, uin: web, configuration: reader },
      ]);
      await world.execute(updateUserStatus, administrator, {
        zoneId,
        userId: alice.userId,
        newUserStatus: 'Disabled',
      });

      await expect(enter(reader)).rejects.toMatchObject({ kind: 'unauthenticated' });
      await expect(roleAccounts(alice)).rejects.toMatchObject({ kind: 'unauthenticated' });
      await expect(world.execute(describeEmployee, alice, { loginId: 'login-1' })).rejects.toMatchObject({
        kind: 'unauthenticated',
      });
    });

    it.each([
      ['tencent-cn', 'https://cloud.tencent.com/login/saml', 'cloud.tencent.com'],
      ['tencent-intl', 'https://intl.cloud.tencent.com/login/saml', 'intl.cloud.tencent.com'],
    ])(
      'addresses an account of %s to that cloud, with its audience and our own prefixes',
      async (cloudSite, acsUrl, audience) => {
        const real = await world.execute(registerOrganizationMember, administrator, {
          memberUin: 700_000_123_456,
          name: 'real',
          nodeId: 1001,
          cloudSite,
        });
        await authorize(world, administrator, zoneId, [
          { user: alice.userId, uin: real.uin, configuration: reader },
        ]);
        // Nothing deploys into a real cloud yet; what a deployment would record is written here.
        await world.db
          .updateTable('deployments')
          .set({
            status: 'Deployed',
            role_name: 'IdentityCenter-Reader',
            provider_name: `IdentityCenter-${zoneId}`,
          })
          .execute();

        const hop = await enter(reader, real.uin);
        const xml = Buffer.from(hop.samlResponse, 'base64').toString('utf8');
        expect(hop.acsUrl).toBe(acsUrl);
        expect(xml).toContain(`Destination="${acsUrl}"`);
        expect(xml).toContain(`Recipient="${acsUrl}"`);
        expect(xml).toContain(`<saml:Audience>${audience}</saml:Audience>`);
        expect(xml).toContain(
          '<saml:Attribute Name="https://cloud.tencent.com/SAML/Attributes/RoleSessionName"><saml:AttributeValue>alice</saml:AttributeValue>',
        );
        expect(xml).toContain(
          `<saml:Attribute Name="https://cloud.tencent.com/SAML/Attributes/Role"><saml:AttributeValue>qcs::cam::uin/${real.uin}:roleName/IdentityCenter-Reader,qcs::cam::uin/${real.uin}:saml-provider/IdentityCenter-${zoneId}</saml:AttributeValue>`,
        );
        expect(xml).not.toContain('InResponseTo');
      },
    );
  });

  describe('tab "Log in with a CAM user"', () => {
    it('lists accounts with the CAM user there, by group or directly, and enters as it', async () => {
      const group = await createGroupOf(world, administrator, zoneId, 'Ops', [alice.userId]);
      await synchronize(world, administrator, zoneId, { group, uin: web });
      await synchronize(world, administrator, zoneId, { user: alice.userId, uin: web });

      expect(await world.execute(listCamUserAccounts, alice, {})).toMatchObject({
        totalCounts: 1,
        accounts: [
          {
            uin: web,
            camUserName: 'alice@northwind',
            via: [{ kind: 'direct' }, { kind: 'group', groupName: 'Ops' }],
          },
        ],
      });
      const hop = await world.execute(enterAccountAsCamUser, alice, { uin: web });
      const xml = Buffer.from(hop.samlResponse, 'base64').toString('utf8');
      expect(hop.acsUrl).toBe(`https://login.example.com/account-console/${web}/saml`);
      expect(xml).toContain('>alice@northwind</saml:NameID>');
      expect(xml).toContain(
        `<saml:Audience>https://login.example.com/account-console/${web}</saml:Audience>`,
      );
    });

    it('enters no account that one is not synchronized into', async () => {
      await synchronize(world, administrator, zoneId, { user: alice.userId, uin: web });
      const bob: Employee = { ...alice, userId: await createPerson(world, administrator, zoneId, 'bob') };

      await expect(world.execute(enterAccountAsCamUser, bob, { uin: web })).rejects.toMatchObject({
        code: 'AccountNotEntered',
      });
      await expect(world.execute(enterAccountAsCamUser, alice, { uin: adminUin })).rejects.toMatchObject({
        code: 'AccountNotEntered',
      });
    });

    it('keeps a CAM user of that name who was there before, and makes another beside it', async () => {
      await world.db
        .insertInto('cam_users')
        .values({
          user_uin: 7,
          uin: web,
          user_name: 'alice@northwind',
          remark: 'mine',
          console_login: true,
          space_id: null,
          created_at: world.clock.now(),
        })
        .execute();
      await synchronize(world, administrator, zoneId, { user: alice.userId, uin: web });

      const users = await world.db
        .selectFrom('cam_users')
        .select(['user_name', 'remark', 'space_id'])
        .orderBy('user_name')
        .execute();
      expect(users).toEqual([
        { user_name: 'alice@northwind', remark: 'mine', space_id: null },
        {
          user_name: 'alice@northwind_cic',
          remark: expect.stringMatching(/^Alice \(Identity Center u-\d+\)$/),
          space_id: zoneId,
        },
      ]);
    });
  });
});
