import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteRoleAssignment } from '../../../../src/domain/identity-center/authorizations/delete-role-assignment.ts';
import { createUserSyncProvisioning } from '../../../../src/domain/identity-center/cam-user-synchronizations/create-user-sync-provisioning.ts';
import { deleteUserSyncProvisioning } from '../../../../src/domain/identity-center/cam-user-synchronizations/delete-user-sync-provisioning.ts';
import {
  deployConfiguration,
  undeployConfiguration,
} from '../../../../src/domain/identity-center/deployment/deploy-configuration.ts';
import { provisionRoleConfiguration } from '../../../../src/domain/identity-center/deployment/provision-role-configuration.ts';
import { tencentCloudAccount } from '../../../../src/domain/identity-center/deployment/tencent/tencent-cloud-account.ts';
import type { WantedDeployment } from '../../../../src/domain/identity-center/deployment/wanted-deployment.ts';
import { retryTask } from '../../../../src/domain/identity-center/tasks/retry-task.ts';
import { registerOrganizationMember } from '../../../../src/domain/organization/accounts/register-organization-member.ts';
import type { CloudSite } from '../../../../src/platform/settings.ts';
import { type Deployable, deployable } from '../../../support/deployment.ts';
import { type FakeCloud, type Fault, startFakeCloud } from '../../../support/fake-cloud.ts';
import { newWorld, type World } from '../../../support/world.ts';

const member = 700_000_123_456;

