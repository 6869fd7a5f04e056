import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { presetPolicies } from '../../../../src/domain/cam/policies/preset-policy.ts';
import { addPermissionPolicyToRoleConfiguration } from '../../../../src/domain/identity-center/permission-configurations/add-permission-policy-to-role-configuration.ts';
import { createRoleConfiguration } from '../../../../src/domain/identity-center/permission-configurations/create-role-configuration.ts';
import { linkedPolicyId } from '../../../support/cam.ts';
import { authorize, createConfiguration, createPerson } from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('a permission configuration', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let adminUin: number;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin } = await foundSpace(world));
  });

  const add = (roleConfigurationId: string, policies: object) =>
    world.execute(addPermissionPolicyToRoleConfiguration, administrator, {
      zoneId,
      roleConfigurationId,
      rolePolicyType: 'System',
      ...policies,
    });
  const status = async () =>
    (await world.db.selectFrom('deployments').select('status').executeTakeFirstOrThrow()).status;

  it('requires redeployment once it was changed, and not when nothing was', async () => {
    const id = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    const user = await createPerson(world, administrator, zoneId, 'alice');
    await authorize(world, administrator, zoneId, [{ user, uin: adminUin, configuration: id }]);

    await add(id, { rolePolicyNames: ['ReadOnlyAccess'] });
    expect(await status()).toBe('Deployed');
    await add(id, { rolePolicies: [{ policyId: 12 }] });
    expect(await status()).toBe('DeployedRequired');
    const attached = world.db.selectFrom('cam_policy_attachments').select('policy_id');
    expect(await attached.where('policy_id', '<>', linkedPolicyId).execute()).toEqual([{ policy_id: 2 }]);
  });

  it('takes preset policies that exist, all of a call or none', async () => {
    const id = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);

    await expect(add(id, { rolePolicyNames: ['AdministratorAccess', 'NoSuchPolicy'] })).rejects.toMatchObject(
      { code: 'PolicyIdNotExist' },
    );
    await expect(add(id, { rolePolicies: [{ policyId: 4711 }] })).rejects.toMatchObject({
      code: 'PolicyIdNotExist',
    });
    await expect(add('rc-none', { rolePolicyNames: ['ReadOnlyAccess'] })).rejects.toMatchObject({
      code: 'RoleConfigurationNotExist',
    });
    expect(await world.db.selectFrom('permission_configuration_policies').selectAll().execute()).toHaveLength(
      1,
    );
  });

  it.each([899, 43_201, 3600.5])('refuses a session of %s seconds', async (sessionDuration) => {
    await expect(
      world.execute(createRoleConfiguration, administrator, {
        zoneId,
        roleConfigurationName: 'x',
        sessionDuration,
      }),
    ).rejects.toMatchObject({ kind: 'invalid-input', fields: { sessionDuration: expect.any(String) } });
  });

  it.each(['http://console.cloud.tencent.com', 'javascript:alert(1)', '/path'])(
    'refuses %j as a start page',
    async (relayState) => {
      await expect(
        world.execute(createRoleConfiguration, administrator, {
          zoneId,
          roleConfigurationName: 'x',
          relayState,
        }),
      ).rejects.toMatchObject({ kind: 'invalid-input' });
    },
  );

  it('has a name that is its own in any case', async () => {
    await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);

    await expect(
      world.execute(createRoleConfiguration, administrator, { zoneId, roleConfigurationName: 'READER' }),
    ).rejects.toMatchObject({
      code: 'ConfigurationNameAlreadyExists',
    });
  });

  it('chooses among presets with ids and names of their own', () => {
    expect(new Set(presetPolicies.map(({ policyId }) => policyId)).size).toBe(presetPolicies.length);
    expect(new Set(presetPolicies.map(({ policyName }) => policyName)).size).toBe(presetPolicies.length);
    expect(presetPolicies.find(({ policyId }) => policyId === 1)?.policyName).toBe('AdministratorAccess');
  });
});
