import { beforeEach, describe, expect, it } from 'vitest';
import type { Employee, Principal } from '../../../src/action/actor.ts';
import { listRoleAssignments } from '../../../src/domain/identity-center/authorizations/list-role-assignments.ts';
import { createUserSyncProvisioning } from '../../../src/domain/identity-center/cam-user-synchronizations/create-user-sync-provisioning.ts';
import { listUserSyncProvisionings } from '../../../src/domain/identity-center/cam-user-synchronizations/list-user-sync-provisionings.ts';
import { listRoleConfigurationProvisionings } from '../../../src/domain/identity-center/deployment/list-role-configuration-provisionings.ts';
import { describeAccountAccess } from '../../../src/domain/identity-center/portal/describe-account-access.ts';
import { enterAccountAsCamUser } from '../../../src/domain/identity-center/portal/enter-account-as-cam-user.ts';
import { enterAccountAsRole } from '../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { listCamUserAccounts } from '../../../src/domain/identity-center/portal/list-cam-user-accounts.ts';
import { listRoleAccounts } from '../../../src/domain/identity-center/portal/list-role-accounts.ts';
import { createOrganizationMember } from '../../../src/domain/organization/accounts/create-organization-member.ts';
import { getOrganizationMember } from '../../../src/domain/organization/accounts/get-organization-member.ts';
import { registerOrganizationMember } from '../../../src/domain/organization/accounts/register-organization-member.ts';
import { updateOrganizationMember } from '../../../src/domain/organization/accounts/update-organization-member.ts';
import { acceptOrganizationInvitation } from '../../../src/domain/organization/invitations/accept-organization-invitation.ts';
import { inviteOrganizationMember } from '../../../src/domain/organization/invitations/invite-organization-member.ts';
import { checkOrganizationMemberRemoval } from '../../../src/domain/organization/membership/check-organization-member-removal.ts';
import { deleteOrganizationMembers } from '../../../src/domain/organization/membership/delete-organization-members.ts';
import { quitOrganization } from '../../../src/domain/organization/membership/quit-organization.ts';
import { describeOrganization } from '../../../src/domain/organization/organizations/describe-organization.ts';
import { createOrganizationAuthNode } from '../../../src/domain/organization/verified-entities/create-organization-auth-node.ts';
import { updateOrganizationAuthNode } from '../../../src/domain/organization/verified-entities/update-organization-auth-node.ts';
import { describeConsoleSession } from '../../../src/domain/sts/console-sessions/describe-console-session.ts';
import { linkedPolicyId } from '../../support/cam.ts';
import { authorize, createConfiguration, createPerson, synchronize } from '../../support/northwind.ts';
import { foundSouthwind, invitedMember } from '../../support/organization.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

