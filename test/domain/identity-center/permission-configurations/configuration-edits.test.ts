import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { createCamPolicy } from '../../../../src/domain/cam/policies/create-policy.ts';
import { addPermissionPolicyToRoleConfiguration } from '../../../../src/domain/identity-center/permission-configurations/add-permission-policy-to-role-configuration.ts';
import { changeRoleConfiguration } from '../../../../src/domain/identity-center/permission-configurations/change-role-configuration.ts';
import { createRoleConfiguration } from '../../../../src/domain/identity-center/permission-configurations/create-role-configuration.ts';
import { deleteRoleConfiguration } from '../../../../src/domain/identity-center/permission-configurations/delete-role-configuration.ts';
import { getRoleConfiguration } from '../../../../src/domain/identity-center/permission-configurations/get-role-configuration.ts';
import { listPermissionPoliciesInRoleConfiguration } from '../../../../src/domain/identity-center/permission-configurations/list-permission-policies-in-role-configuration.ts';
import { listRoleConfigurationVersions } from '../../../../src/domain/identity-center/permission-configurations/list-role-configuration-versions.ts';
import { previewRoleConfigurationChange } from '../../../../src/domain/identity-center/permission-configurations/preview-role-configuration-change.ts';
import { removePermissionPolicyFromRoleConfiguration } from '../../../../src/domain/identity-center/permission-configurations/remove-permission-policy-from-role-configuration.ts';
import { rollBackRoleConfiguration } from '../../../../src/domain/identity-center/permission-configurations/roll-back-role-configuration.ts';
import { updateCustomPolicyForRoleConfiguration } from '../../../../src/domain/identity-center/permission-configurations/update-custom-policy-for-role-configuration.ts';
import { updateRoleConfiguration } from '../../../../src/domain/identity-center/permission-configurations/update-role-configuration.ts';
import { authorize, createConfiguration, createGroupOf, createPerson } from '../../../support/northwind.ts';
import { foundSouthwind } from '../../../support/organization.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

const policy = (action: string) =>
  JSON.stringify({ version: '2.0', statement: [{ effect: 'allow', action: [action], resource: ['*'] }] });
const readBuckets = policy('cos:GetBucket');

