import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { createOrganizationMember } from '../../../src/domain/organization/accounts/create-organization-member.ts';
import { toFinance } from '../../../src/domain/organization/accounts/finance.ts';
import { getOrganizationMember } from '../../../src/domain/organization/accounts/get-organization-member.ts';
import { updateOrganizationMember } from '../../../src/domain/organization/accounts/update-organization-member.ts';
import { acceptOrganizationPermissionChange } from '../../../src/domain/organization/finance-changes/accept-organization-permission-change.ts';
import { cancelOrganizationPermissionChange } from '../../../src/domain/organization/finance-changes/cancel-organization-permission-change.ts';
import { denyOrganizationPermissionChange } from '../../../src/domain/organization/finance-changes/deny-organization-permission-change.ts';
import { describeOrganizationPermissionChanges } from '../../../src/domain/organization/finance-changes/describe-organization-permission-changes.ts';
import { foundSouthwind, invitedMember } from '../../support/organization.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

describe('the rules of finance', () => {
  const same = { adminUin: 1, uin: 2, isSameEntity: true };
  const other = { ...same, isSameEntity: false };

  it.each([
    ['neither bills', { permissionIds: [2] }, same, 'OrganizationPermissionIllegal'],
    ['nor balance', { permissionIds: [1] }, same, 'OrganizationPermissionIllegal'],
    ['a number that is none', { permissionIds: [1, 2, 10] }, same, 'OrganizationPermissionIllegal'],
    ['another policy type', { policyType: 'Free' }, same, 'OrganizationPolicyIllegal'],
    ['pay-on-behalf of another entity', { permissionIds: [1, 2, 7] }, other, 'AddDelegatePayerNotAllow'],
    ['the offers of another entity', { permissionIds: [1, 2, 6] }, other, 'AddDiscountInheritNotAllow'],
    ['a payer who is not the admin', { permissionIds: [1, 2, 7], payUin: '2' }, same, 'PayUinIllegal'],
    ['a payer although it pays itself', { permissionIds: [1, 2], payUin: '1' }, same, 'PayUinIllegal'],
  ])('refuse %s', (_what, input, situation, code) => {
    expect(() => toFinance(input, situation, [1, 2])).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    ['self-pay', { permissionIds: [2, 1, 1] }, { permissionIds: [1, 2], payUin: null }],
    ['self-pay by name', { permissionIds: [1, 2], payUin: '2' }, { permissionIds: [1, 2], payUin: null }],
    ['pay-on-behalf', { permissionIds: [1, 2, 7], payUin: '1' }, { permissionIds: [1, 2, 7], payUin: 1 }],
    ['what is usual', {}, { permissionIds: [1, 2], payUin: null }],
  ])('allow %s', (_what, input, finance) => {
    expect(toFinance(input, same, [1, 2])).toEqual(finance);
  });
});