describe('leaving', () => {
  let world: World;
  let administrator: Principal;
  let adminUin: number;
  let orgId: number;
  let zoneId: string;
  let root: number;
  beforeEach(async () => {
    world = await newWorld();
    const founded = await foundSpace(world);
    ({ administrator, adminUin, zoneId, organizationId: orgId, rootDepartmentId: root } = founded);
  });

  const invited = (name: string, isAllowQuit: 'Allow' | 'Denied' = 'Denied') =>
    invitedMember(world, administrator, { name, nodeId: root, isAllowQuit });
  const created = async (name: string) =>
    (await world.execute(createOrganizationMember, administrator, { name, nodeId: root })).uin;
  const remove = (...memberUin: number[]) =>
    world.execute(deleteOrganizationMembers, administrator, { memberUin });
  const quit = (account: Principal, id = orgId) => world.execute(quitOrganization, account, { orgId: id });
  const give = (uin: number) =>
    world.db
      .insertInto('root_users')
      .values({ uin, email: `${uin}@x.example`, password_hash: '', updated_at: world.clock.now() })
      .execute();
  const membersNow = async () =>
    (
      await world.db
        .selectFrom('accounts')
        .select('name')
        .where('organization_id', '=', orgId)
        .orderBy('name')
        .execute()
    ).map(({ name }) => name);

  describe('being removed', () => {
    it('takes an invited member out, which then stands alone under its own name', async () => {
      const guest = await invited('Guest');
      await world.execute(updateOrganizationMember, administrator, {
        ...{ memberUin: guest.uin, name: 'Renamed', remark: 'Ours', tags: [{ tagKey: 'a', tagValue: 'b' }] },
      });
      expect(await remove(guest.uin)).toEqual({ removed: [guest.uin], failures: [] });

      const row = await world.db
        .selectFrom('accounts')
        .selectAll()
        .where('uin', '=', guest.uin)
        .executeTakeFirstOrThrow();
      expect(row).toMatchObject({
        organization_id: null,
        department_id: null,
        kind: null,
        name: 'Guest',
        description: '',
        permission_ids: [],
        tags: [],
      });
      await expect(world.execute(describeOrganization, guest, {})).rejects.toMatchObject({
        code: 'OrganizationNotExist',
      });
      await expect(
        world.execute(getOrganizationMember, administrator, { memberUin: guest.uin }),
      ).rejects.toMatchObject({ code: 'OrganizationMemberNotExist' });
    });

    it('never takes the admin account, nor one of another organization', async () => {
      const southwind = await foundSouthwind(world);

      await expect(remove(adminUin)).rejects.toMatchObject({ code: 'DisableQuitSelfCreatedOrganization' });
      await expect(remove(southwind.adminUin)).rejects.toMatchObject({ code: 'OrganizationMemberNotExist' });
      expect(await membersNow()).toEqual(['Northwind HQ']);
      expect(await world.auditTrail()).not.toContain('organization:DeleteOrganizationMembers');
    });

    it('takes a created member only once it has a root user and pays for itself', async () => {
      const web = await created('web');
      await expect(remove(web)).rejects.toMatchObject({ code: 'CreateMemberNotAllowDelete' });
      await give(web);
      await expect(remove(web)).rejects.toMatchObject({ code: 'MemberNoPayment' });
      await world.execute(updateOrganizationMember, administrator, {
        ...{ memberUin: web, policyType: 'Financial', permissionIds: [1, 2] },
      });
      await remove(web);

      expect(await membersNow()).toEqual(['Northwind HQ']);
      expect(
        await world.db
          .selectFrom('cam_roles')
          .select('role_name')
          .where('role_type', '<>', 'service_linked')
          .execute(),
      ).toEqual([]);
      expect(
        await world.db
          .selectFrom('cam_policy_attachments')
          .select('uin')
          .where('policy_id', '<>', linkedPolicyId)
          .execute(),
      ).toEqual([]);
    });

    it('does not take the admin account of an entity', async () => {
      const { relationId } = await world.execute(createOrganizationAuthNode, administrator, {
        authName: 'Elsewhere',
      });
      const guest = await invitedMember(world, administrator, {
        ...{ name: 'Guest', nodeId: root, authName: 'Elsewhere', isAllowQuit: 'Allow' },
      });
      const entity = { relationId, managerUin: guest.uin };
      await world.execute(updateOrganizationAuthNode, administrator, entity);

      const refused = {
        code: 'OrganizationAuthManageNotAllowDelete',
        details: { uin: guest.uin, entity: 'Elsewhere' },
      };
      await expect(remove(guest.uin)).rejects.toMatchObject(refused);
      await expect(quit(guest)).rejects.toMatchObject(refused);
    });

    it('of many gives each its own reason, and takes the rest', async () => {
      const guest = await invited('Guest');
      const web = await created('web');

      expect(await remove(guest.uin, web, adminUin, 4711, guest.uin)).toMatchObject({
        removed: [guest.uin],
        failures: [
          { memberUin: web, code: 'CreateMemberNotAllowDelete', message: expect.any(String) },
          { memberUin: adminUin, code: 'DisableQuitSelfCreatedOrganization', message: expect.any(String) },
          { memberUin: 4711, code: 'OrganizationMemberNotExist', message: expect.any(String) },
        ],
      });
      expect(await membersNow()).toEqual(['Northwind HQ', 'web']);
    });

    it('can be asked about first, without anything happening', async () => {
      const guest = await invited('Guest');
      const web = await created('web');
      const { items } = await world.execute(checkOrganizationMemberRemoval, administrator, {
        memberUin: [guest.uin, web, 4711],
      });

      expect(items).toMatchObject([
        { name: 'Guest' },
        { name: 'web', reason: { code: 'CreateMemberNotAllowDelete' } },
      ]);
      expect(items[0]).not.toHaveProperty('reason');
      expect(await membersNow()).toHaveLength(3);
    });
  });

  describe('quitting', () => {
    it('is for invited members who may', async () => {
      const guest = await invited('Guest', 'Allow');
      await quit(guest);

      expect(await membersNow()).toEqual(['Northwind HQ']);
      const records = await world.db
        .selectFrom('organization_changes')
        .select(['kind', 'account_name'])
        .where('category', '=', 'departures')
        .execute();
      expect(records).toEqual([{ kind: 'MemberQuit', account_name: 'Guest' }]);
    });

    it('is refused to members who may not, to created ones and to the admin account', async () => {
      const guest = await invited('Guest');
      const web = await created('web');
      await give(web);

      await expect(quit(guest)).rejects.toMatchObject({ code: 'MemberNotAllowQuit' });
      await expect(quit({ ...guest, uin: web })).rejects.toMatchObject({ code: 'CreateMemberNotAllowQuit' });
      await expect(quit(administrator)).rejects.toMatchObject({
        code: 'DisableQuitSelfCreatedOrganization',
      });
      expect(await membersNow()).toHaveLength(3);
    });

    it('is from the own organization only', async () => {
      const guest = await invited('Guest', 'Allow');
      const southwind = await foundSouthwind(world);

      await expect(quit(guest, southwind.organizationId)).rejects.toMatchObject({
        code: 'OrganizationNotExist',
      });
      await quit(guest);
      await expect(quit(guest)).rejects.toMatchObject({ code: 'OrganizationNotExist' });
    });
  });

  describe('takes away what the organization gave', () => {
    let guest: Principal;
    let alice: Employee;
    let reader: string;
    beforeEach(async () => {
      guest = await invited('Guest', 'Allow');
      const userId = await createPerson(world, administrator, zoneId, 'alice');
      alice = { kind: 'employee', spaceId: zoneId, userId };
      reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
      const grants = [guest.uin, adminUin].map((uin) => ({ user: userId, uin, configuration: reader }));
      await authorize(world, administrator, zoneId, grants);
      await synchronize(world, administrator, zoneId, { user: userId, uin: guest.uin });
    });

    const uinsOf = async (
      table: 'authorizations' | 'deployments' | 'user_synchronizations' | 'synchronized_cam_users',
    ) => (await world.db.selectFrom(table).select('uin').execute()).map(({ uin }) => uin);

    it.each([
      ['removed', () => remove(guest.uin)],
      ['quitting', () => quit(guest)],
    ])('when %s: nobody of the organization sees or enters the account', async (_how, leave) => {
      const enter = () =>
        world.execute(enterAccountAsRole, alice, { uin: guest.uin, permissionConfigurationId: reader });
      await expect(enter()).resolves.toBeDefined();
      await leave();

      const { accounts } = await world.execute(listRoleAccounts, alice, {});
      expect(accounts.map(({ uin }) => uin)).toEqual([adminUin]);
      expect(await world.execute(listCamUserAccounts, alice, {})).toMatchObject({ totalCounts: 0 });
      await expect(enter()).rejects.toMatchObject({ code: 'AccountNotEntered' });
      await expect(world.execute(enterAccountAsCamUser, alice, { uin: guest.uin })).rejects.toMatchObject({
        code: 'AccountNotEntered',
      });
      await expect(world.execute(describeAccountAccess, alice, { uin: guest.uin })).rejects.toMatchObject({
        kind: 'not-found',
      });
    });

    it('in the account: roles, users and trust are gone, sessions end, what is its own stays', async () => {
      await world.db
        .insertInto('cam_users')
        .values({
          ...{ user_uin: 7, uin: guest.uin, user_name: 'own', remark: '', console_login: true },
          ...{ space_id: null, created_at: world.clock.now() },
        })
        .execute();
      const { role_id: roleId } = await world.db
        .selectFrom('cam_roles')
        .select('role_id')
        .where('uin', '=', guest.uin)
        .where('role_name', '=', 'TencentCloudSSO-Reader')
        .executeTakeFirstOrThrow();
      const issuedAt = world.clock.now().toISOString();
      const roleName = 'TencentCloudSSO-Reader';
      const session: Principal = {
        kind: 'principal',
        uin: guest.uin,
        identity: { type: 'role', roleId, roleName, sessionName: 'alice', issuedAt },
      };
      await expect(world.execute(describeConsoleSession, session, {})).resolves.toBeDefined();
      await remove(guest.uin);

      await expect(world.execute(describeConsoleSession, session, {})).rejects.toMatchObject({
        code: 'SessionEnded',
      });
      for (const table of [
        'cam_roles',
        'cam_saml_providers',
        'cam_user_sso',
        'cam_policy_attachments',
      ] as const) {
        const left = await world.db.selectFrom(table).select('uin').where('uin', '=', guest.uin).execute();
        expect(left, table).toEqual([]);
      }
      const users = await world.db.selectFrom('cam_users').select('user_name').execute();
      expect(users).toEqual([{ user_name: 'own' }]);
      expect(
        await world.db
          .selectFrom('cam_roles')
          .select('uin')
          .where('role_type', '<>', 'service_linked')
          .execute(),
      ).toEqual([{ uin: adminUin }]);
    });

    it('in the console: no authorization, deployment or synchronization names the account any more', async () => {
      await remove(guest.uin);

      const { roleAssignments } = await world.execute(listRoleAssignments, administrator, { zoneId });
      expect(roleAssignments.map(({ targetUin }) => targetUin)).toEqual([adminUin]);
      expect(
        await world.execute(listRoleConfigurationProvisionings, administrator, {
          ...{ zoneId, roleConfigurationId: reader },
        }),
      ).toMatchObject({ roleConfigurationProvisionings: [{ targetUin: adminUin }] });
      expect(await world.execute(listUserSyncProvisionings, administrator, { zoneId })).toMatchObject({
        totalCounts: 0,
      });
      expect(await uinsOf('authorizations')).toEqual([adminUin]);
      expect(await uinsOf('deployments')).toEqual([adminUin]);
      expect(await uinsOf('user_synchronizations')).toEqual([]);
      expect(await uinsOf('synchronized_cam_users')).toEqual([]);
    });

    it('for good: an account that comes back is entered by nobody until it is authorized again', async () => {
      await remove(guest.uin);
      const { id } = await world.execute(inviteOrganizationMember, administrator, {
        ...{ memberUin: guest.uin, name: 'Back', nodeId: root },
      });
      await world.execute(acceptOrganizationInvitation, guest, { id });

      expect(await world.execute(listRoleAccounts, alice, {})).toMatchObject({ totalCounts: 1 });
      const again = [{ user: alice.userId, uin: guest.uin, configuration: reader }];
      await authorize(world, administrator, zoneId, again);
      expect(await world.execute(listRoleAccounts, alice, {})).toMatchObject({ totalCounts: 2 });
    });

    it('from what is under way: a task that comes too late fails and leaves nothing in the account', async () => {
      const writer = await createConfiguration(world, administrator, zoneId, 'Writer', []);
      const late = [{ user: alice.userId, uin: guest.uin, configuration: writer }];
      await authorize(world, administrator, zoneId, late, { deploy: false });
      await world.execute(createUserSyncProvisioning, administrator, {
        zoneId,
        userSyncProvisionings: [
          {
            ...{
              principalType: 'User',
              principalId: await createPerson(world, administrator, zoneId, 'bob'),
            },
            ...{ targetUin: guest.uin, targetType: 'MemberUin' },
            ...{ duplicationStrategy: 'KeepBoth', deletionStrategy: 'Keep' },
          },
        ],
      });
      await remove(guest.uin);
      await world.runJobs();

      const roles = await world.db
        .selectFrom('cam_roles')
        .select('uin')
        .where('role_type', '<>', 'service_linked')
        .execute();
      expect(roles).toEqual([{ uin: adminUin }]);
      expect(await world.db.selectFrom('cam_users').select('uin').execute()).toEqual([]);
      const open = await world.db.selectFrom('tasks').select('status').where('status', '=', 'InProgress');
      expect(await open.execute()).toEqual([]);
    });

    it('even of a real cloud, as far as it is known here', async () => {
      const memberUin = 700_000_123_456;
      await world.execute(registerOrganizationMember, administrator, {
        ...{ memberUin, name: 'real', nodeId: root, cloudSite: 'tencent-cn' },
      });
      const grant = [{ user: alice.userId, uin: memberUin, configuration: reader }];
      await authorize(world, administrator, zoneId, grant);
      await remove(memberUin);

      expect(await uinsOf('authorizations')).not.toContain(memberUin);
      const { accounts } = await world.execute(listRoleAccounts, alice, {});
      expect(accounts.map(({ uin }) => uin)).not.toContain(memberUin);
    });
  });
});
