import { beforeEach, describe, expect, it } from 'vitest';
import type { AnyAction } from '../../../../src/action/define-action.ts';
import { catalogue } from '../../../../src/catalogue.ts';
import { listRoleAssignments } from '../../../../src/domain/identity-center/authorizations/list-role-assignments.ts';
import { addUserToGroup } from '../../../../src/domain/identity-center/groups/add-user-to-group.ts';
import { listTasks } from '../../../../src/domain/identity-center/tasks/list-tasks.ts';
import { listUserCamUsers } from '../../../../src/domain/identity-center/users/list-user-cam-users.ts';
import { listUserPermissions } from '../../../../src/domain/identity-center/users/list-user-permissions.ts';
import { type DelegatedCompany, openDelegatedCompany } from '../../../support/delegated.ts';

const content = {
  description: 'x',
  sessionDuration: 3600,
  relayState: '',
  policyIds: [],
  customPolicies: [],
};

describe('a delegated administrator that changes what others use', () => {
  let company: DelegatedCompany;
  let memberId: string;
  beforeEach(async () => {
    company = await openDelegatedCompany();
    const { world, administrator, zoneId, groupId } = company;
    memberId = await company.admin.user('eve');
    await world.execute(addUserToGroup, administrator, { zoneId, groupId, userId: memberId });
  });

  const maySome = () => company.entrust('identitycenter', [company.shop]);
  const mayAll = () => company.entrust('identitycenter');

  /** The user, the user group and the permission configuration are granted and deployed there. */
  async function grantIn(uin: number) {
    const { userId, groupId, configurationId } = company;
    const { tasks } = await company.admin.authorize(userId, configurationId, uin);
    await company.admin.authorize(groupId, configurationId, uin);
    await company.admin.synchronize(groupId, uin);
    await company.world.runJobs();
    const row = await company.world.db
      .selectFrom('user_synchronizations')
      .selectAll()
      .executeTakeFirstOrThrow();
    return { taskId: tasks[0]?.taskId ?? '', userProvisioningId: row.user_synchronization_id };
  }
  const run = (id: string, input: object) =>
    company.world.execute(catalogue.get(`organization:${id}`) as AnyAction, company.member, {
      zoneId: company.zoneId,
      ...input,
    });
  const everything = async () => {
    const { db } = company.world;
    return {
      users: await db.selectFrom('users').selectAll().orderBy('user_id').execute(),
      groups: await db.selectFrom('user_groups').selectAll().orderBy('group_id').execute(),
      members: await db.selectFrom('group_members').selectAll().orderBy('user_id').execute(),
      configurations: await db.selectFrom('permission_configurations').selectAll().execute(),
      authorizations: await db.selectFrom('authorizations').selectAll().orderBy('principal_id').execute(),
      synchronizations: await db.selectFrom('user_synchronizations').selectAll().execute(),
      deployments: await db.selectFrom('deployments').selectAll().execute(),
      tasks: await db.selectFrom('tasks').selectAll().orderBy('task_id').execute(),
    };
  };

  /** What a user, a user group or a permission configuration is, which is the whole space's. */
  const definitions = () => {
    const { userId, groupId, configurationId: roleConfigurationId } = company;
    const preset = { rolePolicyType: 'System', rolePolicyName: 'ReadOnlyAccess' };
    return [
      ['UpdateUser', { userId, newDisplayName: 'x' }],
      ['DeleteUser', { userId }],
      ['CheckUserDeletion', { userId }],
      ['UpdateGroup', { groupId, newDescription: 'x' }],
      ['DeleteGroup', { groupId }],
      ['CheckGroupDeletion', { groupId }],
      ['UpdateRoleConfiguration', { roleConfigurationId, newDescription: 'x' }],
      ['RollBackRoleConfiguration', { roleConfigurationId, toVersion: 1, version: 1 }],
      ['ChangeRoleConfiguration', { roleConfigurationId, version: 1, content }],
      ['PreviewRoleConfigurationChange', { roleConfigurationId, content }],
      ['RemovePermissionPolicyFromRoleConfiguration', { roleConfigurationId, ...preset }],
      ['UpdateCustomPolicyForRoleConfiguration', { roleConfigurationId, customPolicyName: 'x' }],
    ] as const;
  };
  /** What somebody has by them. */
  const memberships = () => {
    const { userId, groupId } = company;
    return [
      ['EndUserSessions', { userId }],
      ['RemoveUserFromGroup', { groupId, userId: memberId }],
      ['BatchRemoveUserFromGroup', { groupId, userIds: [memberId] }],
      ['BatchAddUserToGroup', { groupId, userIds: [userId] }],
    ] as const;
  };

  it('of all members changes nothing that reaches the admin account', async () => {
    await mayAll();
    await grantIn(company.adminUin);
    const before = await everything();

    for (const [id, input] of [...definitions(), ...memberships()]) {
      await expect(run(id, input), id).rejects.toMatchObject({ code: 'UsedBeyondManagementScope' });
    }
    expect(await everything()).toEqual(before);
  });

  it('of some members changes no membership that reaches another account, and no definition at all', async () => {
    await maySome();
    const untouched = await everything();
    const more = [
      ...definitions(),
      ['DeleteRoleConfiguration', { roleConfigurationId: company.configurationId }] as const,
      ['BatchCreateUser', { users: [{ userName: 'mallory' }] }] as const,
    ];
    for (const [id, input] of more) {
      await expect(run(id, input), id).rejects.toMatchObject({ kind: 'forbidden' });
    }
    expect(await everything()).toEqual(untouched);

    await grantIn(company.data);
    const before = await everything();
    for (const [id, input] of memberships()) {
      await expect(run(id, input), id).rejects.toMatchObject({ code: 'UsedBeyondManagementScope' });
    }
    expect(await everything()).toEqual(before);
  });

  it('of some members finds no deployment, task, synchronization or authorization of another account', async () => {
    await maySome();
    const { taskId, userProvisioningId } = await grantIn(company.data);
    const { userId, configurationId: roleConfigurationId, data: targetUin } = company;
    const place = { roleConfigurationId, targetUin, targetType: 'MemberUin' };
    const before = await everything();

    for (const [id, input] of [
      ['ProvisionRoleConfiguration', place],
      ['RedeployRoleConfigurations', { deployments: [place] }],
      ['UndeployRoleConfiguration', { ...place, authorizationCount: 2 }],
      ['DismantleRoleConfiguration', place],
      ['DetectRoleConfigurationDrift', place],
      ['DescribeAccountAuthorizations', { targetUin }],
      ['GetTaskStatus', { taskId }],
      ['RetryTask', { taskId }],
      ['CancelTask', { taskId }],
      ['GetUserSyncProvisioning', { userProvisioningId }],
      ['UpdateUserSyncProvisioning', { userProvisioningId, newDescription: 'x' }],
      ['DeleteUserSyncProvisioning', { userProvisioningId }],
      ['DeleteRoleAssignment', { ...place, principalType: 'User', principalId: userId }],
    ] as const) {
      if (!catalogue.has(`organization:${id}`)) throw new Error(`There is no action ${id}.`);
      await expect(run(id, input), id).rejects.toMatchObject({ kind: 'not-found' });
    }
    expect(await everything()).toEqual(before);
  });

  it('of some members sees of a person what is in these, and of tasks those about them', async () => {
    await maySome();
    const { world, member, zoneId } = company;
    await grantIn(company.data);
    await grantIn(company.shop);
    const asked = { zoneId, userId: memberId };

    const { permissions, totalCounts } = await world.execute(listUserPermissions, member, asked);
    expect([permissions.map(({ targetUin }) => targetUin), totalCounts]).toEqual([[company.shop], 1]);
    const { camUsers } = await world.execute(listUserCamUsers, member, asked);
    expect(camUsers.map(({ targetUin }) => targetUin)).toEqual([company.shop]);
    const { tasks, counts } = await world.execute(listTasks, member, { zoneId });
    expect(new Set(tasks.map(({ targetUin }) => targetUin))).toEqual(new Set([company.shop]));
    expect(counts.Success).toBe(tasks.length);
  });

  it('of some members deploys and takes back what reaches these alone', async () => {
    await maySome();
    const { userProvisioningId } = await grantIn(company.shop);
    const { userId, groupId, configurationId: roleConfigurationId, shop: targetUin } = company;
    const place = { roleConfigurationId, targetUin, targetType: 'MemberUin' };

    await run('EndUserSessions', { userId });
    await run('RemoveUserFromGroup', { groupId, userId: memberId });
    await run('RedeployRoleConfigurations', { deployments: [place] });
    await run('UpdateUserSyncProvisioning', { userProvisioningId, newDescription: 'x' });
    await run('DeleteUserSyncProvisioning', { userProvisioningId });
    await run('DeleteRoleAssignment', { ...place, principalType: 'User', principalId: userId });
    await company.world.runJobs();

    const asked = { zoneId: company.zoneId };
    const { roleAssignments } = await company.world.execute(listRoleAssignments, company.member, asked);
    expect(roleAssignments.map(({ principalId }) => principalId)).toEqual([groupId]);
  });

  it('of all members changes users, user groups and permission configurations that these use', async () => {
    await mayAll();
    await grantIn(company.shop);
    const { userId, groupId, configurationId: roleConfigurationId } = company;

    await run('UpdateUser', { userId, newDisplayName: 'Dana' });
    await run('UpdateGroup', { groupId, newDescription: 'On call' });
    await run('UpdateRoleConfiguration', { roleConfigurationId, newDescription: 'For operators' });
    await run('CheckUserDeletion', { userId });
    const stranger = await company.delegate.user('stranger');
    await run('DeleteUser', { userId: stranger });

    const { users, groups, configurations } = await everything();
    expect(users.map(({ user_id, display_name }) => [user_id, display_name])).toContainEqual([
      userId,
      'Dana',
    ]);
    expect(users.map(({ user_id }) => user_id)).not.toContain(stranger);
    expect(groups[0]?.description).toBe('On call');
    expect(configurations[0]?.description).toBe('For operators');
  });
});
