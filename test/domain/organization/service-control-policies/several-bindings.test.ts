import { beforeEach, describe, expect, it } from 'vitest';
import { attachPolicies } from '../../../../src/domain/organization/service-control-policies/attach-policies.ts';
import { policiesPerTarget } from '../../../../src/domain/organization/service-control-policies/service-control-policy.ts';
import { foundSouthwind } from '../../../support/organization.ts';
import {
  controlledOrganization,
  denying,
  everythingStored,
  member,
  node,
} from './controlled-organization.ts';

describe('several service control policies and targets at a time', () => {
  let company: Awaited<ReturnType<typeof controlledOrganization>>;
  let web: number;
  let shop: number;
  let policies: number[];
  beforeEach(async () => {
    company = await controlledOrganization();
    web = await company.addDepartment('Web', company.root);
    shop = await company.addMember('shop', web);
    policies = [
      await company.create('No_cvm', denying('cvm:*')),
      await company.create('No_cos', denying('cos:*')),
    ];
  });
  const attach = (policyIds: number[], ...targets: object[]) =>
    company.world.execute(attachPolicies, company.administrator, { policyIds, targets });
  const refusedWithoutTrace = async (attempt: () => Promise<unknown>, code: string) => {
    const before = await everythingStored(company.world);
    await expect(attempt()).rejects.toMatchObject({ code });
    expect(await everythingStored(company.world)).toEqual(before);
  };

  it('are bound each to each, also where one is bound already', async () => {
    await company.attach(policies[0] ?? 0, node(web));
    await attach(policies, node(web), member(shop));

    for (const target of [node(web), member(shop)])
      expect((await company.policyNames(target)).toSorted()).toEqual([
        'FullQcloudAccess',
        'No_cos',
        'No_cvm',
      ]);
    expect(await company.mayDo(shop, 'cos:GetObject')).toMatchObject({ allowed: false });
  });

  it('are bound all or not at all', async () => {
    await refusedWithoutTrace(() => attach([...policies, 4711], node(web)), 'PolicyNotExist');
    await refusedWithoutTrace(() => attach(policies, node(web), member(4711)), 'OrganizationMemberNotExist');
    await refusedWithoutTrace(
      () => attach(policies, member(shop), member(company.adminUin)),
      'OrganizationMemberNotExist',
    );
    await refusedWithoutTrace(() => attach([], node(web)), 'InvalidParameterValue');
    await refusedWithoutTrace(() => attach(policies), 'InvalidParameterValue');
  });

  it('are together no more than one target takes', async () => {
    const now = company.world.clock.now();
    const { organizationId } = company;
    const rows = Array.from({ length: policiesPerTarget - 2 }, (_, number) => ({
      ...{ organization_id: organizationId, kind: 'custom' as const, name: `policy_${number}` },
      ...{ description: '', document: denying('cvm:*'), created_at: now, updated_at: now },
    }));
    const inserted = await company.world.db
      .insertInto('service_control_policies')
      .values(rows)
      .returning('policy_id')
      .execute();
    await company.world.db
      .insertInto('service_control_bindings')
      .values(
        inserted.map(({ policy_id }) => ({
          ...{ organization_id: organizationId, policy_id, department_id: web, uin: null, bound_at: now },
        })),
      )
      .execute();

    await refusedWithoutTrace(() => attach(policies, node(web)), 'AttachmentFull');
    await attach(policies.slice(0, 1), node(web));
  });

  it('are nothing that another organization has', async () => {
    const southwind = await foundSouthwind(company.world);
    await refusedWithoutTrace(
      () => attach(policies, node(southwind.rootDepartmentId)),
      'OrganizationNodeNotExist',
    );
  });
});
