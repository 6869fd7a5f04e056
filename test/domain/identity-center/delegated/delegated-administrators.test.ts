import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { listRoleAssignments } from '../../../../src/domain/identity-center/authorizations/list-role-assignments.ts';
import { listUserSyncProvisionings } from '../../../../src/domain/identity-center/cam-user-synchronizations/list-user-sync-provisionings.ts';
import { listRoleConfigurationProvisionings } from '../../../../src/domain/identity-center/deployment/list-role-configuration-provisionings.ts';
import { addUserToGroup } from '../../../../src/domain/identity-center/groups/add-user-to-group.ts';
import { listGroups } from '../../../../src/domain/identity-center/groups/list-groups.ts';
import { listLoginAttempts } from '../../../../src/domain/identity-center/logins/list-login-attempts.ts';
import { getZoneStatistics } from '../../../../src/domain/identity-center/space/get-zone-statistics.ts';
import { listUsers } from '../../../../src/domain/identity-center/users/list-users.ts';
import { describeOrganizationMembers } from '../../../../src/domain/organization/accounts/describe-organization-members.ts';
import { addOrganizationNode } from '../../../../src/domain/organization/departments/add-organization-node.ts';
import { describeOrganizationNodePaths } from '../../../../src/domain/organization/departments/describe-organization-node-paths.ts';
import { moveOrganizationNodeMembers } from '../../../../src/domain/organization/departments/move-organization-node-members.ts';
import { camUserOf, give } from '../../../support/cam.ts';
import { type DelegatedCompany, openDelegatedCompany } from '../../../support/delegated.ts';
import {
  denying,
  member,
  waysInto,
} from '../../organization/service-control-policies/controlled-organization.ts';

