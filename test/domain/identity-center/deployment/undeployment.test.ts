import { beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../../src/action/actor.ts';
import { deleteRoleAssignment } from '../../../../src/domain/identity-center/authorizations/delete-role-assignment.ts';
import { detectRoleConfigurationDrift } from '../../../../src/domain/identity-center/deployment/detect-role-configuration-drift.ts';
import { dismantleRoleConfiguration } from '../../../../src/domain/identity-center/deployment/dismantle-role-configuration.ts';
import { listRoleConfigurationProvisionings } from '../../../../src/domain/identity-center/deployment/list-role-configuration-provisionings.ts';
import { provisionRoleConfiguration } from '../../../../src/domain/identity-center/deployment/provision-role-configuration.ts';
import { undeployRoleConfiguration } from '../../../../src/domain/identity-center/deployment/undeploy-role-configuration.ts';
import { addPermissionPolicyToRoleConfiguration } from '../../../../src/domain/identity-center/permission-configurations/add-permission-policy-to-role-configuration.ts';
import { enterAccountAsRole } from '../../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { openRoleConsoleSession } from '../../../../src/domain/sts/console-sessions/open-role-console-session.ts';
import { type Deployable, deployable } from '../../../support/deployment.ts';
import { createConfiguration, createGroupOf, createPerson } from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('a deployment', () => {
  let world: World;
  let its: Deployable;
  beforeEach(async () => {
    world = await newWorld();
    its = await deployable(world);
    await its.assign();
    await world.runJobs();
  });

  const as = <I>(input: I) => [its.administrator, input] as const;
  const enter = (userId = its.userId) =>
    world.execute(
      enterAccountAsRole,
      { kind: 'employee', spaceId: its.zoneId, userId },
      { uin: its.uin, permissionConfigurationId: its.configurationId },
    );
  const openSession = async (userId = its.userId) => {
    const { samlResponse } = await enter(userId);
    const opened = await world.execute(openRoleConsoleSession, { kind: 'visitor' }, { samlResponse });
    expect(opened.outcome).toBe('opened');
  };
  const sessionCount = async () => (await world.db.selectFrom('sts_sessions').selectAll().execute()).length;

  it('stays after its authorization is removed, unless the last one is to take it along', async () => {
    const { task } = await world.execute(deleteRoleAssignment, ...as(its.authorization));

    expect(task).toMatchObject({ taskType: 'DeleteRoleAssignment', status: 'Success' });
    expect(await world.runJobs()).toBe(0);
    expect(await its.statuses()).toEqual(['Deployed']);
    await expect(enter()).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('goes with the last authorization, provider and all, and with no other', async () => {
    const bob = await createPerson(world, its.administrator, its.zoneId, 'bob');
    await its.assign({ userId: bob });
    await world.runJobs();
    const strategy = { deprovisionStrategy: 'DeprovisionForLastRoleAssignmentOnAccount' };

    await world.execute(deleteRoleAssignment, ...as({ ...its.authorization, ...strategy }));
    await world.runJobs();
    expect(await its.objects()).toEqual({ roles: 1, providers: 1, attachments: 2 });

    await world.execute(deleteRoleAssignment, ...as({ ...its.authorization, principalId: bob, ...strategy }));
    await world.runJobs();
    expect(await its.objects()).toEqual({ roles: 0, providers: 0, attachments: 0 });
    expect(await its.statuses()).toEqual([]);
  });

  it('leaves the provider to whatever else is deployed in the account', async () => {
    const other = await createConfiguration(world, its.administrator, its.zoneId, 'Writer', []);
    await its.assign({ roleConfigurationId: other });
    await world.runJobs();

    await world.execute(undeployRoleConfiguration, ...as({ ...its.deployment, authorizationCount: 1 }));
    await world.runJobs();

    expect(await its.objects()).toEqual({ roles: 1, providers: 1, attachments: 0 });
    expect(await its.tasks()).toContain('DeprovisionRoleConfiguration Success');
  });

  it('is not taken from anybody who is still authorized, nor with an authorization that nobody has seen', async () => {
    await expect(world.execute(dismantleRoleConfiguration, ...as(its.deployment))).rejects.toMatchObject({
      code: 'RoleConfigurationAuthorizationExist',
    });
    await expect(
      world.execute(undeployRoleConfiguration, ...as({ ...its.deployment, authorizationCount: 0 })),
    ).rejects.toMatchObject({ code: 'AuthorizationsChanged' });

    expect(await world.runJobs()).toBe(0);
    expect(await its.statuses()).toEqual(['Deployed']);
    await expect(enter()).resolves.toBeDefined();
  });

  it('is gone once, and asking again is a task that has succeeded', async () => {
    await world.execute(deleteRoleAssignment, ...as(its.authorization));
    await world.execute(dismantleRoleConfiguration, ...as(its.deployment));
    await world.runJobs();

    const { task } = await world.execute(dismantleRoleConfiguration, ...as(its.deployment));

    expect(task).toMatchObject({ taskType: 'DeprovisionRoleConfiguration', taskStatus: 'Success' });
    expect(await world.runJobs()).toBe(0);
    expect(await its.objects()).toEqual({ roles: 0, providers: 0, attachments: 0 });
  });

  it('is there again when somebody is authorized while it is being undeployed', async () => {
    await world.execute(undeployRoleConfiguration, ...as({ ...its.deployment, authorizationCount: 1 }));
    await its.assign();
    await world.runJobs();

    expect(await its.statuses()).toEqual(['Deployed']);
    expect(await its.objects()).toEqual({ roles: 1, providers: 1, attachments: 2 });
    await expect(enter()).resolves.toBeDefined();
  });

  it('ends the sessions that stood on a removed authorization at once, and nobody else’s', async () => {
    const bob = await createPerson(world, its.administrator, its.zoneId, 'bob');
    await its.assign({ userId: bob });
    await world.runJobs();
    await openSession();
    await openSession(bob);

    await world.execute(deleteRoleAssignment, ...as(its.authorization));

    const left = await world.db.selectFrom('sts_sessions').select('source_name').execute();
    expect(left).toEqual([{ source_name: 'bob' }]);
  });

  it('leaves a session alone that another authorization still stands behind', async () => {
    const groupId = await createGroupOf(world, its.administrator, its.zoneId, 'readers', [its.userId]);
    await its.assign({ groupId });
    await world.runJobs();
    await openSession();

    await world.execute(deleteRoleAssignment, ...as(its.authorization));

    expect(await sessionCount()).toBe(1);
  });

  it('says which configuration an edit has left behind, lets people in meanwhile, and is mended by deploying again', async () => {
    await world.execute(
      addPermissionPolicyToRoleConfiguration,
      ...as({
        zoneId: its.zoneId,
        roleConfigurationId: its.configurationId,
        rolePolicyType: 'System',
        rolePolicyNames: ['AdministratorAccess'],
      }),
    );
    expect(await its.statuses()).toEqual(['DeployedRequired']);

    await world.execute(provisionRoleConfiguration, ...as(its.deployment));
    expect(await its.statuses()).toEqual(['Deploying']);
    await expect(enter()).resolves.toBeDefined();
    await world.runJobs();

    expect(await its.statuses()).toEqual(['Deployed']);
    expect((await its.objects()).attachments).toBe(3);
  });

  it('is compared with what is in the account, and deploying again mends what differs', async () => {
    await world.db.deleteFrom('cam_policy_attachments').where('policy_id', '=', 2).execute();
    await world.db.updateTable('cam_roles').set({ session_seconds: 43_200 }).execute();
    const look = async () => {
      await world.execute(detectRoleConfigurationDrift, ...as(its.deployment));
      await world.runJobs();
      const { roleConfigurationProvisionings: found } = await world.execute(
        listRoleConfigurationProvisionings,
        ...as({ zoneId: its.zoneId }),
      );
      return found[0]?.differences.map(({ kind, name }) => `${kind} ${name}`);
    };

    expect(await look()).toEqual(['role-differs TencentCloudSSO-Reader', 'policy-missing 2']);
    expect((await its.objects()).attachments).toBe(1);

    await world.execute(provisionRoleConfiguration, ...as(its.deployment));
    await world.runJobs();
    expect(await look()).toEqual([]);
  });

  it('ends the tasks of an account that left the organization, with the reason', async () => {
    await its.assign({ userId: await createPerson(world, its.administrator, its.zoneId, 'carol') });
    await world.db
      .updateTable('accounts')
      .set({ organization_id: null, department_id: null, kind: null })
      .execute();

    await its.workOff();

    expect((await its.tasks()).at(-1)).toMatch(/^CreateRoleAssignment Failed: /);
  });

  it('is nobody’s to change but its own organization’s', async () => {
    const { administrator: other } = await foundSpace(world, {
      organizationName: 'Southwind',
      spaceName: 'southwind',
      email: 'root@southwind.example',
    });
    for (const action of [
      provisionRoleConfiguration,
      dismantleRoleConfiguration,
      detectRoleConfigurationDrift,
    ]) {
      await expect(world.execute(action, other, its.deployment)).rejects.toMatchObject({ kind: 'not-found' });
    }
    await expect(
      world.execute(provisionRoleConfiguration, systemActor, its.deployment),
    ).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });
});