describe('an account of Tencent Cloud', () => {
  let world: World;
  let its: Deployable;
  let cloud: FakeCloud;
  beforeEach(async () => {
    world = await newWorld();
    its = await deployable(world);
    cloud = await startFakeCloud(its.uin);
    cloud.members.add(member);
    (world.settings.cloudSites['tencent-cn'] as CloudSite).connection = cloud.connection;
    await world.execute(registerOrganizationMember, its.administrator, {
      memberUin: member,
      name: 'real',
      nodeId: its.rootDepartmentId,
      cloudSite: 'tencent-cn',
    });
  });
  afterEach(() => cloud.stop());

  const deploy = async () => {
    const taskId = await its.assign({ targetUin: member });
    await world.runJobs();
    return taskId;
  };
  const isDeployed = () => {
    const { providers, roles, policies } = cloud.cam(member);
    expect([...providers.keys()]).toEqual([`IdentityCenter-${its.zoneId}`]);
    expect([...roles.keys()]).toEqual(['IdentityCenter-Reader']);
    expect([...(roles.get('IdentityCenter-Reader')?.policies ?? [])].sort((a, b) => a - b)).toEqual([2, 12]);
    expect(roles.get('IdentityCenter-Reader')).toMatchObject({ consoleLogin: 1, seconds: 3600 });
    expect(policies.size).toBe(0);
  };

  it('is entered as a member, by signed requests, and gets provider, role and exactly the policies', async () => {
    await deploy();

    expect(await its.tasks()).toEqual(['CreateRoleAssignment Success']);
    isDeployed();
    expect(cloud.calls.filter(({ action }) => action === 'AssumeRole')).toHaveLength(1);
    expect(cloud.calls.find(({ action }) => action === 'CreateRole')?.uin).toBe(member);
    expect(cloud.cam(member).roles.get('IdentityCenter-Reader')?.trust).toContain(
      'https://cloud.tencent.com/login/saml',
    );
    expect(JSON.stringify(world.logged)).not.toContain('secret-of-admin');
  });

  it.each<Fault>(['lost', 'cut', 'unavailable', 'throttled'])(
    'ends up the same when every kind of call is once %s',
    async (fault) => {
      cloud.fault = ({ before }) => (before === 0 ? fault : undefined);

      await deploy();

      expect(await its.tasks()).toEqual(['CreateRoleAssignment Success']);
      isDeployed();
    },
  );

  it('says in words why it refused, changes nothing more, and is deployed when the task is tried again', async () => {
    cloud.fault = ({ action }) => (action === 'AttachRolePolicy' ? 'refused' : undefined);
    const taskId = await deploy();

    expect(await its.tasks()).toEqual([
      'CreateRoleAssignment Failed: The cloud refused AttachRolePolicy: UnauthorizedOperation: That is UnauthorizedOperation.',
    ]);
    expect(await its.statuses()).toEqual(['DeployFailed']);

    cloud.fault = () => undefined;
    await world.execute(retryTask, its.administrator, { zoneId: its.zoneId, taskId });
    await world.runJobs();
    expect(await its.tasks()).toEqual(['CreateRoleAssignment Success']);
    isDeployed();
  });

  it('asks for credentials again when the cloud does not take them any more', async () => {
    await deploy();
    cloud.expireKeys();

    await world.execute(provisionRoleConfiguration, its.administrator, {
      ...its.deployment,
      targetUin: member,
    });
    await world.runJobs();

    expect((await its.tasks()).at(-1)).toBe('ProvisionRoleConfiguration Success');
    expect(cloud.calls.filter(({ action }) => action === 'AssumeRole')).toHaveLength(2);
  });

  it('is left as it was found by undeploying, also when answers are lost', async () => {
    await deploy();
    cloud.fault = ({ action, before }) => (action.startsWith('Delete') && before === 0 ? 'lost' : undefined);

    await world.execute(deleteRoleAssignment, its.administrator, {
      ...its.authorization,
      targetUin: member,
      deprovisionStrategy: 'DeprovisionForLastRoleAssignmentOnAccount',
    });
    await world.runJobs();

    const { providers, roles } = cloud.cam(member);
    expect([providers.size, roles.size]).toEqual([0, 0]);
    expect((await its.tasks()).at(-1)).toBe('DeleteRoleAssignment Success');
  });

  it('keeps a role of that name that Identity Center did not make', async () => {
    cloud.cam(member).roles.set('IdentityCenter-Reader', {
      trust: '{"version":"2.0","statement":[]}',
      description: 'mine',
      seconds: 7200,
      consoleLogin: 0,
      policies: new Set([1]),
    });

    await deploy();

    expect((await its.tasks())[0]).toMatch(/Failed: The account has a role named "IdentityCenter-Reader"/);
    expect(cloud.cam(member).roles.get('IdentityCenter-Reader')).toMatchObject({ description: 'mine' });
  });

  it('says that it cannot be entered, and takes nothing inside for gone because of that', async () => {
    await deploy();
    cloud.members.clear();
    cloud.expireKeys();

    await world.execute(deleteRoleAssignment, its.administrator, {
      ...its.authorization,
      targetUin: member,
      deprovisionStrategy: 'DeprovisionForLastRoleAssignmentOnAccount',
    });
    await world.runJobs();

    expect((await its.tasks()).at(-1)).toMatch(
      /^DeleteRoleAssignment Failed: The cloud refused AssumeRole: /,
    );
    expect(await its.statuses()).toEqual(['DeployFailed']);
    isDeployed();
  });

  it('is not entered for an organization whose credentials these are not', async () => {
    (world.settings.cloudSites['tencent-cn'] as CloudSite).connection = { ...cloud.connection, adminUin: 1 };

    await deploy();

    expect(await its.tasks()).toEqual([
      'CreateRoleAssignment Failed: The cloud site "tencent-cn" is not connected: there are no credentials for it.',
    ]);
    expect(cloud.calls).toEqual([]);
  });

  it('holds nobody up: no transaction is open while it is waited for', async () => {
    const names: string[] = [];
    cloud.done = async ({ action }) => {
      if (action !== 'CreateRole') return;
      await its.assign({ targetUin: its.uin });
      await its.workOff(its.uin);
      names.push(...(await its.tasks()));
    };

    await deploy();

    expect(names).toEqual(['CreateRoleAssignment InProgress', 'CreateRoleAssignment Success']);
  });

  it('does not count as deployed what was edited or removed while it was deployed', async () => {
    cloud.done = async ({ action }) => {
      if (action !== 'CreateRole') return;
      await world.execute(deleteRoleAssignment, its.administrator, {
        ...its.authorization,
        targetUin: member,
        deprovisionStrategy: 'DeprovisionForLastRoleAssignmentOnAccount',
      });
    };

    await deploy();

    expect(await its.tasks()).toEqual([
      'CreateRoleAssignment Failed: It was removed before it was carried out.',
      'DeleteRoleAssignment Success',
    ]);
    expect(cloud.cam(member).roles.size).toBe(0);
    expect(await its.statuses()).toEqual([]);
  });

  it('gives each person one CAM user, also when the answers are lost, and deletes only what it made', async () => {
    cloud.cam(member).users.set('alice@northwind', { uin: 1, remark: 'mine' });
    cloud.fault = ({ action, before }) => (action === 'AddUser' && before === 0 ? 'lost' : undefined);
    await world.execute(createUserSyncProvisioning, its.administrator, {
      zoneId: its.zoneId,
      userSyncProvisionings: [
        {
          principalType: 'User',
          principalId: its.userId,
          targetUin: member,
          targetType: 'MemberUin',
          duplicationStrategy: 'KeepBoth',
          deletionStrategy: 'Delete',
        },
      ],
    });
    await world.runJobs();
    expect([...cloud.cam(member).users.keys()]).toEqual(['alice@northwind', 'alice@northwind_cic']);
    expect(cloud.cam(member).userSso.status).toBe(1);

    const { user_synchronization_id: userProvisioningId } = await world.db
      .selectFrom('user_synchronizations')
      .select('user_synchronization_id')
      .executeTakeFirstOrThrow();
    await world.execute(deleteUserSyncProvisioning, its.administrator, {
      zoneId: its.zoneId,
      userProvisioningId,
    });
    await world.runJobs();

    expect([...cloud.cam(member).users]).toEqual([['alice@northwind', { uin: 1, remark: 'mine' }]]);
    expect(cloud.cam(member).userSso.status).toBe(2);
  });

  it('holds a custom policy as it is written, once, and none of an earlier version', async () => {
    const account = tencentCloudAccount(new Map(), cloud.connection, member, async () => {});
    const policy = (name: string, action: string) => ({
      policyName: `IdentityCenter-rc-1-${name}`,
      document: JSON.stringify({ version: '2.0', statement: [{ effect: 'allow', action, resource: '*' }] }),
    });
    const wanted = (...customPolicies: WantedDeployment['customPolicies']): WantedDeployment => ({
      provider: { name: 'P', description: 'Identity Center', samlMetadataDocument: '<md/>' },
      role: {
        roleName: 'R',
        description: '',
        policyDocument: { version: '2.0', statement: [] },
        sessionSeconds: 900,
      },
      presetPolicyIds: [1],
      customPolicies,
      policyPrefix: 'IdentityCenter-rc-1-',
    });
    const held = () => [...cloud.cam(member).policies.values()].map(({ name, document }) => [name, document]);
    cloud.fault = ({ action, before }) => (action === 'CreatePolicy' && before === 0 ? 'lost' : undefined);

    for (const content of [policy('a', 'cos:Get*'), policy('a', 'cos:*'), policy('b', 'cvm:*')]) {
      await deployConfiguration(account, wanted(content), { isFirst: false });
      expect(held()).toEqual([[content.policyName, content.document]]);
      expect(cloud.cam(member).roles.get('R')?.policies.size).toBe(2);
    }
    await undeployConfiguration(account, {
      roleName: 'R',
      policyPrefix: 'IdentityCenter-rc-1-',
      provider: 'P',
    });
    expect(held()).toEqual([]);
  });
});
