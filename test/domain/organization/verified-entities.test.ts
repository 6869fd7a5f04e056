import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { createOrganizationMember } from '../../../src/domain/organization/accounts/create-organization-member.ts';
import { getOrganizationMember } from '../../../src/domain/organization/accounts/get-organization-member.ts';
import { approveOrganizationMemberCreation } from '../../../src/domain/organization/member-creations/approve-organization-member-creation.ts';
import { cancelOrganizationMemberCreation } from '../../../src/domain/organization/member-creations/cancel-organization-member-creation.ts';
import { describeOrganizationMemberCreations } from '../../../src/domain/organization/member-creations/describe-organization-member-creations.ts';
import { rejectOrganizationMemberCreation } from '../../../src/domain/organization/member-creations/reject-organization-member-creation.ts';
import { createOrganizationAuthNode } from '../../../src/domain/organization/verified-entities/create-organization-auth-node.ts';
import { deleteOrganizationAuthNode } from '../../../src/domain/organization/verified-entities/delete-organization-auth-node.ts';
import { describeOrganizationAuthNode } from '../../../src/domain/organization/verified-entities/describe-organization-auth-node.ts';
import { updateOrganizationAuthNode } from '../../../src/domain/organization/verified-entities/update-organization-auth-node.ts';
import { foundSouthwind, invitedMember } from '../../support/organization.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

