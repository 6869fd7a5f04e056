import { beforeEach, describe, expect, it } from 'vitest';
import { bindOrganizationMemberAuthAccount } from '../../../../src/domain/organization/member-logins/authorizations/bind-organization-member-auth-account.ts';
import { bindOrganizationPolicySubAccount } from '../../../../src/domain/organization/member-logins/authorizations/bind-organization-policy-sub-account.ts';
import { cancelOrganizationMemberAuthAccount } from '../../../../src/domain/organization/member-logins/authorizations/cancel-organization-member-auth-account.ts';
import { cancelOrganizationPolicySubAccount } from '../../../../src/domain/organization/member-logins/authorizations/cancel-organization-policy-sub-account.ts';
import { createOrganizationMemberPolicy } from '../../../../src/domain/organization/member-logins/authorizations/create-organization-member-policy.ts';
import { deleteOrganizationMembersPolicy } from '../../../../src/domain/organization/member-logins/authorizations/delete-organization-members-policy.ts';
import { describeOrganizationMemberAuthAccounts } from '../../../../src/domain/organization/member-logins/authorizations/describe-organization-member-auth-accounts.ts';
import { describeOrganizationMemberPolicies } from '../../../../src/domain/organization/member-logins/authorizations/describe-organization-member-policies.ts';
import { describeOrganizationMembersAuthPolicy } from '../../../../src/domain/organization/member-logins/authorizations/describe-organization-members-auth-policy.ts';
import { listMemberAuthorizations } from '../../../../src/domain/organization/member-logins/authorizations/list-member-authorizations.ts';
import { listOrganizationSubAccounts } from '../../../../src/domain/organization/member-logins/authorizations/list-organization-sub-accounts.ts';
import { updateOrganizationMembersPolicy } from '../../../../src/domain/organization/member-logins/authorizations/update-organization-members-policy.ts';
import { admin, type Company, everythingOf, openCompany, southwind } from '../../../support/member-logins.ts';