describe('a member’s finance', () => {
  let world: World;
  let administrator: Principal;
  let adminUin: number;
  let root: number;
  let created: number;
  let invited: Principal;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, adminUin, rootDepartmentId: root } = await foundSpace(world));
    const member = { name: 'web', nodeId: root };
    ({ uin: created } = await world.execute(createOrganizationMember, administrator, member));
    invited = await invitedMember(world, administrator, { name: 'Guest', nodeId: root });
  });

  const change = (memberUin: number, permissionIds: number[], payUin?: string) =>
    world.execute(updateOrganizationMember, administrator, {
      ...{ memberUin, policyType: 'Financial', permissionIds, ...(payUin && { payUin }) },
    });
  const finance = async (memberUin: number) => {
    const { member } = await world.execute(getOrganizationMember, administrator, { memberUin });
    return [member.orgPermission.map(({ id }) => id).join(), member.payUin, member.permissionStatus];
  };
  const changes = async (by = administrator) =>
    (await world.execute(describeOrganizationPermissionChanges, by, {})).items;
  const openChange = async () => (await changes())[0]?.changeId ?? 0;

  it('is paid for from the start when the account was created, and cannot be otherwise at first', async () => {
    const refused = world.execute(createOrganizationMember, administrator, {
      ...{ name: 'own', nodeId: root, policyType: 'Financial', permissionIds: [1, 2] },
    });

    await expect(refused).rejects.toMatchObject({ code: 'MemberNotOpened' });
    expect(await finance(created)).toEqual(['1,2,7', String(adminUin), 'Confirmed']);
  });

  it('changes at once for a created account', async () => {
    expect(await change(created, [1, 2, 4, 7])).toEqual({ permissionStatus: 'Confirmed' });

    expect(await finance(created)).toEqual(['1,2,4,7', String(adminUin), 'Confirmed']);
    expect(await changes()).toMatchObject([{ name: 'web', status: 'Confirmed' }]);
  });

  it('stays paid for while the created account has no root user who could pay', async () => {
    await expect(change(created, [1, 2])).rejects.toMatchObject({ code: 'MemberNoPayment' });
    expect(await finance(created)).toEqual(['1,2,7', String(adminUin), 'Confirmed']);
    expect(await changes()).toEqual([]);

    await world.db
      .insertInto('root_users')
      .values({ uin: created, email: 'web@x.example', password_hash: '', updated_at: world.clock.now() })
      .execute();
    await change(created, [1, 2]);
    expect(await finance(created)).toEqual(['1,2', String(created), 'Confirmed']);
  });

  it('waits for the confirmation of an invited account, which alone may give it', async () => {
    expect(await change(invited.uin, [1, 2, 7])).toEqual({ permissionStatus: 'UnConfirmed' });
    expect(await finance(invited.uin)).toEqual(['1,2', String(invited.uin), 'UnConfirmed']);
    const changeId = await openChange();

    await expect(change(invited.uin, [1, 2, 5])).rejects.toMatchObject({
      code: 'ChangePermissionRecordExist',
    });
    await expect(
      world.execute(acceptOrganizationPermissionChange, administrator, { changeId }),
    ).rejects.toMatchObject({ code: 'ChangePermissionNotExist' });
    await world.execute(acceptOrganizationPermissionChange, invited, { changeId });
    expect(await finance(invited.uin)).toEqual(['1,2,7', String(adminUin), 'Confirmed']);
    await expect(
      world.execute(acceptOrganizationPermissionChange, invited, { changeId }),
    ).rejects.toMatchObject({ code: 'ChangePermissionNotExist' });
  });

  it('stays as it is when the invited account refuses, or the administrator takes the change back', async () => {
    await change(invited.uin, [1, 2, 7]);
    await world.execute(denyOrganizationPermissionChange, invited, { changeId: await openChange() });
    await change(invited.uin, [1, 2, 7]);
    await world.execute(cancelOrganizationPermissionChange, administrator, { memberUin: invited.uin });

    expect(await finance(invited.uin)).toEqual(['1,2', String(invited.uin), 'Confirmed']);
    expect((await changes()).map(({ status }) => status)).toEqual(['Cancelled', 'Rejected']);
    await expect(
      world.execute(cancelOrganizationPermissionChange, administrator, { memberUin: invited.uin }),
    ).rejects.toMatchObject({ code: 'ChangePermissionNotPending' });
  });

  it('names the policy type and the permissions together, and is not the admin account’s', async () => {
    const update = (edit: object) => world.execute(updateOrganizationMember, administrator, edit);

    await expect(update({ memberUin: created, permissionIds: [1, 2, 7] })).rejects.toMatchObject({
      code: 'OrganizationPolicyIllegal',
    });
    await expect(update({ memberUin: created, policyType: 'Financial' })).rejects.toMatchObject({
      code: 'OrganizationPermissionIllegal',
    });
    await expect(change(adminUin, [1, 2])).rejects.toMatchObject({ code: 'AdminAccountNotChangeable' });
  });

  it('writes nothing when it is what it was', async () => {
    await change(created, [7, 2, 1], String(adminUin));

    expect(await changes()).toEqual([]);
  });

  it('is nobody else’s', async () => {
    await change(invited.uin, [1, 2, 7]);
    const { administrator: stranger } = await foundSouthwind(world);

    expect(await changes(stranger)).toEqual([]);
    await expect(
      world.execute(cancelOrganizationPermissionChange, stranger, { memberUin: invited.uin }),
    ).rejects.toMatchObject({ kind: 'not-found' });
  });
});