describe('verified entities', () => {
  let world: World;
  let administrator: Principal;
  let adminUin: number;
  let root: number;
  let relationId: number;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, adminUin, rootDepartmentId: root } = await foundSpace(world));
    relationId = await add('Elsewhere');
  });

  const add = async (authName: string, by = administrator) =>
    (await world.execute(createOrganizationAuthNode, by, { authName })).relationId;
  const list = async (by = administrator) =>
    (await world.execute(describeOrganizationAuthNode, by, {})).items;
  const member = () =>
    invitedMember(world, administrator, { name: 'Guest', nodeId: root, authName: 'Elsewhere' });
  const administer = (managerUin: number, relation = relationId) =>
    world.execute(updateOrganizationAuthNode, administrator, { relationId: relation, managerUin });
  const remove = (relation = relationId, by = administrator) =>
    world.execute(deleteOrganizationAuthNode, by, { relationId: relation });
  const own = async () => (await list()).find(({ isOwn }) => isOwn)?.relationId ?? 0;

  describe('the list', () => {
    it('has the entity of the admin account first, and how many accounts each has', async () => {
      const guest = await member();
      await administer(guest.uin);

      expect(await list()).toMatchObject([
        { authName: 'Northwind', isOwn: true, accountCount: 1 },
        {
          authName: 'Elsewhere',
          isOwn: false,
          accountCount: 1,
          manager: { memberUin: guest.uin, memberName: 'Guest' },
        },
      ]);
    });

    it('has every name once', async () => {
      await expect(add('Elsewhere')).rejects.toMatchObject({ code: 'OrganizationAuthRelationExist' });
      await expect(add('Northwind')).rejects.toMatchObject({ code: 'OrganizationAuthRelationExist' });
      await expect(add('  ')).rejects.toMatchObject({ kind: 'invalid-input' });
      expect(await list()).toHaveLength(2);
    });

    it('loses an entity only while nobody needs it, and never the own one', async () => {
      await member();
      await expect(remove()).rejects.toMatchObject({
        code: 'OrganizationAuthRelationInUse',
        details: { accountCount: 1 },
      });
      await expect(remove(await own())).rejects.toMatchObject({ code: 'OrganizationAuthRelationOfAdmin' });
      await expect(remove(999)).rejects.toMatchObject({ code: 'OrganizationAuthRelationNotExist' });

      await remove(await add('Unused'));
      expect(await list()).toHaveLength(2);
    });
  });

  describe('the entity admin account', () => {
    it('is a member that is verified as the entity', async () => {
      const stranger = await invitedMember(world, administrator, { name: 'Other', nodeId: root });

      await expect(administer(stranger.uin)).rejects.toMatchObject({ code: 'AuthInfoNotSame' });
      await expect(administer(4711)).rejects.toMatchObject({ code: 'OrganizationMemberNotExist' });
      await expect(administer(adminUin, await own())).rejects.toMatchObject({
        code: 'OrganizationAuthRelationOfAdmin',
      });
      expect((await list())[1]).not.toHaveProperty('manager');
    });
  });

  describe('an account under another entity', () => {
    let guest: Principal;
    beforeEach(async () => {
      guest = await member();
      await administer(guest.uin);
    });

    const apply = (name = 'branch', attributes: object = {}) =>
      world.execute(createOrganizationMember, administrator, {
        ...{ name, nodeId: root, authRelationId: relationId, ...attributes },
      });
    const approve = (recordId: number, by = guest) =>
      world.execute(approveOrganizationMemberCreation, by, { recordId });
    const review = async (by = guest) =>
      (await world.execute(describeOrganizationMemberCreations, by, { forReview: true })).items;
    const records = async (by = administrator) =>
      (await world.execute(describeOrganizationMemberCreations, by, {})).items;
    const exists = async (uin: number) =>
      (await world.db.selectFrom('accounts').select('uin').where('uin', '=', uin).execute()).length === 1;

    it('is created once the entity admin account approves, and pays for itself', async () => {
      const { uin, recordId, status } = await apply();
      expect([status, await exists(uin)]).toEqual(['Pending', false]);
      expect(await review()).toMatchObject([{ recordId, name: 'branch', orgName: 'Northwind' }]);
      expect(await approve(recordId)).toEqual({ uin });

      const described = await world.execute(getOrganizationMember, administrator, { memberUin: uin });
      expect(described.member).toMatchObject({
        authName: 'Elsewhere',
        memberType: 'Create',
        payUin: String(uin),
      });
      expect(await review()).toEqual([]);
      expect(await records()).toMatchObject([{ recordId, status: 'Created' }]);
      const roles = await world.db
        .selectFrom('cam_roles')
        .select(['uin', 'role_name'])
        .where('role_type', '<>', 'service_linked')
        .execute();
      expect(roles).toEqual([{ uin, role_name: 'OrganizationAccessControlRole' }]);
    });

    it('is approved once, and by nobody else', async () => {
      const { recordId } = await apply();
      const refused = { kind: 'not-found', code: 'CreateRecordNotExist' };

      await expect(approve(recordId, administrator)).rejects.toMatchObject(refused);
      await approve(recordId);
      await expect(approve(recordId)).rejects.toMatchObject(refused);
      await expect(
        world.execute(rejectOrganizationMemberCreation, guest, { recordId }),
      ).rejects.toMatchObject(refused);
    });

    it('is not created when the entity refuses or the organization takes it back', async () => {
      const first = await apply('one');
      const second = await apply('two');
      await world.execute(rejectOrganizationMemberCreation, guest, { recordId: first.recordId });
      await world.execute(cancelOrganizationMemberCreation, administrator, { recordId: second.recordId });

      await expect(approve(first.recordId)).rejects.toMatchObject({ code: 'CreateRecordNotExist' });
      await expect(approve(second.recordId)).rejects.toMatchObject({ code: 'CreateRecordNotExist' });
      expect((await records()).map(({ status }) => status)).toEqual(['Cancelled', 'Rejected']);
      expect([await exists(first.uin), await exists(second.uin)]).toEqual([false, false]);
    });

    it('keeps its entity on the list while it waits', async () => {
      await apply();

      await expect(remove()).rejects.toMatchObject({ details: { accountCount: 2 } });
    });

    it('is not approved once its name is taken', async () => {
      const { uin, recordId } = await apply('branch');
      const taken = { name: 'branch', nodeId: root };
      await world.execute(createOrganizationMember, administrator, taken);

      await expect(approve(recordId)).rejects.toMatchObject({ code: 'OrganizationMemberNameUsed' });
      expect(await exists(uin)).toBe(false);
      expect(await review()).toHaveLength(1);
    });

    it('needs an entity with an admin account, and is not paid for by another', async () => {
      await expect(apply('x', { authRelationId: await add('Orphan') })).rejects.toMatchObject({
        code: 'AuthManagerNotSet',
      });
      await expect(apply('x', { authRelationId: 999 })).rejects.toMatchObject({
        code: 'OrganizationAuthRelationNotExist',
      });
      await expect(apply('x', { policyType: 'Financial', permissionIds: [1, 2, 7] })).rejects.toMatchObject({
        code: 'AddDelegatePayerNotAllow',
      });
      expect(await records()).toEqual([]);
    });

    it('counts as created while it waits', async () => {
      Object.assign(world.settings, { createdMembersPerEntity: 1 });
      await apply('one');

      await expect(apply('two')).rejects.toMatchObject({ code: 'CreateMemberOverLimit' });
    });

    it('is nobody else’s', async () => {
      const { recordId } = await apply();
      const southwind = await foundSouthwind(world);

      expect(await records(southwind.administrator)).toEqual([]);
      await expect(
        world.execute(cancelOrganizationMemberCreation, southwind.administrator, { recordId }),
      ).rejects.toMatchObject({ code: 'CreateRecordNotExist' });
      await expect(approve(recordId, southwind.administrator)).rejects.toMatchObject({
        code: 'CreateRecordNotExist',
      });
    });
  });

  it('are nobody else’s', async () => {
    const { administrator: stranger, adminUin: managerUin } = await foundSouthwind(world);

    expect((await list(stranger)).map(({ authName }) => authName)).toEqual(['Southwind']);
    await expect(remove(relationId, stranger)).rejects.toMatchObject({
      code: 'OrganizationAuthRelationNotExist',
    });
    await expect(
      world.execute(updateOrganizationAuthNode, stranger, { relationId, managerUin }),
    ).rejects.toMatchObject({ code: 'OrganizationAuthRelationNotExist' });
  });
});