describe('a permission configuration', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let uin: number;
  let id: string;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin: uin } = await foundSpace(world));
    id = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
  });

  const which = () => ({ zoneId, roleConfigurationId: id });
  const update = (change: object) =>
    world.execute(updateRoleConfiguration, administrator, { ...which(), ...change });
  const add = (added: object) =>
    world.execute(addPermissionPolicyToRoleConfiguration, administrator, { ...which(), ...added });
  const addCustom = (name: string, document: string) =>
    add({ rolePolicyType: 'Custom', rolePolicyNames: [name], customPolicyDocuments: [document] });
  const remove = (removed: object) =>
    world.execute(removePermissionPolicyFromRoleConfiguration, administrator, { ...which(), ...removed });
  const policies = async (filter: object = {}) =>
    (
      await world.execute(listPermissionPoliciesInRoleConfiguration, administrator, { ...which(), ...filter })
    ).rolePolicies.map(({ rolePolicyName }) => rolePolicyName);
  const preview = (asked: object = {}) =>
    world.execute(previewRoleConfigurationChange, administrator, { ...which(), ...asked });
  const versions = async () =>
    (await world.execute(listRoleConfigurationVersions, administrator, which())).versions;
  const deploymentStates = async () =>
    (await world.db.selectFrom('deployments').select('status').execute()).map(({ status }) => status);
  async function deployTo(userName: string) {
    const user = await createPerson(world, administrator, zoneId, userName);
    await authorize(world, administrator, zoneId, [{ user, uin, configuration: id }]);
    return user;
  }

  it('changes in description, duration, start page and tags; what is not named stays, the name always', async () => {
    const relayState = 'https://console.cloud.tencent.com/cos';
    await update({ newDescription: 'Reads', newSessionDuration: 7200, newRelayState: relayState });
    await update({ newTags: [{ tagKey: 'team', tagValue: 'web' }] });

    const { roleConfigurationInfo } = await world.execute(getRoleConfiguration, administrator, which());
    expect(roleConfigurationInfo).toMatchObject({
      roleConfigurationName: 'Reader',
      description: 'Reads',
      sessionDuration: 7200,
      relayState,
      tags: [{ tagKey: 'team', tagValue: 'web' }],
      version: 3,
    });
    await expect(update({ newSessionDuration: 899 })).rejects.toMatchObject({ kind: 'invalid-input' });
    await expect(update({ newSessionDuration: 43_201 })).rejects.toMatchObject({ kind: 'invalid-input' });
    await expect(update({ newRelayState: 'javascript:alert(1)' })).rejects.toMatchObject({
      kind: 'invalid-input',
    });
  });

  it('has one custom policy, without a problem of language, whose name no other policy of it has', async () => {
    await addCustom('buckets', readBuckets);

    expect(await policies()).toEqual(['ReadOnlyAccess', 'buckets']);
    expect(await policies({ rolePolicyType: 'Custom' })).toEqual(['buckets']);
    expect(await policies({ filter: 'readonly' })).toEqual(['ReadOnlyAccess']);
    await expect(addCustom('buckets', readBuckets)).rejects.toMatchObject({
      code: 'PolicyNameAlreadyExists',
    });
    await expect(addCustom('second', readBuckets)).rejects.toMatchObject({
      code: 'CustomPolicyOverUpperLimit',
    });
    await remove({ rolePolicyType: 'Custom', rolePolicyId: 0, rolePolicyName: 'buckets' });
    expect(await policies()).toEqual(['ReadOnlyAccess']);
    await expect(addCustom('x'.repeat(33), readBuckets)).rejects.toMatchObject({
      code: 'PolicyNameSizeOverUpperLimit',
    });
    await expect(addCustom('ReadOnlyAccess', readBuckets)).rejects.toMatchObject({
      code: 'PolicyNameAlreadyExists',
    });
    await expect(addCustom('buckets', '')).rejects.toMatchObject({ code: 'PolicyDocumentEmpty' });
    await expect(addCustom('buckets', '{"version":"2.0"}')).rejects.toMatchObject({ kind: 'invalid-input' });
    expect(await policies()).toEqual(['ReadOnlyAccess']);
  });

  it('is deployed with its custom policy, and not over a policy that the account made itself', async () => {
    await addCustom('buckets', readBuckets);
    await deployTo('alice');

    const made = await world.db.selectFrom('cam_policies').select(['policy_name', 'space_id']).execute();
    expect(made).toEqual([{ policy_name: `IdentityCenter-${id}-buckets`, space_id: zoneId }]);
    const attached = world.db
      .selectFrom('cam_policy_attachments as a')
      .innerJoin('cam_roles as r', 'r.role_id', 'a.principal_id');
    expect(
      await attached.select('a.policy_id').where('r.role_name', 'like', '%-Reader').execute(),
    ).toHaveLength(2);

    const other = await createConfiguration(world, administrator, zoneId, 'Writer', []);
    await world.execute(createCamPolicy, administrator, {
      policyName: `IdentityCenter-${other}-buckets`,
      policyDocument: policy('cos:PutObject'),
    });
    id = other;
    await addCustom('buckets', readBuckets);
    await deployTo('bob');
    const failed = await world.db.selectFrom('tasks').select('failure_reason').orderBy('task_id').execute();
    expect(failed.at(-1)?.failure_reason).toContain('of its own; it is not replaced');
  });

  it('replaces the text of its custom policy alone', async () => {
    await addCustom('buckets', readBuckets);
    const replace = (customPolicyName: string, newCustomPolicyDocument: string) =>
      world.execute(updateCustomPolicyForRoleConfiguration, administrator, {
        ...which(),
        ...{ customPolicyName, newCustomPolicyDocument },
      });

    await replace('buckets', policy('cos:GetObject'));

    expect((await preview()).present.customPolicies).toEqual([
      { policyName: 'buckets', policyDocument: policy('cos:GetObject') },
    ]);
    await expect(replace('ReadOnlyAccess', readBuckets)).rejects.toMatchObject({ code: 'PolicyTypeError' });
    await expect(replace('other', readBuckets)).rejects.toMatchObject({ code: 'RolePolicyNotExist' });
    await expect(replace('buckets', '')).rejects.toMatchObject({ code: 'PolicyDocumentEmpty' });
  });

  it('takes out a preset policy by id or name, and says when it has none such', async () => {
    await remove({ rolePolicyType: 'System', rolePolicyName: 'ReadOnlyAccess' });

    expect(await policies()).toEqual([]);
    await expect(remove({ rolePolicyType: 'System', rolePolicyId: 2 })).rejects.toMatchObject({
      code: 'RolePolicyNotExist',
    });
  });

  it('asks for redeployment when what is deployed changes, and never redeploys by itself', async () => {
    await deployTo('alice');
    expect(await deploymentStates()).toEqual(['Deployed']);

    await update({ newRelayState: 'https://console.cloud.tencent.com/cos' });
    expect(await deploymentStates()).toEqual(['Deployed']);
    await update({ newSessionDuration: 3600 });
    expect(await deploymentStates()).toEqual(['Deployed']);

    await addCustom('buckets', readBuckets);
    expect(await deploymentStates()).toEqual(['DeployedRequired']);
    expect(await world.runJobs()).toBe(0);
  });

  it('is deleted only without policies and deployments, and leaves the tasks that were about it', async () => {
    const deletion = () => world.execute(deleteRoleConfiguration, administrator, which());
    await deployTo('alice');
    await expect(deletion()).rejects.toMatchObject({
      code: 'RoleConfigurationProvisioningAlreadyDeployed',
      details: { deployments: 1, authorizations: 1 },
    });
    await world.db.deleteFrom('authorizations').execute();
    await world.db.deleteFrom('deployments').execute();
    await expect(deletion()).rejects.toMatchObject({ code: 'RolePolicyAlreadyExist' });
    await remove({ rolePolicyType: 'System', rolePolicyId: 2 });

    await deletion();

    await expect(preview()).rejects.toMatchObject({ code: 'RoleConfigurationNotExist' });
    expect(await world.db.selectFrom('tasks').selectAll().execute()).toHaveLength(1);
  });

  it('keeps every edit as a version: who, when, what', async () => {
    await update({ newDescription: 'Reads' });
    await addCustom('buckets', readBuckets);
    await update({ newDescription: 'Reads' });

    const kept = await versions();
    expect(kept.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
    expect(kept.map(({ changes }) => changes)).toEqual([
      [{ field: 'customPolicy', name: 'buckets', from: null, to: readBuckets }],
      [{ field: 'description', name: '', from: null, to: 'Reads' }],
      [{ field: 'presetPolicy', name: 'ReadOnlyAccess', from: null, to: 'ReadOnlyAccess' }],
      [{ field: 'sessionDuration', name: '', from: null, to: '3600' }],
    ]);
    expect(kept[0]?.actor).toMatchObject({ kind: 'principal', uin });
  });

  it('goes back to what it once said, as a new version', async () => {
    await addCustom('buckets', readBuckets);
    await update({ newSessionDuration: 7200 });
    const before = await preview({ toVersion: 2 });
    expect(before.changes.map(({ field }) => field)).toEqual(['sessionDuration', 'customPolicy']);

    const back = { ...which(), toVersion: 2, version: before.version };
    await world.execute(rollBackRoleConfiguration, administrator, back);

    expect((await preview({ toVersion: 2 })).changes).toEqual([]);
    expect((await versions())[0]).toMatchObject({ version: 5 });
    await expect(world.execute(rollBackRoleConfiguration, administrator, back)).rejects.toMatchObject({
      code: 'RoleConfigurationChanged',
    });
    await expect(preview({ toVersion: 99 })).rejects.toMatchObject({
      code: 'RoleConfigurationVersionNotExist',
    });
  });

  it('says before an edit is saved what changes and for whom, counting everybody once, and changes nothing', async () => {
    const alice = await deployTo('alice');
    const bob = await createPerson(world, administrator, zoneId, 'bob');
    const group = await createGroupOf(world, administrator, zoneId, 'readers', [alice, bob]);
    await authorize(world, administrator, zoneId, [{ group, uin, configuration: id }]);
    await createPerson(world, administrator, zoneId, 'carol');
    const { present, version } = await preview();

    const shown = await preview({ content: { ...present, policyIds: [] } });

    expect(shown).toMatchObject({
      changes: [{ field: 'presetPolicy', name: 'ReadOnlyAccess', from: 'ReadOnlyAccess', to: null }],
      requiresRedeployment: true,
      impact: {
        authorizationCount: 2,
        personCount: 2,
        accountCount: 1,
        deploymentCount: 1,
        deployedCount: 1,
        people: [{ userName: 'alice' }, { userName: 'bob' }],
        accounts: [{ uin }],
      },
    });
    expect((await preview()).version).toBe(version);
    expect(await deploymentStates()).toEqual(['Deployed']);
  });

  it('is not overwritten by an edit that was made on an older version', async () => {
    const { present, version } = await preview();
    await update({ newDescription: 'by somebody else' });

    const late = { ...which(), version, content: { ...present, description: 'mine' } };
    await expect(world.execute(changeRoleConfiguration, administrator, late)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'RoleConfigurationChanged',
    });
    expect((await preview()).present.description).toBe('by somebody else');
  });

  it('is not there for another organization, whatever is asked', async () => {
    const theirs = await foundSouthwind(world);
    const strange = { zoneId: theirs.zoneId, roleConfigurationId: id };
    const asks = [
      [updateRoleConfiguration, { newDescription: 'x' }],
      [deleteRoleConfiguration, {}],
      [listRoleConfigurationVersions, {}],
      [previewRoleConfigurationChange, {}],
      [rollBackRoleConfiguration, { toVersion: 1, version: 2 }],
      [removePermissionPolicyFromRoleConfiguration, { rolePolicyType: 'System', rolePolicyId: 2 }],
    ] as const;

    for (const [action, input] of asks) {
      const asked = world.execute(action as typeof deleteRoleConfiguration, theirs.administrator, {
        ...strange,
        ...input,
      });
      await expect(asked, action.id).rejects.toMatchObject({ code: 'RoleConfigurationNotExist' });
    }
    expect((await preview()).version).toBe(2);
  });

  it('may be called as another is in another space, not in its own, whatever the case', async () => {
    await expect(
      world.execute(createRoleConfiguration, administrator, { zoneId, roleConfigurationName: 'READER' }),
    ).rejects.toMatchObject({ code: 'ConfigurationNameAlreadyExists' });
  });
});
