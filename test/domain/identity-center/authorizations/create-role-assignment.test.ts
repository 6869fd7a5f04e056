import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { createRoleAssignment } from '../../../../src/domain/identity-center/authorizations/create-role-assignment.ts';
import { workOffTasks } from '../../../../src/domain/identity-center/tasks/work-off-tasks.ts';
import { createOrganizationMember } from '../../../../src/domain/organization/accounts/create-organization-member.ts';
import { registerOrganizationMember } from '../../../../src/domain/organization/accounts/register-organization-member.ts';
import { linkedPolicyId } from '../../../support/cam.ts';
import { createConfiguration, createPerson } from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('CreateRoleAssignment', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let uin: number;
  let rootDepartmentId: number;
  let userId: string;
  let configurationId: string;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin: uin, rootDepartmentId } = await foundSpace(world));
    userId = await createPerson(world, administrator, zoneId, 'alice');
    configurationId = await createConfiguration(world, administrator, zoneId, 'Reader', [
      'ReadOnlyAccess',
      'QcloudCamReadOnlyAccess',
    ]);
  });

  const triplet = () => ({
    principalId: userId,
    principalType: 'User' as const,
    targetUin: uin,
    targetType: 'ManagerUin' as const,
    roleConfigurationId: configurationId,
  });
  const assign = (...roleAssignmentInfo: object[]) =>
    world.execute(createRoleAssignment, administrator, { zoneId, roleAssignmentInfo });
  const taskStates = async () =>
    (
      await world.db.selectFrom('tasks').select(['status', 'failure_reason']).orderBy('task_id').execute()
    ).map((task) => (task.failure_reason ? `${task.status}: ${task.failure_reason}` : task.status));

  it('answers at once with a task, and a job deploys role, provider and exactly the policies', async () => {
    const { tasks } = await assign(triplet());
    expect(tasks).toMatchObject([{ status: 'InProgress', taskType: 'CreateRoleAssignment', targetUin: uin }]);

    expect(await world.runJobs()).toBe(1);

    expect(await taskStates()).toEqual(['Success']);
    const role = await world.db
      .selectFrom('cam_roles')
      .selectAll()
      .where('role_type', '<>', 'service_linked')
      .executeTakeFirstOrThrow();
    expect(role).toMatchObject({
      uin,
      role_name: 'TencentCloudSSO-Reader',
      session_seconds: 3600,
      console_login: true,
      space_id: zoneId,
    });
    expect(role.role_id).toMatch(/^\d{19}$/);
    expect(role.trust_policy).toEqual({
      version: '2.0',
      statement: [
        {
          effect: 'allow',
          action: 'name/sts:AssumeRoleWithSAML',
          principal: { federated: [`qcs::cam::uin/${uin}:saml-provider/TencentReservedSSO-${zoneId}`] },
          condition: { string_equal: { 'saml:aud': 'https://login.example.com/account-console/saml' } },
        },
      ],
    });
    const policies = await world.db
      .selectFrom('cam_policy_attachments')
      .select('policy_id')
      .where('policy_id', '<>', linkedPolicyId)
      .orderBy('policy_id')
      .execute();
    expect(policies).toEqual([{ policy_id: 2 }, { policy_id: 12 }]);
    const provider = await world.db.selectFrom('cam_saml_providers').selectAll().executeTakeFirstOrThrow();
    expect(provider).toMatchObject({
      uin,
      entity_id: 'https://login.example.com/saml/northwind/idp-metadata',
    });
  });

  it('fails a duplicate with its reason, while the rest of the call succeeds', async () => {
    await assign(triplet());
    const member = await world.execute(createOrganizationMember, administrator, {
      name: 'web',
      nodeId: rootDepartmentId,
    });

    const { tasks } = await assign(triplet(), {
      ...triplet(),
      targetUin: member.uin,
      targetType: 'MemberUin',
    });
    await world.runJobs();

    expect(tasks.map((task) => task.status)).toEqual(['Failed', 'InProgress']);
    expect((await taskStates()).sort()).toEqual([
      'Failed: This authorization exists already.',
      'Success',
      'Success',
    ]);
    expect(await world.db.selectFrom('authorizations').select('uin').execute()).toHaveLength(2);
  });

  it('deploys once for two authorizations of the same configuration, and a job that runs again changes nothing', async () => {
    const other = await createPerson(world, administrator, zoneId, 'bob');
    const { tasks } = await assign(triplet(), { ...triplet(), principalId: other });
    await world.runJobs();
    const before = await world.db
      .selectFrom('cam_roles')
      .selectAll()
      .where('role_type', '<>', 'service_linked')
      .execute();

    expect(tasks.map((task) => task.status)).toEqual(['InProgress', 'InProgress']);
    await world.execute(workOffTasks, { kind: 'system' }, { spaceId: zoneId, uin });

    expect(before).toHaveLength(1);
    expect(
      await world.db.selectFrom('cam_roles').selectAll().where('role_type', '<>', 'service_linked').execute(),
    ).toEqual(before);
    expect(
      await world.db
        .selectFrom('cam_policy_attachments')
        .selectAll()
        .where('policy_id', '<>', linkedPolicyId)
        .execute(),
    ).toHaveLength(2);
  });

  it('ends the task of an account in a cloud that is not connected, and says so', async () => {
    const member = await world.execute(registerOrganizationMember, administrator, {
      memberUin: 700_000_123_456,
      name: 'real',
      nodeId: rootDepartmentId,
      cloudSite: 'tencent-cn',
    });
    await assign({ ...triplet(), targetUin: member.uin, targetType: 'MemberUin' });
    await world.runJobs();

    expect(await taskStates()).toEqual([
      'Failed: The cloud site "tencent-cn" is not connected: there are no credentials for it.',
    ]);
    expect(await world.db.selectFrom('deployments').select('status').execute()).toEqual([
      { status: 'DeployFailed' },
    ]);
  });

  it('refuses what is not there, and leaves neither authorization nor task nor job', async () => {
    await expect(assign({ ...triplet(), principalId: 'u-nobody' })).rejects.toMatchObject({
      code: 'UserNotExist',
    });
    await expect(assign({ ...triplet(), principalType: 'Group' })).rejects.toMatchObject({
      code: 'GroupNotExist',
    });
    await expect(assign({ ...triplet(), targetUin: 1 })).rejects.toMatchObject({
      code: 'OrganizationMemberNotExist',
    });
    await expect(assign(triplet(), { ...triplet(), roleConfigurationId: 'rc-none' })).rejects.toMatchObject({
      code: 'RoleConfigurationNotExist',
    });
    await expect(assign()).rejects.toMatchObject({ kind: 'invalid-input' });
    await expect(assign(...Array(51).fill(triplet()))).rejects.toMatchObject({ kind: 'invalid-input' });

    expect(await taskStates()).toEqual([]);
    expect(await world.runJobs()).toBe(0);
    expect(await world.db.selectFrom('authorizations').selectAll().execute()).toEqual([]);
    expect(await world.auditTrail()).not.toContain('organization:CreateRoleAssignment');
  });

  it('finds nothing of another organization, neither its space nor its people nor its accounts', async () => {
    const other = await foundSpace(world, {
      organizationName: 'Southwind',
      spaceName: 'southwind',
      email: 'root@southwind.example',
    });
    const theirs = await createPerson(world, other.administrator, other.zoneId, 'eve');

    await expect(
      world.execute(createRoleAssignment, other.administrator, { zoneId, roleAssignmentInfo: [triplet()] }),
    ).rejects.toMatchObject({
      kind: 'not-found',
      code: 'ZoneIdNotExist',
    });
    await expect(assign({ ...triplet(), principalId: theirs })).rejects.toMatchObject({
      code: 'UserNotExist',
    });
    await expect(assign({ ...triplet(), targetUin: other.adminUin })).rejects.toMatchObject({
      code: 'OrganizationMemberNotExist',
    });
  });
});
