import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { createOrganizationMember } from '../../../src/domain/organization/accounts/create-organization-member.ts';
import { describeOrganizationMembers } from '../../../src/domain/organization/accounts/describe-organization-members.ts';
import { getOrganizationMember } from '../../../src/domain/organization/accounts/get-organization-member.ts';
import { registerOrganizationMember } from '../../../src/domain/organization/accounts/register-organization-member.ts';
import { updateOrganizationMember } from '../../../src/domain/organization/accounts/update-organization-member.ts';
import { addOrganizationNode } from '../../../src/domain/organization/departments/add-organization-node.ts';
import { linkedPolicyId } from '../../support/cam.ts';
import { foundSouthwind, invitedMember, standAlone } from '../../support/organization.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

describe('members', () => {
  let world: World;
  let administrator: Principal;
  let adminUin: number;
  let root: number;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, adminUin, rootDepartmentId: root } = await foundSpace(world));
  });

  const create = (name: string, attributes: object = {}) =>
    world.execute(createOrganizationMember, administrator, { name, nodeId: root, ...attributes });
  const update = (memberUin: number, edit: object) =>
    world.execute(updateOrganizationMember, administrator, { memberUin, ...edit });
  const list = async (search: object = {}) =>
    (await world.execute(describeOrganizationMembers, administrator, search)).items.map(({ name }) => name);
  const get = async (memberUin: number) =>
    (await world.execute(getOrganizationMember, administrator, { memberUin })).member;
  const countAccounts = async () => (await world.db.selectFrom('accounts').select('uin').execute()).length;

  describe('being created', () => {
    it('have a uin of their own, and the role that lets the admin account in', async () => {
      const { uin, status } = await create('上海研发', { remark: 'Shanghai' });

      expect(String(uin)).toMatch(/^\d{12}$/);
      expect(status).toBe('Created');
      expect(await get(uin)).toMatchObject({
        name: '上海研发',
        memberType: 'Create',
        isManager: false,
        payUin: String(adminUin),
        isAllowQuit: 'Denied',
        nodePath: 'Root',
        authName: 'Northwind',
        remark: 'Shanghai',
        hasRootUser: false,
      });
      const role = await world.db
        .selectFrom('cam_roles')
        .selectAll()
        .where('role_type', '<>', 'service_linked')
        .executeTakeFirstOrThrow();
      expect(role).toMatchObject({ uin, role_name: 'OrganizationAccessControlRole', space_id: null });
      expect(role.trust_policy).toMatchObject({
        statement: [{ principal: { qcs: [`qcs::cam::uin/${adminUin}:root`] } }],
      });
      const attached = await world.db
        .selectFrom('cam_policy_attachments')
        .select('policy_id')
        .where('policy_id', '<>', linkedPolicyId)
        .execute();
      expect(attached).toEqual([{ policy_id: 1 }]);
    });

    it('have a name once, of 1 to 25 characters', async () => {
      await create('web');

      await expect(create('web')).rejects.toMatchObject({ code: 'OrganizationMemberNameUsed' });
      await expect(create('')).rejects.toMatchObject({ kind: 'invalid-input' });
      await expect(create('x'.repeat(26))).rejects.toMatchObject({ kind: 'invalid-input' });
      await expect(create('<script>')).rejects.toMatchObject({ kind: 'invalid-input' });
      await expect(create('lost', { nodeId: 999_999 })).rejects.toMatchObject({
        code: 'OrganizationNodeNotExist',
      });
      await expect(create('wordy', { remark: 'x'.repeat(41) })).rejects.toMatchObject({
        kind: 'invalid-input',
      });
      expect(await countAccounts()).toBe(2);
      expect(
        await world.db
          .selectFrom('cam_roles')
          .select('role_name')
          .where('role_type', '<>', 'service_linked')
          .execute(),
      ).toHaveLength(1);
    });

    it('are as many under one entity as the installation allows', async () => {
      Object.assign(world.settings, { createdMembersPerEntity: 2 });
      await create('one');
      await create('two');

      await expect(create('three')).rejects.toMatchObject({
        kind: 'limit-exceeded',
        code: 'CreateMemberOverLimit',
        details: { limit: 2, entity: 'Northwind' },
      });
      expect(await countAccounts()).toBe(3);
    });

    it('are not made in a real cloud: there they are registered', async () => {
      await expect(create('real', { cloudSite: 'tencent-cn' })).rejects.toMatchObject({
        kind: 'failed-precondition',
        code: 'CloudSiteNotOurs',
      });
      expect(await countAccounts()).toBe(1);
    });
  });

  describe('being registered', () => {
    const register = (memberUin: number, name = 'real', attributes: object = {}) =>
      world.execute(registerOrganizationMember, administrator, {
        ...{ memberUin, name, nodeId: root, cloudSite: 'tencent-intl', ...attributes },
      });

    it('have the uin they have in their cloud, pay for themselves, and are registered once', async () => {
      await register(700_000_123_456);

      expect(await get(700_000_123_456)).toMatchObject({
        cloudSite: 'tencent-intl',
        memberType: 'Invite',
        payUin: '700000123456',
      });
      await expect(register(700_000_123_456, 'again')).rejects.toMatchObject({
        code: 'OrganizationMemberExist',
      });
      expect(
        await world.db
          .selectFrom('cam_roles')
          .select('uin')
          .where('role_type', '<>', 'service_linked')
          .execute(),
      ).toEqual([]);
    });

    it('are no accounts that live here, and none of another organization', async () => {
      const alone = await standAlone(world, 'alone');
      const other = await foundSouthwind(world);

      await expect(register(alone.uin)).rejects.toMatchObject({ code: 'AccountLivesHere' });
      await expect(register(other.adminUin)).rejects.toMatchObject({
        code: 'MemberExistInOtherOrganization',
      });
      await expect(register(7)).rejects.toMatchObject({ kind: 'invalid-input' });
      await expect(register(700_000_123_456, 'x', { cloudSite: 'local' })).rejects.toMatchObject({
        kind: 'invalid-input',
      });
      await expect(register(700_000_123_456, 'x', { relationAuthName: 'Unheard Of' })).rejects.toMatchObject({
        code: 'OrganizationAuthRelationNotExist',
      });
    });

    it('never meet a uin that is made here later', async () => {
      const taken = 100_000_000_002;
      await register(taken);

      expect((await create('next')).uin).toBe(taken + 1);
    });
  });

  describe('being listed', () => {
    it('are found by name and uin, by department, state and entity; the admin account comes first', async () => {
      const { nodeId: shop } = await world.execute(addOrganizationNode, administrator, {
        ...{ parentNodeId: root, name: 'Shop' },
      });
      const { nodeId: inner } = await world.execute(addOrganizationNode, administrator, {
        ...{ parentNodeId: shop, name: 'Inner' },
      });
      const web = await create('web', { nodeId: shop, tags: [{ tagKey: 'stage', tagValue: 'live' }] });
      await create('api', { nodeId: inner });
      await invitedMember(world, administrator, { name: 'Guest', nodeId: root });

      expect(await list()).toEqual(['Northwind HQ', 'api', 'Guest', 'web']);
      expect(await list({ searchKey: 'WE' })).toEqual(['web']);
      expect(await list({ searchKey: String(web.uin) })).toEqual(['web']);
      expect(await list({ searchKey: '%' })).toEqual([]);
      expect(await list({ nodeId: shop })).toEqual(['web']);
      expect(await list({ nodeId: shop, withSubNodes: true })).toEqual(['api', 'web']);
      expect(await list({ notInNodeId: root })).toEqual(['api', 'web']);
      expect(await list({ memberType: 'Invite' })).toEqual(['Guest']);
      expect(await list({ memberType: 'Create' })).toEqual(['api', 'web']);
      expect(await list({ paymentMode: 'PayOnBehalf' })).toEqual(['api', 'web']);
      expect(await list({ paymentMode: 'SelfPay' })).toEqual(['Northwind HQ', 'Guest']);
      expect(await list({ tags: [{ tagKey: 'stage', tagValue: 'live' }] })).toEqual(['web']);
      expect(await list({ authName: 'Nobody' })).toEqual([]);
    });

    it('are paged without losing or repeating one', async () => {
      for (let number = 0; number < 6; number += 1) await create(`m${number}`);
      const pages = await Promise.all([0, 3, 6].map((offset) => list({ offset, limit: 3 })));

      expect(pages.flat()).toEqual(['Northwind HQ', 'm0', 'm1', 'm2', 'm3', 'm4', 'm5']);
    });
  });

  describe('being edited', () => {
    it('get another name, remark, department and tags at once, each on record', async () => {
      const { nodeId } = await world.execute(addOrganizationNode, administrator, {
        ...{ parentNodeId: root, name: 'Shop' },
      });
      const { uin } = await create('web');
      const tags = [{ tagKey: 'stage', tagValue: 'live' }];
      await update(uin, { name: 'Web shop', remark: 'Live', nodeId, tags });

      expect(await get(uin)).toMatchObject({
        ...{ name: 'Web shop', nickName: 'web', remark: 'Live', nodePath: 'Root / Shop', tags },
      });
      const kinds = await world.db
        .selectFrom('organization_changes')
        .select(['kind', 'former', 'present'])
        .where('uin', '=', uin)
        .orderBy('change_id')
        .execute();
      expect(kinds).toEqual([
        { kind: 'MemberCreated', former: '', present: '' },
        { kind: 'MemberMoved', former: 'Root', present: 'Shop' },
        { kind: 'MemberEdited', former: 'web', present: 'Web shop' },
      ]);
    });

    it('keep what is not mentioned, and a name that another has is refused', async () => {
      const { uin } = await create('web', { remark: 'Kept' });
      await create('api');

      await expect(update(uin, { name: 'api', remark: 'Lost' })).rejects.toMatchObject({
        code: 'OrganizationMemberNameUsed',
      });
      await update(uin, { name: 'Web', isModifyNickName: 1 });
      expect(await get(uin)).toMatchObject({ name: 'Web', nickName: 'Web', remark: 'Kept' });
      await expect(update(uin, { nodeId: 999_999, remark: 'Lost' })).rejects.toMatchObject({
        code: 'OrganizationNodeNotExist',
      });
      expect(await get(uin)).toMatchObject({ remark: 'Kept' });
    });

    it('may be allowed to quit when they were invited, never when they were created', async () => {
      const { uin } = await create('web');
      const guest = await invitedMember(world, administrator, { name: 'Guest', nodeId: root });

      await expect(update(uin, { isAllowQuit: 'Allow' })).rejects.toMatchObject({ code: 'AllowQuitIllegal' });
      await expect(update(adminUin, { isAllowQuit: 'Allow' })).rejects.toMatchObject({
        code: 'AdminAccountNotChangeable',
      });
      await update(guest.uin, { isAllowQuit: 'Allow' });
      expect(await get(guest.uin)).toMatchObject({ isAllowQuit: 'Allow' });
    });
  });

  it('are nobody else’s: another administrator finds, lists and changes none of them', async () => {
    const { uin: memberUin } = await create('web');
    const { administrator: stranger } = await foundSouthwind(world);
    const refused = { kind: 'not-found', code: 'OrganizationMemberNotExist' };

    await expect(world.execute(getOrganizationMember, stranger, { memberUin })).rejects.toMatchObject(
      refused,
    );
    await expect(
      world.execute(updateOrganizationMember, stranger, { memberUin, name: 'Stolen' }),
    ).rejects.toMatchObject(refused);
    const { items } = await world.execute(describeOrganizationMembers, stranger, { memberUins: [memberUin] });
    expect(items).toEqual([]);
    expect(await list()).toEqual(['Northwind HQ', 'web']);
  });
});