describe('authorizations of sub-users', () => {
  let company: Company;
  let reader: number;
  beforeEach(async () => {
    company = await openCompany();
    reader = await company.permission('reader');
    await company.configure([company.web, company.shop], [reader]);
  });

  const bind = (policyId: number, orgSubAccountUins: number[]) =>
    company.world.execute(bindOrganizationPolicySubAccount, company.administrator, {
      policyId,
      orgSubAccountUins,
    });
  const cancel = (policyId: number, orgSubAccountUins: number[]) =>
    company.world.execute(cancelOrganizationPolicySubAccount, company.administrator, {
      policyId,
      orgSubAccountUins,
    });
  const change = (policyId: number, memberUins: number[], identityId: number) =>
    company.world.execute(updateOrganizationMembersPolicy, company.administrator, {
      policyId,
      memberUins,
      identityId,
      description: 'changed',
    });
  const remove = (policyId: number) =>
    company.world.execute(deleteOrganizationMembersPolicy, company.administrator, { policyId });
  const list = (input = {}) => company.world.execute(listMemberAuthorizations, company.administrator, input);
  const entries = async (input = {}) =>
    (
      await company.world.execute(describeOrganizationMembersAuthPolicy, company.administrator, input)
    ).items.map(({ policyName, orgSubAccountName, memberName }) => [
      policyName,
      orgSubAccountName,
      memberName,
    ]);
  const documentOf = async (policyId: number) => {
    const row = await company.world.db
      .selectFrom('cam_policy_versions')
      .select('document')
      .where('policy_id', '=', policyId)
      .executeTakeFirst();
    return row && JSON.parse(row.document);
  };

  it('are custom CAM policies of the admin account that allow AssumeRole on the members’ roles and nothing else', async () => {
    const policyId = await company.policy('readers', reader, [company.shop, company.web]);

    const role = `roleName/OrganizationLoginPermission-${reader}`;
    expect(await documentOf(policyId)).toEqual({
      version: '2.0',
      statement: [
        {
          effect: 'allow',
          action: ['sts:AssumeRole'],
          resource: [`qcs::cam::uin/${company.web}:${role}`, `qcs::cam::uin/${company.shop}:${role}`],
        },
      ],
    });
    const { policies, attachments } = await everythingOf(company.world);
    expect(policies).toMatchObject([
      {
        uin: company.adminUin,
        policy_name: 'readers',
        space_id: `organization-${company.organizationId}`,
      },
    ]);
    expect(attachments.filter((row) => row.policy_id === policyId)).toEqual([]);
  });

  it('are only to a permission that all chosen members have', async () => {
    const before = await everythingOf(company.world);

    await expect(company.policy('all', reader, [company.web, company.data])).rejects.toMatchObject({
      kind: 'not-found',
      code: 'MemberIdentityNotExist',
      details: { uin: company.data },
    });
    await expect(company.policy('real', admin, [company.web, company.real])).rejects.toMatchObject({
      code: 'MemberIdentityNotExist',
    });
    await expect(company.policy('self', admin, [company.adminUin])).rejects.toMatchObject({
      code: 'OrganizationMemberNotExist',
    });
    await expect(company.policy('none', 999_999, [company.web])).rejects.toMatchObject({
      code: 'MemberIdentityNotExist',
    });
    expect(await everythingOf(company.world)).toEqual(before);
    await expect(company.policy('all', admin, [company.web, company.data])).resolves.toBeGreaterThan(0);
  });

  it('are about ten members at most', async () => {
    const uins: number[] = [];
    for (let number = 0; number < 11; number += 1) uins.push(await company.member(`m${number}`));

    await expect(company.policy('eleven', admin, uins)).rejects.toMatchObject({
      kind: 'limit-exceeded',
      code: 'MembersExceedLimit',
    });
    const policyId = await company.policy('ten', admin, uins.slice(1));
    await expect(change(policyId, uins, admin)).rejects.toMatchObject({ code: 'MembersExceedLimit' });
  });

  it.each(['', 'two words', 'x'.repeat(129), '策略', 'a/b'])('refuse the policy name %j', async (name) => {
    await expect(company.policy(name, admin, [company.web])).rejects.toMatchObject({ kind: 'invalid-input' });
  });

  it('have names of their own among all policies of the admin account', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 3 }, () => company.policy('readers', reader, [company.web])),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);

    for (const name of ['readers', 'AdministratorAccess']) {
      await expect(company.policy(name, reader, [company.web])).rejects.toMatchObject({
        kind: 'conflict',
        code: 'MemberPolicyNameExist',
      });
    }
    expect((await list()).total).toBe(1);
  });

  it('are given to sub-users of the admin account, five at a time, and are seen by member and by sub-user', async () => {
    const policyId = await company.policy('readers', reader, [company.web, company.shop]);
    const [ann, ben] = [await company.subUser('ann'), await company.subUser('ben')];
    await bind(policyId, [ann, ben, ann]);
    const { policyId: one } = await company.world.execute(
      createOrganizationMemberPolicy,
      company.administrator,
      { memberUin: company.web, policyName: 'one', identityId: admin },
    );

    expect(await entries()).toEqual([
      ['one', '', 'web'],
      ['readers', 'ann', 'shop'],
      ['readers', 'ben', 'shop'],
    ]);
    expect(await entries({ memberUin: company.web, orgSubAccountUin: ann })).toEqual([
      ['readers', 'ann', 'web'],
    ]);
    expect(await entries({ memberUin: company.data })).toEqual([]);
    expect(await entries({ policyId: one })).toEqual([['one', '', 'web']]);
    expect(await list({ searchKey: 'SHOP' })).toMatchObject({
      total: 1,
      items: [
        { policyName: 'readers', subAccounts: [{ orgSubAccountName: 'ann' }, { orgSubAccountName: 'ben' }] },
      ],
    });
    const ofWeb = { memberUin: company.web };
    const policies = await company.world.execute(
      describeOrganizationMemberPolicies,
      company.administrator,
      ofWeb,
    );
    expect(
      policies.items.map(({ policyName, identityRoleAliasName }) => [policyName, identityRoleAliasName]),
    ).toEqual([
      ['one', 'Admin'],
      ['readers', 'reader'],
    ]);
    const accounts = await company.world.execute(
      describeOrganizationMemberAuthAccounts,
      company.administrator,
      {
        ...ofWeb,
        policyId,
      },
    );
    expect(accounts.items.map(({ orgSubAccountUin }) => orgSubAccountUin)).toEqual([ann, ben]);
  });

  it('refuse a sixth sub-user, a stranger and whoever has it already, for all of them', async () => {
    const policyId = await company.policy('readers', reader, [company.web]);
    const users: number[] = [];
    for (let number = 0; number < 6; number += 1) users.push(await company.subUser(`user${number}`));
    await bind(policyId, [users[0] as number]);
    const before = await everythingOf(company.world);

    await expect(bind(policyId, users)).rejects.toMatchObject({
      kind: 'limit-exceeded',
      code: 'SubAccountsExceedLimit',
      details: { limit: 5 },
    });
    await expect(bind(policyId, [users[1] as number, users[0] as number])).rejects.toMatchObject({
      code: 'SubAccountIdentityExist',
    });
    await expect(bind(policyId, [users[1] as number, 1])).rejects.toMatchObject({
      code: 'SubAccountNotExist',
    });
    await expect(bind(policyId, [])).rejects.toMatchObject({ kind: 'invalid-input' });
    expect(await everythingOf(company.world)).toEqual(before);
    await expect(bind(policyId, users.slice(1))).resolves.toEqual({});
  });

  it('are taken from a sub-user for every member of the policy, by the policy or by one of its members', async () => {
    const policyId = await company.policy('readers', reader, [company.web, company.shop]);
    const [ann, ben] = [await company.subUser('ann'), await company.subUser('ben')];
    const of = { memberUin: company.web, policyId };
    await company.world.execute(bindOrganizationMemberAuthAccount, company.administrator, {
      ...of,
      orgSubAccountUins: [ann, ben],
    });
    await company.world.execute(cancelOrganizationMemberAuthAccount, company.administrator, {
      ...of,
      orgSubAccountUin: ann,
    });

    expect(await entries({ memberUin: company.shop })).toEqual([['readers', 'ben', 'shop']]);
    await expect(cancel(policyId, [ben, ann])).rejects.toMatchObject({ code: 'SubAccountNotAuthorized' });
    expect(await entries()).toHaveLength(1);
    await cancel(policyId, [ben]);
    expect(await entries()).toEqual([['readers', '', 'shop']]);
    await expect(
      company.world.execute(cancelOrganizationMemberAuthAccount, company.administrator, {
        memberUin: company.data,
        policyId,
        orgSubAccountUin: ben,
      }),
    ).rejects.toMatchObject({ code: 'MemberPolicyNotExist' });
  });

  it('change for all who have them, and say what they allow now', async () => {
    const policyId = await company.policy('readers', reader, [company.web, company.shop]);
    await bind(policyId, [await company.subUser('ann')]);
    await change(policyId, [company.data], admin);

    expect((await documentOf(policyId)).statement[0].resource).toEqual([
      `qcs::cam::uin/${company.data}:roleName/OrganizationAccessControlRole`,
    ]);
    expect(await list()).toMatchObject({
      items: [{ description: 'changed', identityId: admin, members: [{ memberName: 'data' }] }],
    });
    await expect(change(policyId, [company.data], reader)).rejects.toMatchObject({
      code: 'MemberIdentityNotExist',
    });
    expect((await list()).items[0]?.identityId).toBe(admin);
  });

  it('are deleted with their policy and with what it was attached to', async () => {
    const policyId = await company.policy('readers', reader, [company.web]);
    await bind(policyId, [await company.subUser('ann')]);
    await remove(policyId);

    const left = await everythingOf(company.world);
    expect([left.authorizations, left.members, left.policies]).toEqual([[], [], []]);
    expect(left.attachments.filter((row) => row.policy_id === policyId)).toEqual([]);
    for (const attempt of [
      () => remove(policyId),
      () => bind(policyId, [1]),
      () => change(policyId, [company.web], admin),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ kind: 'not-found', code: 'MemberPolicyNotExist' });
    }
  });

  it('are nothing of another organization', async () => {
    const other = await openCompany(company.world, southwind);
    const theirs = await other.policy('theirs', admin, [other.web]);
    const stranger = await other.subUser('eve');
    const mine = await company.policy('mine', admin, [company.web]);
    const before = await everythingOf(company.world);

    expect((await list()).items.map(({ policyName }) => policyName)).toEqual(['mine']);
    expect(await entries({ policyId: theirs })).toEqual([]);
    for (const attempt of [
      () => bind(theirs, [stranger]),
      () => cancel(theirs, [stranger]),
      () => change(theirs, [company.web], admin),
      () => remove(theirs),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ kind: 'not-found', code: 'MemberPolicyNotExist' });
    }
    await expect(bind(mine, [stranger])).rejects.toMatchObject({ code: 'SubAccountNotExist' });
    await expect(change(mine, [other.web], admin)).rejects.toMatchObject({
      code: 'OrganizationMemberNotExist',
    });
    await expect(company.policy('x', admin, [other.web])).rejects.toMatchObject({
      code: 'OrganizationMemberNotExist',
    });
    const seen = await company.world.execute(listOrganizationSubAccounts, company.administrator, {});
    expect(seen.items).toEqual([]);
    expect(await everythingOf(company.world)).toEqual(before);
  });
});
