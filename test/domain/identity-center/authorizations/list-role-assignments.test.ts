import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { describeAccountAuthorizations } from '../../../../src/domain/identity-center/authorizations/describe-account-authorizations.ts';
import { listRoleAssignments } from '../../../../src/domain/identity-center/authorizations/list-role-assignments.ts';
import { createOrganizationMember } from '../../../../src/domain/organization/accounts/create-organization-member.ts';
import {
  authorize,
  createConfiguration,
  createGroupOf,
  createPerson,
  synchronize,
} from '../../../support/northwind.ts';
import { foundSouthwind } from '../../../support/organization.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('what is authorized', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let [admin, web] = [0, 0];
  let [alice, group, reader, writer] = ['', '', '', ''];
  beforeEach(async () => {
    world = await newWorld();
    const founded = await foundSpace(world);
    ({ administrator, zoneId, adminUin: admin } = founded);
    const member = { name: 'web', nodeId: founded.rootDepartmentId };
    web = (await world.execute(createOrganizationMember, administrator, member)).uin;
    alice = await createPerson(world, administrator, zoneId, 'alice');
    group = await createGroupOf(world, administrator, zoneId, 'readers', [alice]);
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    writer = await createConfiguration(world, administrator, zoneId, 'Writer', []);
    await authorize(world, administrator, zoneId, [
      { user: alice, uin: admin, configuration: reader },
      { user: alice, uin: web, configuration: writer },
      { group, uin: web, configuration: reader },
    ]);
  });

  const list = async (filters: object = {}) =>
    (await world.execute(listRoleAssignments, administrator, { zoneId, ...filters })).roleAssignments.map(
      (found) => `${found.principalName} ${found.targetName} ${found.roleConfigurationName}`,
    );

  it('is listed by every filter of the Cloud API, alone and together', async () => {
    const [direct, written, grouped] = [
      'alice Northwind HQ Reader',
      'alice web Writer',
      'readers web Reader',
    ];

    expect(await list()).toEqual([direct, written, grouped]);
    expect(await list({ roleConfigurationId: reader })).toEqual([direct, grouped]);
    expect(await list({ targetType: 'ManagerUin' })).toEqual([direct]);
    expect(await list({ targetType: 'MemberUin' })).toEqual([written, grouped]);
    expect(await list({ targetUin: web })).toEqual([written, grouped]);
    expect(await list({ principalType: 'Group' })).toEqual([grouped]);
    expect(await list({ principalType: 'User', principalId: alice })).toEqual([direct, written]);
    expect(await list({ filter: 'read' })).toEqual([direct, grouped]);
    expect(await list({ filter: 'alice' })).toEqual([]);
    expect(await list({ targetUin: web, principalId: alice })).toEqual([written]);
  });

  it('is found in the console by any name, and for a user with what its groups hold', async () => {
    expect(await list({ search: 'readers' })).toEqual(['readers web Reader']);
    expect(await list({ principalId: alice, withGroups: true })).toHaveLength(3);
    expect(await list({ search: String(admin) })).toEqual(['alice Northwind HQ Reader']);
  });

  it('is described account by account, and never for the account of another organization', async () => {
    await synchronize(world, administrator, zoneId, { user: alice, uin: web });
    const describeAccount = (of: string, targetUin = web) =>
      world.execute(describeAccountAuthorizations, administrator, { zoneId, targetUin, of });

    const deployed = await describeAccount('deployments');
    expect(deployed).toMatchObject({
      account: { targetName: 'web', isAdmin: false },
      deployments: [
        { name: 'Reader', deploymentStatus: 'Deployed' },
        { name: 'Writer', deploymentStatus: 'Deployed' },
      ],
      totalCounts: 2,
    });
    expect((await describeAccount('synchronizations')).synchronizations).toMatchObject([{ name: 'alice' }]);
    const theirs = await foundSouthwind(world);
    await expect(describeAccount('deployments', theirs.adminUin)).rejects.toMatchObject({
      code: 'OrganizationMemberNotExist',
    });
  });
});
