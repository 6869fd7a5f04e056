import { beforeEach, describe, expect, it } from 'vitest';
import { deleteOrganizationMemberAuthIdentity } from '../../../../src/domain/organization/member-logins/member-permissions/delete-organization-member-auth-identity.ts';
import { deleteOrganizationMembersAuthIdentities } from '../../../../src/domain/organization/member-logins/member-permissions/delete-organization-members-auth-identities.ts';
import { describeOrganizationMemberAuthIdentities } from '../../../../src/domain/organization/member-logins/member-permissions/describe-organization-member-auth-identities.ts';
import { listCommonMemberAuthIdentities } from '../../../../src/domain/organization/member-logins/member-permissions/list-common-member-auth-identities.ts';
import { listMembersAuthIdentities } from '../../../../src/domain/organization/member-logins/member-permissions/list-members-auth-identities.ts';
import {
  admin,
  type Company,
  everythingOf,
  openCompany,
  roleOf,
  southwind,
} from '../../../support/member-logins.ts';

describe('login permissions in members', () => {
  let company: Company;
  let reader: number;
  beforeEach(async () => {
    company = await openCompany();
    reader = await company.permission('reader');
  });

  const remove = (memberUin: number, identityId: number) =>
    company.world.execute(deleteOrganizationMemberAuthIdentity, company.administrator, {
      memberUin,
      identityId,
    });
  const removeMany = (memberUins: number[], identityIds: number[]) =>
    company.world.execute(deleteOrganizationMembersAuthIdentities, company.administrator, {
      memberUins,
      identityIds,
    });
  const describeOf = (listing: object) =>
    company.world.execute(describeOrganizationMemberAuthIdentities, company.administrator, {
      limit: 50,
      ...listing,
    });
  const common = async (...memberUins: number[]) =>
    (
      await company.world.execute(listCommonMemberAuthIdentities, company.administrator, { memberUins })
    ).items.map(({ identityAliasName }) => identityAliasName);
  const succeeded = (outcomes: { status: string }[]) => outcomes.map(({ status }) => status === 'Success');

  it('give every created member the Admin permission from its first moment', async () => {
    const { items } = await describeOf({ identityId: admin });

    expect(items.map(({ memberName }) => memberName)).toEqual(['data', 'shop', 'web']);
    expect(items[0]).toMatchObject({
      identityRoleName: 'OrganizationAccessControlRole',
      identityRoleAliasName: 'Admin',
      identityType: 1,
      status: 1,
    });
    expect(await roleOf(company.world, company.web, admin)).toMatchObject({ policies: [1] });
  });

  it('become CAM roles that trust the admin account, for the console, locked for everybody else', async () => {
    const { outcomes } = await company.configure([company.web, company.shop], [reader]);

    expect(succeeded(outcomes)).toEqual([true, true]);
    const role = await roleOf(company.world, company.web, reader);
    expect(role).toMatchObject({
      role_name: `OrganizationLoginPermission-${reader}`,
      console_login: true,
      session_seconds: 7200,
      space_id: `organization-${company.organizationId}`,
      policies: [2],
    });
    expect(role?.trust_policy).toEqual({
      version: '2.0',
      statement: [
        {
          effect: 'allow',
          action: 'name/sts:AssumeRole',
          principal: { qcs: [`qcs::cam::uin/${company.adminUin}:root`] },
        },
      ],
    });
    expect(await roleOf(company.world, company.data, reader)).toBeUndefined();
    expect(await describeOf({ memberUin: company.web })).toMatchObject({
      total: 2,
      items: [{ identityId: admin }, { identityId: reader, memberName: 'web', status: 1 }],
    });
  });

  it('have an outcome each: a duplicate, a foreign cloud and a stranger fail with their reasons, the rest succeeds', async () => {
    await company.configure([company.web], [reader]);
    const stranger = 123_456_789_012;
    const { outcomes } = await company.configure(
      [company.web, company.shop, company.real, company.adminUin, stranger],
      [reader],
    );

    expect(outcomes).toMatchObject([
      { memberUin: company.web, status: 'Failed', code: 'MemberIdentityExist' },
      { memberUin: company.shop, status: 'Success', code: '', message: '' },
      {
        memberUin: company.real,
        status: 'Failed',
        code: 'MemberSiteNotServed',
        details: { memberName: 'real', cloudSite: 'tencent-cn' },
      },
      { memberUin: company.adminUin, status: 'Failed', code: 'OrganizationMemberNotExist' },
      { memberUin: stranger, status: 'Failed', code: 'OrganizationMemberNotExist' },
    ]);
    expect(await roleOf(company.world, company.shop, reader)).toBeDefined();
    expect(await roleOf(company.world, company.real, reader)).toBeUndefined();
  });

  it('refuse as a whole when there is nothing else to do', async () => {
    const before = await everythingOf(company.world);

    await expect(company.configure([company.real], [reader])).rejects.toMatchObject({
      code: 'MemberSiteNotServed',
    });
    await expect(company.configure([company.web], [admin])).rejects.toMatchObject({
      kind: 'conflict',
      code: 'MemberIdentityExist',
    });
    expect(await everythingOf(company.world)).toEqual(before);
    expect(await company.world.auditTrail()).not.toContain(
      'organization:CreateOrganizationMemberAuthIdentity',
    );
  });

  it('are configured for ten members and five permissions at a time, and not for more', async () => {
    const uins: number[] = [];
    for (let number = 0; number < 11; number += 1) uins.push(await company.member(`m${number}`));
    const ids: number[] = [];
    for (let number = 0; number < 6; number += 1) ids.push(await company.permission(`p${number}`));
    const before = await everythingOf(company.world);

    for (const attempt of [company.configure, removeMany]) {
      await expect(attempt(uins, [reader])).rejects.toMatchObject({
        kind: 'limit-exceeded',
        code: 'MembersExceedLimit',
        details: { limit: 10 },
      });
      await expect(attempt(uins.slice(0, 1), ids)).rejects.toMatchObject({
        kind: 'limit-exceeded',
        code: 'IdentitiesExceedLimit',
        details: { limit: 5 },
      });
      await expect(attempt([], [reader])).rejects.toMatchObject({ kind: 'invalid-input' });
      await expect(attempt([company.web], [])).rejects.toMatchObject({ kind: 'invalid-input' });
    }
    expect(await everythingOf(company.world)).toEqual(before);

    const ten = [...uins.slice(0, 10), uins[0] as number];
    const { outcomes } = await company.configure(ten, ids.slice(0, 5));
    expect(outcomes).toHaveLength(50);
    expect(succeeded(outcomes)).toEqual(Array(50).fill(true));
  });

  it('are made again where somebody deleted the role or changed it back', async () => {
    await company.configure([company.web], [reader]);
    await company.world.db.deleteFrom('cam_roles').where('uin', '=', company.web).execute();

    const { outcomes } = await company.configure([company.web], [reader]);
    expect(succeeded(outcomes)).toEqual([true]);
    expect(await roleOf(company.world, company.web, reader)).toMatchObject({ policies: [2] });
  });

  it('are configured once when two administrators do it at the same moment', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, () => company.configure([company.web], [reader])),
    );

    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await describeOf({ identityId: reader })).total).toBe(1);
  });

  it('are deleted with their roles and own policies, one by one or many at once', async () => {
    await company.configure([company.web, company.shop], [reader]);
    await remove(company.web, reader);
    expect(await roleOf(company.world, company.web, reader)).toBeUndefined();
    await expect(remove(company.web, reader)).rejects.toMatchObject({ code: 'MemberIdentityNotExist' });

    const { outcomes } = await removeMany([company.web, company.shop], [reader, admin]);
    expect(outcomes.map(({ status, code }) => code || status)).toEqual([
      'MemberIdentityNotExist',
      'Success',
      'Success',
      'Success',
    ]);
    expect((await describeOf({ memberUin: company.shop })).total).toBe(0);
    expect(await roleOf(company.world, company.shop, admin)).toBeUndefined();
    const left = company.world.db.selectFrom('cam_policy_attachments').select('uin');
    const { adminUin } = company;
    expect(await left.where('uin', '<>', adminUin).execute()).toEqual([{ uin: company.data }]);
  });

  it('are not deleted while a sub-user may be authorized by them, and the refusal says by which policies', async () => {
    await company.configure([company.web, company.shop], [reader]);
    await company.policy('shop-readers', reader, [company.shop, company.web]);
    await company.policy('web-readers', reader, [company.web]);
    const before = await everythingOf(company.world);

    await expect(remove(company.web, reader)).rejects.toMatchObject({
      kind: 'failed-precondition',
      code: 'MemberIdentityAuthUsed',
      details: { policies: 'shop-readers, web-readers' },
    });
    expect(await everythingOf(company.world)).toEqual(before);
    expect((await removeMany([company.web, company.shop], [admin])).outcomes).toMatchObject([
      { status: 'Success' },
      { status: 'Success' },
    ]);
  });

  it('are taken away or authorized, never both, when both happen at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await company.permission(`round ${round}`);
      await company.configure([company.web], [id]);
      await Promise.allSettled([remove(company.web, id), company.policy(`p${round}`, id, [company.web])]);

      const configured = (await describeOf({ identityId: id })).total;
      const { authorizations } = await everythingOf(company.world);
      const authorized = authorizations.filter((row) => row.login_permission_id === id).length;
      expect([configured, authorized]).toEqual(authorized === 1 ? [1, 1] : [0, 0]);
    }
  });

  it('that several members have in common are those that all of them have', async () => {
    const writer = await company.permission('writer');
    await company.configure([company.web, company.shop], [reader]);
    await company.configure([company.web, company.data], [writer]);
    await remove(company.data, admin);

    expect(await common(company.web)).toEqual(['Admin', 'reader', 'writer']);
    expect(await common(company.web, company.shop)).toEqual(['Admin', 'reader']);
    expect(await common(company.web, company.data)).toEqual(['writer']);
    expect(await common(company.web, company.shop, company.data)).toEqual([]);
    expect(await common(company.web, company.real)).toEqual([]);
    await expect(common(company.web, company.adminUin)).rejects.toMatchObject({
      code: 'OrganizationMemberNotExist',
    });
  });

  it('are listed by member, with those that have none, and found by name and number', async () => {
    await company.configure([company.web], [reader]);
    const list = (input: object) =>
      company.world.execute(listMembersAuthIdentities, company.administrator, input);

    const all = await list({});
    expect(all.items.map(({ memberName, identities }) => [memberName, identities.length])).toEqual([
      ['data', 1],
      ['real', 0],
      ['shop', 1],
      ['web', 2],
    ]);
    expect((await list({ searchKey: 'WE' })).items.map(({ memberUin }) => memberUin)).toEqual([company.web]);
    expect((await list({ searchKey: String(company.shop) })).total).toBe(1);
    expect((await list({ searchKey: '%' })).total).toBe(0);
    expect((await list({ offset: 2, limit: 1 })).items.map(({ memberName }) => memberName)).toEqual(['shop']);
    await expect(describeOf({})).rejects.toMatchObject({ code: 'MissingParameter' });
  });

  it('are nothing of another organization', async () => {
    const other = await openCompany(company.world, southwind);
    const theirs = await other.permission('theirs');
    await other.configure([other.web], [theirs]);
    const before = await everythingOf(company.world);

    await expect(company.configure([other.web], [reader])).rejects.toMatchObject({
      code: 'OrganizationMemberNotExist',
    });
    for (const attempt of [() => remove(other.web, theirs), () => removeMany([other.web], [admin])]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'OrganizationMemberNotExist' });
    }
    expect((await describeOf({ memberUin: other.web })).items).toEqual([]);
    expect((await describeOf({ identityId: theirs })).items).toEqual([]);
    await expect(common(other.web)).rejects.toMatchObject({ code: 'OrganizationMemberNotExist' });
    expect(await everythingOf(company.world)).toEqual(before);
  });
});
