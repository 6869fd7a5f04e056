import { beforeEach, describe, expect, it } from 'vitest';
import { deleteOrganizationNodes } from '../../../../src/domain/organization/departments/delete-organization-nodes.ts';
import { moveOrganizationNodeMembers } from '../../../../src/domain/organization/departments/move-organization-node-members.ts';
import { deleteOrganizationMembers } from '../../../../src/domain/organization/membership/delete-organization-members.ts';
import { deleteOrganization } from '../../../../src/domain/organization/organizations/delete-organization.ts';
import { disablePolicyType } from '../../../../src/domain/organization/service-control-policies/disable-policy-type.ts';
import { foundSouthwind, invitedMember } from '../../../support/organization.ts';
import {
  type Controlled,
  controlledOrganization,
  denying,
  everythingStored,
  member,
  node,
} from './controlled-organization.ts';

describe('while departments and members come and go', () => {
  let company: Controlled;
  let web: number;
  let guest: { uin: number };
  beforeEach(async () => {
    company = await controlledOrganization();
    web = await company.addDepartment('Web', company.root);
    guest = await invitedMember(company.world, company.administrator, { name: 'Guest', nodeId: web });
  });

  const ask = <Input>(action: Parameters<typeof company.world.execute>[0], input: Input) =>
    company.world.execute(action, company.administrator, input);
  const bindings = async () => (await everythingStored(company.world)).bindings;

  it('an account that accepts an invitation begins with FullQcloudAccess', async () => {
    expect(await company.policyNames(member(guest.uin))).toEqual(['FullQcloudAccess']);
    expect((await company.mayDo(guest.uin, 'cvm:RunInstances')).allowed).toBe(true);
  });

  it('a member that is removed loses all bindings and is held back by nothing', async () => {
    await company.attach(await company.create('No_cvm', denying('cvm:*')), member(guest.uin));
    expect((await company.mayDo(guest.uin, 'cvm:RunInstances')).allowed).toBe(false);

    await ask(deleteOrganizationMembers, { memberUin: [guest.uin] });

    expect((await bindings()).filter(({ uin }) => uin === guest.uin)).toEqual([]);
    expect(await company.levels(guest.uin)).toBeUndefined();
    expect((await company.mayDo(guest.uin, 'cvm:RunInstances')).allowed).toBe(true);
  });

  it('an account that goes over to another organization begins anew there', async () => {
    const { world } = company;
    await company.attach(await company.create('No_cvm', denying('cvm:*')), member(guest.uin));
    const southwind = await foundSouthwind(world);

    await world.db
      .updateTable('accounts')
      .set({ organization_id: southwind.organizationId, department_id: southwind.rootDepartmentId })
      .where('uin', '=', guest.uin)
      .execute();

    expect((await bindings()).filter(({ uin }) => uin === guest.uin)).toEqual([]);
    expect(await company.levels(guest.uin)).toBeUndefined();
  });

  it('a member that moves inherits from where it is now, and keeps its own', async () => {
    await company.attach(await company.create('No_cvm', denying('cvm:*')), node(web));
    const other = await company.addDepartment('Other', company.root);

    await ask(moveOrganizationNodeMembers, { nodeId: other, memberUin: [guest.uin] });

    expect((await company.mayDo(guest.uin, 'cvm:RunInstances')).allowed).toBe(true);
    expect(await company.policyNames(member(guest.uin))).toEqual(['FullQcloudAccess']);
  });

  it('a department that is deleted leaves no binding behind', async () => {
    const empty = await company.addDepartment('Empty', company.root);
    await company.attach(await company.create('No_cvm', denying('cvm:*')), node(empty));

    await ask(deleteOrganizationNodes, { nodeId: [empty] });

    expect((await bindings()).filter(({ department_id: id }) => id === empty)).toEqual([]);
  });

  it('an organization is not deleted while they are enabled', async () => {
    const { world, organizationId } = company;
    await ask(deleteOrganizationMembers, { memberUin: [guest.uin] });
    const before = await everythingStored(world);

    await expect(ask(deleteOrganization, {})).rejects.toMatchObject({
      kind: 'failed-precondition',
      code: 'OrganizationPolicyIsNotDisabled',
    });
    expect(await everythingStored(world)).toEqual(before);
    await ask(disablePolicyType, { organizationId, policyType: 'SERVICE_CONTROL_POLICY' });
    await ask(deleteOrganization, {});
  });
});
