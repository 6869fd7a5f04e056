import { beforeEach, describe, expect, it } from 'vitest';
import type { Employee, Principal } from '../../../src/action/actor.ts';
import { describeEmployee } from '../../../src/domain/identity-center/portal/describe-employee.ts';
import { listRoleAccounts } from '../../../src/domain/identity-center/portal/list-role-accounts.ts';
import { findSpace } from '../../../src/domain/identity-center/space/find-space.ts';
import { createOrganizationMember } from '../../../src/domain/organization/accounts/create-organization-member.ts';
import { describeOrganizationChanges } from '../../../src/domain/organization/changes/describe-organization-changes.ts';
import { addOrganizationNode } from '../../../src/domain/organization/departments/add-organization-node.ts';
import { acceptOrganizationInvitation } from '../../../src/domain/organization/invitations/accept-organization-invitation.ts';
import { inviteOrganizationMember } from '../../../src/domain/organization/invitations/invite-organization-member.ts';
import { deleteOrganizationMembers } from '../../../src/domain/organization/membership/delete-organization-members.ts';
import { createOrganization } from '../../../src/domain/organization/organizations/create-organization.ts';
import { deleteOrganization } from '../../../src/domain/organization/organizations/delete-organization.ts';
import { describeOrganization } from '../../../src/domain/organization/organizations/describe-organization.ts';
import { describeOrganizationLimits } from '../../../src/domain/organization/organizations/describe-organization-limits.ts';
import { updateOrganization } from '../../../src/domain/organization/organizations/update-organization.ts';
import { signIn } from '../../../src/domain/sts/sign-ins/sign-in.ts';
import { authorize, createConfiguration, createPerson } from '../../support/northwind.ts';
import { days, foundSouthwind, invitedMember, standAlone } from '../../support/organization.ts';
import { foundSpace, newWorld, rootPassword, type World } from '../../support/world.ts';

