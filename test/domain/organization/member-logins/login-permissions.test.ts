import { beforeEach, describe, expect, it } from 'vitest';
import { createOrganizationIdentity } from '../../../../src/domain/organization/member-logins/login-permissions/create-organization-identity.ts';
import { deleteOrganizationIdentity } from '../../../../src/domain/organization/member-logins/login-permissions/delete-organization-identity.ts';
import { listOrganizationIdentity } from '../../../../src/domain/organization/member-logins/login-permissions/list-organization-identity.ts';
import { updateOrganizationIdentity } from '../../../../src/domain/organization/member-logins/login-permissions/update-organization-identity.ts';
import {
  admin,
  type Company,
  document,
  everythingOf,
  openCompany,
  readOnly,
  roleOf,
  southwind,
} from '../../../support/member-logins.ts';

describe('login permissions', () => {
  let company: Company;
  beforeEach(async () => {
    company = await openCompany();
  });

  const list = (listing = {}) =>
    company.world.execute(listOrganizationIdentity, company.administrator, listing);
  const update = (identityId: number, identityPolicy: object[], description = '') =>
    company.world.execute(updateOrganizationIdentity, company.administrator, {
      identityId,
      identityPolicy,
      description,
    });
  const remove = (identityId: number) =>
    company.world.execute(deleteOrganizationIdentity, company.administrator, { identityId });
  const createdCount = async () =>
    (await company.world.auditTrail()).filter((id) => id === 'organization:CreateOrganizationIdentity')
      .length;

  it('begin with Admin, which is in every organization and belongs to nobody', async () => {
    expect(await list()).toEqual({
      items: [
        {
          identityId: admin,
          identityAliasName: 'Admin',
          description: 'Full admin access to member accounts',
          identityPolicy: [{ policyId: 1, policyName: 'AdministratorAccess', policyType: 2 }],
          identityType: 1,
          updateTime: null,
          memberCount: 3,
        },
      ],
      total: 1,
    });
    await expect(update(admin, readOnly)).rejects.toMatchObject({ code: 'OrganizationIdentityPreset' });
    await expect(remove(admin)).rejects.toMatchObject({ code: 'OrganizationIdentityPreset' });
    await expect(company.permission('Admin')).rejects.toMatchObject({ code: 'OrganizationIdentityNameUsed' });
  });

  it('hold preset policies by id or name and one policy of their own, as they were given', async () => {
    const own = { policyType: 1, policyName: 'Servers', policyDocument: document() };
    const identityId = await company.permission('数据 reader', [
      { policyId: 2 },
      { policyName: 'QcloudTCRReadOnlyAccess' },
      { policyId: 2, policyType: 2 },
      own,
    ]);

    const { items, total } = await list({ searchKey: 'READER', identityType: 2 });
    expect(total).toBe(1);
    expect(items).toMatchObject([
      {
        identityId,
        identityAliasName: '数据 reader',
        identityType: 2,
        updateTime: company.world.clock.now(),
        identityPolicy: [{ policyName: 'ReadOnlyAccess' }, { policyName: 'QcloudTCRReadOnlyAccess' }, own],
      },
    ]);
  });

  it('are twenty of one’s own at most, and the twenty-first is refused by name', async () => {
    for (let number = 1; number <= 20; number += 1) await company.permission(`p${number}`);

    await expect(company.permission('p21')).rejects.toMatchObject({
      kind: 'limit-exceeded',
      code: 'IdentityExceedLimit',
      details: { limit: 20 },
    });
    expect((await list({ limit: 50 })).total).toBe(21);
    expect(await createdCount()).toBe(20);
  });

  it('are twenty of one’s own at most, however many are created at the same moment', async () => {
    for (let number = 1; number <= 17; number += 1) await company.permission(`p${number}`);
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, (_, number) => company.permission(`race ${number}`)),
    );

    const refused = tries.filter((one) => one.status === 'rejected');
    expect(refused.map(({ reason }) => reason.code)).toEqual(Array(5).fill('IdentityExceedLimit'));
    expect((await list({ limit: 50 })).total).toBe(21);
    expect(await createdCount()).toBe(20);
  });

  it('have a name once, however many take it at the same moment; another organization may have it too', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 4 }, () => company.permission('same')));
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);

    const other = await openCompany(company.world, southwind);
    await expect(other.permission('same')).resolves.toBeGreaterThan(admin);
  });

  it.each([
    ['31 preset policies', Array(31).fill({ policyId: 2 }), 'IdentityPolicyExceedLimit'],
    [
      'two policies of its own',
      [1, 2].map(() => ({ policyType: 1, policyDocument: document() })),
      'IdentityCustomPolicyExceedLimit',
    ],
    ['a preset policy that does not exist', [{ policyId: 999_999 }], 'PolicyNotExist'],
    ['a preset policy that has no name', [{}], 'PolicyNotExist'],
    ['a text that is no policy', [{ policyType: 1, policyDocument: '{' }], /PolicyDocumentError$/],
    ['no text at all', [{ policyType: 1 }], /PolicyDocumentError$/],
    ['no policy at all', [], 'InvalidParameterValue'],
  ] as [string, object[], string | RegExp][])('refuse %s, and leave no trace', async (_, policies, code) => {
    const before = await everythingOf(company.world);

    const expected = typeof code === 'string' ? code : expect.stringMatching(code);
    await expect(company.permission('wrong', policies)).rejects.toMatchObject({ code: expected });
    expect(await everythingOf(company.world)).toEqual(before);
    expect(await createdCount()).toBe(0);
  });

  it.each(['', ' ', 'x'.repeat(41), '<b>', 'a/b'])('refuse the name %j', async (name) => {
    await expect(company.permission(name)).rejects.toMatchObject({ kind: 'invalid-input' });
  });

  it('take thirty preset policies', async () => {
    await expect(company.permission('most', Array(30).fill({ policyId: 2 }))).resolves.toBeGreaterThan(admin);
  });

  it('change their roles in every member when they are edited, by a job', async () => {
    const id = await company.permission('operator');
    await company.configure([company.web, company.shop], [id]);
    const own = { policyType: 1, policyName: 'Servers', policyDocument: document() };
    await update(id, [{ policyId: 5 }, own], 'Registry');
    expect(await roleOf(company.world, company.web, id)).toMatchObject({ policies: [2] });

    expect(await company.world.runJobs()).toBe(1);

    for (const uin of [company.web, company.shop]) {
      const role = await roleOf(company.world, uin, id);
      const custom = await company.world.db
        .selectFrom('cam_policies')
        .innerJoin('cam_policy_versions as v', 'v.policy_id', 'cam_policies.policy_id')
        .select(['cam_policies.policy_id', 'policy_name', 'document'])
        .where('cam_policies.uin', '=', uin)
        .execute();
      expect(custom).toMatchObject([
        { policy_name: `OrganizationLoginPermission-${id}`, document: document() },
      ]);
      expect(role?.policies).toEqual([5, custom[0]?.policy_id]);
    }
    await update(id, readOnly);
    await company.world.runJobs();
    expect(await roleOf(company.world, company.web, id)).toMatchObject({ policies: [2] });
    expect(await company.world.db.selectFrom('cam_policies').selectAll().execute()).toEqual([]);
  });

  it('of many members are changed by several jobs, each repeatable', async () => {
    const id = await company.permission('operator');
    for (let number = 0; number < 57; number += 1) {
      await company.configure([await company.member(`m${number}`)], [id]);
    }
    await update(id, [{ policyId: 5 }]);

    expect(await company.world.runJobs()).toBe(2);
    const configured = company.world.db.selectFrom('member_login_permissions').selectAll();
    const rows = await configured.where('login_permission_id', '=', id).execute();
    expect(rows.filter((row) => row.is_current)).toHaveLength(57);
    const attached = await company.world.db.selectFrom('cam_policy_attachments').selectAll().execute();
    expect(attached.filter((row) => row.policy_id === 5)).toHaveLength(57);
    expect(attached.filter((row) => row.policy_id === 2)).toEqual([]);
  });

  it('are deleted only while no member has them, and say who has them', async () => {
    const id = await company.permission('operator');
    await company.configure([company.web, company.shop], [id]);
    await expect(remove(id)).rejects.toMatchObject({
      code: 'OrganizationIdentityInUsed',
      message: 'The login permission "operator" is configured in 2 members: shop, web',
      details: { name: 'operator', count: 2, members: 'shop, web' },
    });

    const unused = await company.permission('unused');
    await remove(unused);
    expect((await list()).items.map(({ identityId }) => identityId)).toEqual([admin, id]);
    await expect(remove(unused)).rejects.toMatchObject({
      kind: 'not-found',
      code: 'OrganizationIdentityNotExist',
    });
    await expect(update(unused, readOnly)).rejects.toMatchObject({ code: 'OrganizationIdentityNotExist' });
  });

  it('are deleted or configured, never both, when both happen at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await company.permission(`round ${round}`);
      await Promise.allSettled([remove(id), company.configure([company.web], [id])]);

      const isThere = (await list({ identityId: id })).total === 1;
      const rows = await company.world.db
        .selectFrom('member_login_permissions')
        .select('uin')
        .where('login_permission_id', '=', id)
        .execute();
      expect(rows).toHaveLength(isThere ? 1 : 0);
    }
  });

  it('of another organization are not found', async () => {
    const other = await openCompany(company.world, southwind);
    const theirs = await other.permission('theirs');
    const before = await everythingOf(company.world);

    expect((await list({ identityId: theirs })).items).toEqual([]);
    for (const attempt of [
      () => update(theirs, readOnly),
      () => remove(theirs),
      () => company.configure([company.web], [theirs]),
    ]) {
      await expect(attempt()).rejects.toMatchObject({
        kind: 'not-found',
        code: 'OrganizationIdentityNotExist',
      });
    }
    expect(await everythingOf(company.world)).toEqual(before);
  });

  it('are nothing for a member account, nor for somebody who is not signed in', async () => {
    const member = { kind: 'principal', uin: company.web, identity: { type: 'root' } } as const;
    const input = { identityAliasName: 'mine', identityPolicy: readOnly };

    await expect(company.world.execute(createOrganizationIdentity, member, input)).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(
      company.world.execute(createOrganizationIdentity, { kind: 'visitor' }, input),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
