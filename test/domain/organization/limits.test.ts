import { beforeEach, describe, expect, it } from 'vitest';
import { updateAssumeRolePolicy } from '../../../src/domain/cam/roles/update-assume-role-policy.ts';
import { createMemberContact } from '../../../src/domain/organization/member-logins/contacts/create-member-contact.ts';
import { createOrgServiceAssign } from '../../../src/domain/organization/member-logins/delegated-administrators/create-org-service-assign.ts';
import { describeOrganizationLimits } from '../../../src/domain/organization/organizations/describe-organization-limits.ts';
import { createPolicy } from '../../../src/domain/organization/service-control-policies/create-policy.ts';
import { enablePolicyType } from '../../../src/domain/organization/service-control-policies/enable-policy-type.ts';
import { admin, type Company, document, openCompany, roleOf } from '../../support/member-logins.ts';

describe('the limits of an organization', () => {
  let company: Company;
  beforeEach(async () => {
    company = await openCompany();
  });

  const enable = () =>
    company.world.execute(enablePolicyType, company.administrator, {
      ...{ organizationId: company.organizationId, policyType: 'SERVICE_CONTROL_POLICY' },
    });
  const shown = async () => {
    const { items } = await company.world.execute(describeOrganizationLimits, company.administrator, {});
    return Object.fromEntries(items.map(({ name, limit, used }) => [name, { limit, used }]));
  };

  it('are shown with what is used of each', async () => {
    const { world, administrator, web } = company;
    const id = await company.permission('both', [
      { policyId: 2 },
      { policyId: 5 },
      { policyType: 1, policyDocument: document() },
    ]);
    await company.configure([web], [id]);
    await company.policy('one', id, [web]);
    const contact = { memberUin: web, name: 'Ann', email: 'ann@x.example', messageKinds: ['security'] };
    await world.execute(createMemberContact, administrator, contact);
    await world.execute(createOrgServiceAssign, administrator, { product: 'config', memberUins: [web] });
    await enable();
    const policy = { name: 'limits', content: document(), type: 'SERVICE_CONTROL_POLICY' };
    await world.execute(createPolicy, administrator, policy);

    expect(await shown()).toMatchObject({
      loginPermissions: { limit: 20, used: 1 },
      presetPoliciesPerPermission: { limit: 30, used: 2 },
      customPoliciesPerPermission: { limit: 1, used: 1 },
      authorizations: { limit: 1500, used: 1 },
      contactsPerMember: { limit: 10, used: 1 },
      delegatedAdministratorsPerService: { limit: 5, used: 1 },
      serviceControlPolicies: { limit: 1500, used: 1 },
      policiesPerTarget: { limit: 200, used: 1 },
      membersAtATime: { limit: 10 },
      permissionsAtATime: { limit: 5 },
      subUsersAtATime: { limit: 5 },
      assignmentsPerCall: { limit: 20 },
    });
  });

  it('are shown unused where there is nothing, and count nothing of another organization', async () => {
    const southwind = { organizationName: 'Southwind', spaceName: 's', email: 'root@south.example' };
    const other = await openCompany(company.world, { ...southwind, spaceName: 'southwind' });
    await other.permission('theirs');

    expect(await shown()).toMatchObject({
      ...{ loginPermissions: { used: 0 }, contactsPerMember: { used: 0 }, policiesPerTarget: { used: 0 } },
      ...{ authorizations: { used: 0 }, serviceControlPolicies: { used: 0 } },
    });
  });

  const many = <Item>(count: number, item: (number: number) => Item) =>
    Array.from({ length: count }, (_, number) => item(number));
  const now = () => company.world.clock.now();

  /** Each limit, the name that one too many is refused by, and one too many. */
  const oneTooMany: [string, string, () => Promise<unknown>][] = [
    [
      'loginPermissions',
      'IdentityExceedLimit',
      async () => {
        for (const number of many(20, (index) => index)) await company.permission(`p${number}`);
        return company.permission('last');
      },
    ],
    [
      'presetPoliciesPerPermission',
      'IdentityPolicyExceedLimit',
      () => company.permission('many', Array(31).fill({ policyId: 2 })),
    ],
    [
      'customPoliciesPerPermission',
      'IdentityCustomPolicyExceedLimit',
      () => company.permission('many', Array(2).fill({ policyType: 1, policyDocument: document() })),
    ],
    [
      'authorizations',
      'PolicyFull',
      async () => {
        const rows = many(1500, (number) => ({
          ...{ uin: company.adminUin, policy_name: `p${number}`, description: '', default_version: 1 },
          ...{ last_version: 1, space_id: null, created_at: now(), updated_at: now() },
        }));
        await company.world.db.insertInto('cam_policies').values(rows).execute();
        return company.policy('last', admin, [company.web]);
      },
    ],
    [
      'serviceControlPolicies',
      'PolicyFull',
      async () => {
        await enable();
        const rows = many(1500, (number) => ({
          ...{ organization_id: company.organizationId, kind: 'custom' as const, name: `p${number}` },
          ...{ description: '', document: document(), created_at: now(), updated_at: now() },
        }));
        await company.world.db.insertInto('service_control_policies').values(rows).execute();
        const policy = { name: 'last', content: document(), type: 'SERVICE_CONTROL_POLICY' };
        return company.world.execute(createPolicy, company.administrator, policy);
      },
    ],
    [
      'membersAtATime',
      'MembersExceedLimit',
      () =>
        company.configure(
          many(11, (number) => number),
          [admin],
        ),
    ],
    [
      'permissionsAtATime',
      'IdentitiesExceedLimit',
      () => company.configure([company.web], [1, 2, 3, 4, 5, 6]),
    ],
    [
      'assignmentsPerCall',
      'ServiceAssignMembersExceedLimit',
      () =>
        company.world.execute(createOrgServiceAssign, company.administrator, {
          ...{ product: 'config', memberUins: many(21, (number) => number + 1) },
        }),
    ],
  ];

  it.each(oneTooMany)('%s: one too many is refused as %s', async (name, code, attempt) => {
    expect(await shown()).toHaveProperty(name);

    await expect(attempt()).rejects.toMatchObject({ kind: 'limit-exceeded', code });
  });

  it('do not let a role be changed that the organization put into a member, and say who manages it', async () => {
    const { world, web } = company;
    const id = await company.permission('reader');
    await company.configure([web], [id]);
    const role = await roleOf(world, web, id);
    const owner = { kind: 'principal', uin: web, identity: { type: 'root' } } as const;

    await expect(
      world.execute(updateAssumeRolePolicy, owner, {
        ...{ roleName: role?.role_name, policyDocument: JSON.stringify(role?.trust_policy) },
      }),
    ).rejects.toMatchObject({
      code: 'OrganizationRoleOperateError',
      message: expect.stringMatching(/login permissions of the organization/),
      details: { context: 'organization' },
    });
    expect(await roleOf(world, web, id)).toEqual(role);
  });
});