describe('a member that administers Identity Center for its organization', () => {
  let company: DelegatedCompany;
  beforeEach(async () => {
    company = await openDelegatedCompany();
  });

  const zone = () => ({ zoneId: company.zoneId });
  const users = (actor: Principal = company.member) => company.world.execute(listUsers, actor, zone());
  const grants = async () => {
    const { roleAssignments } = await company.world.execute(listRoleAssignments, company.member, zone());
    return roleAssignments.map(({ targetUin }) => targetUin);
  };
  const notFound = { kind: 'not-found', code: 'OrganizationMemberNotExist' };
  const department = async (name: string) => {
    const { world, administrator, rootDepartmentId: parentNodeId } = company;
    return (await world.execute(addOrganizationNode, administrator, { parentNodeId, name })).nodeId;
  };
  const move = (uin: number, nodeId: number) =>
    company.world.execute(moveOrganizationNodeMembers, company.administrator, { nodeId, memberUin: [uin] });

  it('authorizes and deploys in all members, as itself in the audit of the organization', async () => {
    await company.entrust('identitycenter');
    const { userId, configurationId, web, shop } = company;

    await company.delegate.authorize(userId, configurationId, shop);
    await company.delegate.synchronize(userId, web);
    await company.world.runJobs();

    const { roleConfigurationProvisionings: deployed } = await company.world.execute(
      listRoleConfigurationProvisionings,
      company.member,
      { ...zone(), roleConfigurationId: configurationId },
    );
    expect(deployed).toMatchObject([{ targetUin: shop, deploymentStatus: 'Deployed' }]);
    const written = await company.world.db
      .selectFrom('audit_events')
      .select(['organization_id', 'actor_name', 'outcome'])
      .where('action', '=', 'organization:CreateRoleAssignment')
      .execute();
    expect(written).toEqual([
      { organization_id: company.organizationId, actor_name: `${web}/root`, outcome: 'done' },
    ]);
  });

  it('has no right before it was trusted, nor from the request on after it was dismissed', async () => {
    await expect(users()).rejects.toMatchObject({ kind: 'forbidden' });
    await company.entrust('identitycenter');
    await expect(users()).resolves.toMatchObject({ totalCounts: 1 });
    await company.dismiss('identitycenter');

    await expect(users()).rejects.toMatchObject({ kind: 'forbidden' });
    const { userId, configurationId, shop } = company;
    await expect(company.delegate.authorize(userId, configurationId, shop)).rejects.toMatchObject({
      kind: 'forbidden',
    });
    expect(await company.world.db.selectFrom('authorizations').selectAll().execute()).toEqual([]);
  });

  it('loses the right with its membership, also when the account goes over to another organization', async () => {
    await company.entrust('identitycenter');
    await company.world.db
      .updateTable('accounts')
      .set({ organization_id: null, department_id: null, kind: null })
      .where('uin', '=', company.web)
      .execute();

    await expect(users()).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('lets its own people do what its own CAM policies allow, and no more', async () => {
    await company.entrust('identitycenter');
    const dana = await camUserOf(company.world, company.member, 'dana');
    await expect(users(dana)).rejects.toMatchObject({ details: { action: 'organization:ListUsers' } });

    await give(company.world, dana, 'QcloudOrganizationReadOnlyAccess');
    await expect(users(dana)).resolves.toBeDefined();
    await expect(company.as(dana).group('Mine')).rejects.toMatchObject({
      details: { action: 'organization:CreateGroup' },
    });
  });

  it('is still bound by the service control policies over it', async () => {
    const { world, administrator, web } = company;
    const control = waysInto(world, administrator);
    await company.entrust('identitycenter');
    await control.enable();
    await control.attach(await control.create('No_users', denying('organization:ListUsers')), member(web));

    await expect(users()).rejects.toMatchObject({ details: { action: 'organization:ListUsers' } });
    await expect(world.execute(listGroups, company.member, zone())).resolves.toBeDefined();
  });

  it('with a part of the members sees and grants in these alone', async () => {
    const { userId, configurationId, shop, data, adminUin, web } = company;
    for (const uin of [shop, data, adminUin]) await company.admin.authorize(userId, configurationId, uin);
    for (const uin of [shop, data, adminUin]) await company.admin.synchronize(userId, uin);
    await company.world.runJobs();
    await company.entrust('identitycenter', [shop]);
    const as = company.member;

    expect(await grants()).toEqual([shop]);
    const { userProvisionings } = await company.world.execute(listUserSyncProvisionings, as, zone());
    expect(userProvisionings.map(({ targetUin }) => targetUin)).toEqual([shop]);
    const which = { ...zone(), roleConfigurationId: configurationId };
    const deployed = await company.world.execute(listRoleConfigurationProvisionings, as, which);
    expect(deployed.roleConfigurationProvisionings.map(({ targetUin }) => targetUin)).toEqual([shop]);
    const { zoneStatistics } = await company.world.execute(getZoneStatistics, as, zone());
    expect(zoneStatistics).toMatchObject({
      accountCount: 1,
      roleAssignmentCount: 1,
      userProvisioningCount: 1,
      roleConfigurationSyncCount: 1,
    });
    const members = await company.world.execute(describeOrganizationMembers, as, {});
    expect(members).toMatchObject({ total: 1, items: [{ memberUin: shop }] });
    for (const uin of [data, adminUin, web]) {
      await expect(company.delegate.authorize(userId, configurationId, uin)).rejects.toMatchObject(notFound);
      await expect(company.delegate.synchronize(userId, uin)).rejects.toMatchObject(notFound);
    }
  });

  it('is told about members by no search, whatever it looks for', async () => {
    const { shop, data, adminUin } = company;
    await company.entrust('identitycenter', [shop]);
    const look = async (search: object) =>
      (await company.world.execute(describeOrganizationMembers, company.member, search)).items;

    expect(await look({ memberUins: [data, adminUin] })).toEqual([]);
    expect(await look({ searchKey: 'data' })).toEqual([]);
    expect(await look({ nodeId: company.rootDepartmentId, withSubNodes: true })).toHaveLength(1);
  });

  it('manages a department with all below it, as they are at that moment', async () => {
    const { world, administrator, userId, configurationId, shop, data } = company;
    const production = await department('Production');
    const { nodeId: below } = await world.execute(addOrganizationNode, administrator, {
      parentNodeId: production,
      name: 'Below',
    });
    await move(shop, below);
    await company.entrust('identitycenter', [], [production]);

    await company.delegate.authorize(userId, configurationId, shop);
    await expect(company.delegate.authorize(userId, configurationId, data)).rejects.toMatchObject(notFound);
    const { items } = await world.execute(describeOrganizationNodePaths, company.member, {});
    expect(items.map(({ nodeId }) => nodeId)).toEqual([below]);

    await move(shop, await department('Elsewhere'));
    await move(data, production);
    expect(await grants()).toEqual([]);
    await expect(company.delegate.authorize(userId, configurationId, data)).resolves.toBeDefined();
  });

  it('changes what reaches its members alone', async () => {
    const { userId, groupId, configurationId, shop } = company;
    await company.entrust('identitycenter', [shop]);
    await company.delegate.authorize(groupId, configurationId, shop);

    await company.world.execute(addUserToGroup, company.member, { ...zone(), groupId, userId });
    expect((await company.world.execute(listGroups, company.member, zone())).groups).toMatchObject([
      { memberCount: 1 },
    ]);
  });

  it('looks at what concerns the whole space only when it manages all members', async () => {
    await company.entrust('identitycenter', [company.shop]);
    await expect(company.world.execute(listLoginAttempts, company.member, zone())).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'ManagementScopeTooNarrow',
    });

    await company.entrust('identitycenter');
    await expect(company.world.execute(listLoginAttempts, company.member, zone())).resolves.toBeDefined();
  });
});
