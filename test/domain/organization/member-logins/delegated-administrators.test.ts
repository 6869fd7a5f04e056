import { beforeEach, describe, expect, it } from 'vitest';
import { addOrganizationNode } from '../../../../src/domain/organization/departments/add-organization-node.ts';
import { delegationsOf } from '../../../../src/domain/organization/index.ts';
import { createOrgServiceAssign } from '../../../../src/domain/organization/member-logins/delegated-administrators/create-org-service-assign.ts';
import { deleteOrgServiceAssign } from '../../../../src/domain/organization/member-logins/delegated-administrators/delete-org-service-assign.ts';
import { listOrgServiceAssignMember } from '../../../../src/domain/organization/member-logins/delegated-administrators/list-org-service-assign-member.ts';
import { listOrganizationService } from '../../../../src/domain/organization/member-logins/delegated-administrators/list-organization-service.ts';
import { organizationServices } from '../../../../src/domain/organization/member-logins/delegated-administrators/organization-service.ts';
import { type Company, everythingOf, openCompany, southwind } from '../../../support/member-logins.ts';

describe('delegated administrators', () => {
  let company: Company;
  beforeEach(async () => {
    company = await openCompany();
  });

  const assign = (product: string, memberUins: number[], scope = {}) =>
    company.world.execute(createOrgServiceAssign, company.administrator, { product, memberUins, ...scope });
  const remove = (product: string, memberUin: number) =>
    company.world.execute(deleteOrgServiceAssign, company.administrator, { product, memberUin });
  const list = async (input: object) =>
    (await company.world.execute(listOrgServiceAssignMember, company.administrator, input)).items;
  const of = (uin: number, organizationId = company.organizationId) =>
    company.world.db.transaction().execute((db) => delegationsOf(db, organizationId, uin));
  const part = (uins: number[], nodeIds: number[] = []) => ({
    managementScope: 2,
    managementScopeUins: uins,
    managementScopeNodeIds: nodeIds,
  });

  it('administer a service for the whole organization, by its number or its name', async () => {
    await assign('cloudaudit', [company.web, company.shop, company.web]);

    expect((await list({ serviceId: 1 })).map(({ memberName }) => memberName)).toEqual(['shop', 'web']);
    expect(await of(company.web)).toEqual([
      { product: 'cloudaudit', managesAll: true, memberUins: [], departmentIds: [] },
    ]);
    expect(await of(company.data)).toEqual([]);
    await remove('cloudaudit', company.web);
    expect(await of(company.web)).toEqual([]);
    await expect(remove('cloudaudit', company.web)).rejects.toMatchObject({
      kind: 'not-found',
      code: 'OrganizationServiceAssignNotExist',
    });
  });

  it('administer some departments and members, which can be changed to others', async () => {
    const { nodeId } = await company.world.execute(addOrganizationNode, company.administrator, {
      parentNodeId: company.rootDepartmentId,
      name: 'Production',
    });
    await assign('config', [company.web], part([company.shop], [nodeId]));
    expect(await of(company.web)).toEqual([
      { product: 'config', managesAll: false, memberUins: [company.shop], departmentIds: [nodeId] },
    ]);
    expect(await list({ product: 'config' })).toMatchObject([
      {
        managementScope: 2,
        managementScopeMembers: [{ memberName: 'shop' }],
        managementScopeNodes: [{ nodeName: 'Production' }],
      },
    ]);

    await assign('config', [company.web], part([company.data]));
    expect(await of(company.web)).toMatchObject([{ memberUins: [company.data], departmentIds: [] }]);
    await assign('config', [company.web]);
    expect(await of(company.web)).toMatchObject([{ managesAll: true, memberUins: [] }]);
  });

  it('are as many as the service takes, however many are assigned at the same moment', async () => {
    const limit = organizationServices.find(({ product }) => product === 'config')?.canAssignCount ?? 0;
    const uins: number[] = [];
    for (let number = 0; number < limit + 3; number += 1) uins.push(await company.member(`m${number}`));
    await expect(assign('config', uins)).rejects.toMatchObject({
      kind: 'limit-exceeded',
      code: 'CreateOrgServiceAssignOverLimit',
      details: { limit },
    });
    expect(await list({ product: 'config' })).toEqual([]);

    const tries = await Promise.allSettled(uins.map((uin) => assign('config', [uin])));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(limit);
    expect(await list({ product: 'config' })).toHaveLength(limit);
    const [first] = await list({ product: 'config' });
    await expect(assign('config', [first?.memberUin ?? 0], part([company.web]))).resolves.toEqual({});
  });

  it.each<[string, (of: Company) => [string, number[], object?], string]>([
    ['a service that there is not', (of) => ['nothing', [of.web]], 'OrganizationServiceNotExist'],
    ['a service of the admin account alone', (of) => ['controlcenter', [of.web]], 'ServiceNotAssignable'],
    ['the admin account', (of) => ['config', [of.adminUin]], 'OrganizationMemberNotExist'],
    ['a stranger', (of) => ['config', [of.web, 1]], 'OrganizationMemberNotExist'],
    ['nobody', () => ['config', []], 'InvalidParameterValue'],
    ['nothing to administer', (of) => ['config', [of.web], part([])], 'ManagementScopeEmpty'],
    [
      'a part of what has no parts',
      (of) => ['cloudaudit', [of.web], part([of.shop])],
      'ManagementScopeNotSupported',
    ],
    ['a stranger to administer', (of) => ['config', [of.web], part([1])], 'OrganizationMemberNotExist'],
    [
      'a department that there is not',
      (of) => ['config', [of.web], part([], [1])],
      'OrganizationNodeNotExist',
    ],
    [
      'twenty-one members',
      (of) => ['config', Array.from({ length: 21 }, (_, at) => of.web + at)],
      'ServiceAssignMembersExceedLimit',
    ],
  ])('refuse %s, and leave no trace', async (_, given, code) => {
    const before = await everythingOf(company.world);

    await expect(assign(...given(company))).rejects.toMatchObject({ code });
    expect(await everythingOf(company.world)).toEqual(before);
    expect(await company.world.auditTrail()).not.toContain('organization:CreateOrgServiceAssign');
  });

  it('are counted by service', async () => {
    await assign('config', [company.web, company.shop]);
    const { items, total } = await company.world.execute(listOrganizationService, company.administrator, {
      searchKey: 'CO',
      limit: 50,
    });

    expect(total).toBe(2);
    expect(items).toMatchObject([
      { product: 'config', isAssign: 1, memberNum: '2', canAssignCount: 5, isSetManagementScope: 1 },
      { product: 'controlcenter', isAssign: 2, memberNum: '0', canAssignCount: 0 },
    ]);
  });

  it('are nothing of another organization', async () => {
    const other = await openCompany(company.world, southwind);
    await other.world.execute(createOrgServiceAssign, other.administrator, {
      product: 'config',
      memberUins: [other.web],
    });
    const before = await everythingOf(company.world);

    expect(await list({ product: 'config' })).toEqual([]);
    expect(await of(other.web)).toEqual([]);
    expect(await of(other.web, other.organizationId)).toHaveLength(1);
    for (const attempt of [
      () => assign('config', [other.web]),
      () => assign('config', [company.web], part([other.web])),
      () => remove('config', other.web),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ kind: 'not-found' });
    }
    await expect(assign('config', [company.web], part([], [other.rootDepartmentId]))).rejects.toMatchObject({
      code: 'OrganizationNodeNotExist',
    });
    expect(await everythingOf(company.world)).toEqual(before);
  });
});