describe('the organization', () => {
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

  const describeFor = (actor: Principal) => world.execute(describeOrganization, actor, {});
  const remove = () => world.execute(deleteOrganization, administrator, {});
  const changes = async (search: object = {}) =>
    (await world.execute(describeOrganizationChanges, administrator, { limit: 50, ...search })).items;

  describe('being created', () => {
    it('makes an account that stood alone its admin account, with a root department and its entity', async () => {
      const alone = await standAlone(world, 'Contoso HQ', 'Contoso Ltd');
      const made = await world.execute(createOrganization, alone, { name: 'Contoso' });

      expect(await describeFor(alone)).toMatchObject({
        orgId: made.orgId,
        orgName: 'Contoso',
        hostUin: alone.uin,
        nickName: 'Contoso HQ',
        isManager: true,
        rootNodeId: made.rootNodeId,
        authName: 'Contoso Ltd',
        nodePath: 'Root',
      });
      const owner = { ...alone, organizationId: made.orgId };
      await expect(
        world.execute(addOrganizationNode, owner, { parentNodeId: made.rootNodeId, name: 'x' }),
      ).resolves.toBeDefined();
    });

    it('is refused to an account that belongs to one, whether as its admin account or as a member', async () => {
      const member = await invitedMember(world, administrator, { name: 'Guest', nodeId: root });

      for (const account of [administrator, member]) {
        await expect(world.execute(createOrganization, account, {})).rejects.toMatchObject({
          code: 'OrganizationExistAlready',
        });
      }
      expect(await world.db.selectFrom('organizations').select('name').execute()).toHaveLength(1);
    });

    it('needs an account that is verified as an enterprise', async () => {
      const alone = await standAlone(world, 'Nobody');
      await world.db
        .updateTable('accounts')
        .set({ verified_entity: '' })
        .where('uin', '=', alone.uin)
        .execute();

      await expect(world.execute(createOrganization, alone, {})).rejects.toMatchObject({
        code: 'AuthNotEnterprise',
      });
    });
  });

  describe('being described', () => {
    it('tells a member what it is there, and an account that stands alone that there is none', async () => {
      const member = await invitedMember(world, administrator, {
        ...{ name: 'Guest', nodeId: root, isAllowQuit: 'Allow' },
      });

      expect(await describeFor(member)).toMatchObject({
        ...{ orgId, orgName: 'Northwind', hostUin: adminUin, isManager: false },
        ...{ isAllowQuit: 'Allow', memberName: 'Guest', payUin: String(member.uin), nodePath: 'Root' },
      });
      await expect(describeFor(await standAlone(world, 'Alone'))).rejects.toMatchObject({
        code: 'OrganizationNotExist',
      });
    });

    it('lists its limits, and how far they are used', async () => {
      await world.execute(addOrganizationNode, administrator, { parentNodeId: root, name: 'Shop' });
      await world.execute(createOrganizationMember, administrator, { name: 'web', nodeId: root });
      const { items } = await world.execute(describeOrganizationLimits, administrator, {});

      expect(items.slice(0, 3)).toEqual([
        { name: 'createdMembersPerEntity', limit: 2000, used: 1 },
        { name: 'departmentLevels', limit: 5, used: 2 },
        { name: 'subDepartments', limit: 20, used: 1 },
      ]);
    });
  });

  it('is renamed, and that is on record', async () => {
    await world.execute(updateOrganization, administrator, { name: 'Northwind Group' });

    expect(await describeFor(administrator)).toMatchObject({ orgName: 'Northwind Group' });
    expect((await changes())[0]).toMatchObject({
      kind: 'OrganizationRenamed',
      former: 'Northwind',
      present: 'Northwind Group',
      actor: administrator,
    });
    await expect(world.execute(updateOrganization, administrator, { name: ' ' })).rejects.toMatchObject({
      kind: 'invalid-input',
    });
  });

  describe('being deleted', () => {
    it('is refused while members are there, who are named', async () => {
      const { uin } = await world.execute(createOrganizationMember, administrator, {
        ...{ name: 'web', nodeId: root },
      });

      await expect(remove()).rejects.toMatchObject({
        kind: 'failed-precondition',
        code: 'OrganizationNotEmpty',
        details: { memberCount: 1, names: 'web' },
      });
      expect(await describeFor(administrator)).toMatchObject({ orgName: 'Northwind' });
      expect(uin).toBeGreaterThan(0);
    });

    it('leaves the admin account alone, free to found another one', async () => {
      await remove();

      await expect(describeFor(administrator)).rejects.toMatchObject({ code: 'OrganizationNotExist' });
      await expect(world.execute(updateOrganization, administrator, { name: 'Ghost' })).rejects.toMatchObject(
        { code: 'UnauthorizedOperation' },
      );
      await expect(remove()).rejects.toMatchObject({ code: 'UnauthorizedOperation' });
      const account = { ...administrator };
      delete account.organizationId;
      await expect(world.execute(createOrganization, account, { name: 'Again' })).resolves.toBeDefined();
    });

    it('closes its space: nobody logs in, is logged in or is authorized there', async () => {
      const userId = await createPerson(world, administrator, zoneId, 'alice');
      const alice: Employee = { kind: 'employee', spaceId: zoneId, userId };
      const reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
      const grant = [{ user: userId, uin: adminUin, configuration: reader }];
      await authorize(world, administrator, zoneId, grant);
      await remove();

      await expect(
        world.execute(findSpace, { kind: 'visitor' }, { spaceName: 'northwind' }),
      ).rejects.toMatchObject({ code: 'ZoneIdNotExist' });
      await expect(world.execute(listRoleAccounts, alice, {})).rejects.toMatchObject({
        kind: 'unauthenticated',
      });
      await expect(world.execute(describeEmployee, alice, { loginId: 'login-1' })).rejects.toMatchObject({
        kind: 'unauthenticated',
      });
      expect(await world.db.selectFrom('authorizations').select('uin').execute()).toEqual([]);
      expect(await world.db.selectFrom('cam_roles').select('uin').execute()).toEqual([]);
    });

    it('closes the console: its root user signs in to an account that administers nothing', async () => {
      await remove();

      const signedIn = await world.execute(
        signIn,
        { kind: 'visitor' },
        { subject: { email: 'root@northwind.example' }, password: rootPassword },
      );
      expect(signedIn).toMatchObject({ outcome: 'signed-in', principal: { uin: adminUin } });
      expect(signedIn).not.toHaveProperty('principal.organizationId');
      await expect(world.execute(describeOrganization, administrator, {})).rejects.toMatchObject({
        code: 'OrganizationNotExist',
      });
    });

    it('takes its open invitations back', async () => {
      const guest = await standAlone(world, 'Guest');
      const { id } = await world.execute(inviteOrganizationMember, administrator, {
        ...{ memberUin: guest.uin, name: 'Guest', nodeId: root },
      });
      await remove();

      await expect(world.execute(acceptOrganizationInvitation, guest, { id })).rejects.toMatchObject({
        code: 'InvitationNotExist',
      });
    });
  });

  describe('its change record', () => {
    it('has what happened, the latest first, by kind, by member and by what is searched for', async () => {
      await world.execute(addOrganizationNode, administrator, { parentNodeId: root, name: 'Shop' });
      const guest = await invitedMember(world, administrator, { name: 'Guest', nodeId: root });
      await world.execute(deleteOrganizationMembers, administrator, { memberUin: [guest.uin] });

      expect((await changes()).map(({ kind }) => kind)).toEqual([
        'MemberRemoved',
        'InvitationAccepted',
        'MemberInvited',
        'DepartmentAdded',
        'OrganizationCreated',
      ]);
      expect(await changes({ category: 'departures' })).toMatchObject([
        { kind: 'MemberRemoved', memberUin: guest.uin, memberName: 'Guest', actor: administrator },
      ]);
      expect((await changes({ memberUin: guest.uin })).map(({ kind }) => kind)).toHaveLength(3);
      expect((await changes({ searchKey: 'sHOp' })).map(({ kind }) => kind)).toEqual(['DepartmentAdded']);
    });

    it('has an invitation that expired, by the clock alone', async () => {
      const guest = await standAlone(world, 'Guest');
      await world.execute(inviteOrganizationMember, administrator, {
        ...{ memberUin: guest.uin, name: 'Guest', nodeId: root },
      });
      world.clock.advance(days(15) - 1);
      expect((await changes())[0]).toMatchObject({ kind: 'MemberInvited' });

      world.clock.advance(1);
      expect((await changes())[0]).toMatchObject({ kind: 'InvitationExpired', memberUin: guest.uin });
      expect((await changes())[0]?.time).toEqual(world.clock.now());
    });

    it('is nobody else’s', async () => {
      const southwind = await foundSouthwind(world);
      const { items } = await world.execute(describeOrganizationChanges, southwind.administrator, {});

      expect(items.map(({ present }) => present)).toEqual(['Southwind']);
    });
  });

  it('is administered from its admin account: members are refused', async () => {
    const member = await invitedMember(world, administrator, { name: 'Guest', nodeId: root });
    const refused = { kind: 'forbidden', code: 'UnauthorizedOperation' };

    await expect(world.execute(deleteOrganization, member, {})).rejects.toMatchObject(refused);
    await expect(world.execute(updateOrganization, member, { name: 'x' })).rejects.toMatchObject(refused);
    await expect(world.execute(describeOrganizationChanges, member, {})).rejects.toMatchObject(refused);
    await expect(world.execute(describeOrganizationLimits, member, {})).rejects.toMatchObject(refused);
  });
});
