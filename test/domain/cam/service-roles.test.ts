import { beforeEach, describe, expect, it } from 'vitest';
import type { AnyAction, Permission } from '../../../src/action/define-action.ts';
import { putRolePermissionsBoundary } from '../../../src/domain/cam/boundaries/put-role-permissions-boundary.ts';
import { removeServiceLinkedRole } from '../../../src/domain/cam/index.ts';
import { attachRolePolicy } from '../../../src/domain/cam/policies/attach-role-policy.ts';
import { detachRolePolicy } from '../../../src/domain/cam/policies/detach-role-policy.ts';
import { listAttachedRolePolicies } from '../../../src/domain/cam/policies/list-attached-role-policies.ts';
import { createRole } from '../../../src/domain/cam/roles/create-role.ts';
import { deleteRole } from '../../../src/domain/cam/roles/delete-role.ts';
import { getRole } from '../../../src/domain/cam/roles/get-role.ts';
import { trustAccount, trustService } from '../../../src/domain/cam/roles/trust-policy.ts';
import { updateAssumeRolePolicy } from '../../../src/domain/cam/roles/update-assume-role-policy.ts';
import { updateRoleConsoleLogin } from '../../../src/domain/cam/roles/update-role-console-login.ts';
import { createServiceLinkedRole } from '../../../src/domain/cam/service-roles/create-service-linked-role.ts';
import { describeServiceRoleGrant } from '../../../src/domain/cam/service-roles/describe-service-role-grant.ts';
import { grantServiceRole } from '../../../src/domain/cam/service-roles/grant-service-role.ts';
import { passRole } from '../../../src/domain/cam/service-roles/pass-role.ts';
import type { World } from '../../support/world.ts';
import { createServiceRole, newAccountWorld, refusal, root, traces, uin } from './account.ts';

const monitor = { roleName: 'CM_QCSRole', service: 'monitor.cloud.tencent.com' };
const organization = 'organization.cloud.tencent.com';

describe('service roles', () => {
  let world: World;
  beforeEach(async () => {
    world = await newAccountWorld();
  });

  const policiesOfRole = async (roleName: string) =>
    (await world.execute(listAttachedRolePolicies, root, { roleName })).list.map(
      (policy) => policy.policyName,
    );
  const needs = (action: AnyAction, input: object): Promise<readonly Permission[]> =>
    world.db.transaction().execute(async (db) => (await action.alsoNeeds?.(input, root, db)) ?? []);

  it.each([
    [monitor, 'QcloudAccessForCMRoleInPromHostingService', /tke:/],
    [
      { roleName: 'Batch_QCSRole', service: 'batch.cloud.tencent.com' },
      'QcloudFullAccessForBatchRole',
      /cvm:.*cos:.*monitor:/s,
    ],
  ])('say before they are granted what the service may do: %j', async (asked, policyName, document) => {
    expect(await world.execute(describeServiceRoleGrant, root, asked)).toMatchObject({
      ...asked,
      isGranted: false,
      policies: [{ policyName, policyDocument: expect.stringMatching(document) }],
    });
  });

  it('are granted once: the role trusts the service and has its preset policies', async () => {
    const { roleId } = await world.execute(grantServiceRole, root, monitor);

    const { roleInfo } = await world.execute(getRole, root, { roleName: monitor.roleName });
    expect(roleInfo).toMatchObject({ roleId, roleType: 'system', consoleLogin: 0 });
    expect(JSON.parse(roleInfo.policyDocument)).toEqual(trustService(monitor.service));
    expect(await policiesOfRole(monitor.roleName)).toEqual(['QcloudAccessForCMRoleInPromHostingService']);
    expect(await world.execute(describeServiceRoleGrant, root, monitor)).toMatchObject({ isGranted: true });
    expect(await refusal(world, () => world.execute(grantServiceRole, root, monitor))).toMatchObject({
      kind: 'conflict',
      code: 'ServiceRoleGranted',
    });
    expect(await world.auditTrail()).toEqual(['cam:GrantServiceRole']);
  });

  it('get back what was taken from them, when they are granted again', async () => {
    const { roleId } = await world.execute(grantServiceRole, root, monitor);
    await world.execute(detachRolePolicy, root, { detachRoleId: roleId, policyId: 16 });

    expect(await world.execute(describeServiceRoleGrant, root, monitor)).toMatchObject({ isGranted: false });
    expect(await world.execute(grantServiceRole, root, monitor)).toEqual({ roleId });
    expect(await policiesOfRole(monitor.roleName)).toHaveLength(1);
  });

  it('are not made of somebody else’s role of that name, nor for a service that asks for none', async () => {
    await createServiceRole(world, monitor.roleName);

    expect(await refusal(world, () => world.execute(grantServiceRole, root, monitor))).toMatchObject({
      code: 'RoleNotForService',
    });
    for (const asked of [
      { ...monitor, service: 'batch.cloud.tencent.com' },
      { ...monitor, roleName: 'Other' },
    ]) {
      expect(await refusal(world, () => world.execute(grantServiceRole, root, asked))).toMatchObject({
        code: 'ServiceRoleNotExist',
      });
    }
  });

  it('take the permission to pass the role, to make them and to hand them over', async () => {
    await createServiceRole(world, 'worker');
    const byService = JSON.stringify(trustService('cvm.qcloud.com'));
    const byAccount = JSON.stringify(trustAccount(uin));
    const pass = (roleName: string) => [
      { action: 'cam:PassRole', resource: `qcs::cam::uin/${uin}:roleName/${roleName}` },
    ];
    const { roleInfo } = await world.execute(getRole, root, { roleName: 'worker' });

    expect(await needs(grantServiceRole, monitor)).toEqual(pass('CM_QCSRole'));
    expect(await needs(createRole, { roleName: 'a', policyDocument: byService })).toEqual(pass('a'));
    expect(await needs(createRole, { roleName: 'a', policyDocument: byAccount })).toEqual([]);
    expect(await needs(createRole, { roleName: 'a', policyDocument: '{' })).toEqual([]);
    expect(
      await needs(updateAssumeRolePolicy, { roleId: roleInfo.roleId, policyDocument: byService }),
    ).toEqual(pass('worker'));
  });

  it('are handed to the service that they trust, and to no other', async () => {
    await createServiceRole(world, 'worker');
    const hand = (roleName: string, service: string) => world.execute(passRole, root, { roleName, service });

    expect(await hand('worker', 'cvm.qcloud.com')).toMatchObject({
      roleArn: `qcs::cam::uin/${uin}:roleName/worker`,
    });
    expect(await refusal(world, () => hand('worker', 'batch.cloud.tencent.com'))).toMatchObject({
      code: 'RoleNotForService',
    });
    expect(await refusal(world, () => hand('gone', 'cvm.qcloud.com'))).toMatchObject({
      code: 'RoleNotExist',
    });
  });

  describe('that are linked to their service', () => {
    const createLinked = (attributes: object = {}) =>
      world.execute(createServiceLinkedRole, root, { qcsServiceName: [organization], ...attributes });
    const roleName = 'Organization_QCSLinkedRoleInMember';

    it('have the name and the policies that the service fixes', async () => {
      const { roleId } = await createLinked();
      await createLinked({ customSuffix: 'second' });

      expect(await world.execute(getRole, root, { roleId })).toMatchObject({
        roleInfo: { roleName, roleType: 'service_linked' },
      });
      expect(await policiesOfRole(`${roleName}_second`)).toEqual([
        'QcloudAccessForOrganizationLinkedRoleInMember',
      ]);
      expect(await refusal(world, () => createLinked())).toMatchObject({ code: 'RoleNameInUse' });
    });

    it.each([
      ['an unknown service', { qcsServiceName: ['nothing.cloud.tencent.com'] }, 'PrincipalServiceNotExist'],
      ['two services', { qcsServiceName: [organization, organization] }, 'InvalidParameterValue'],
      ['a suffix with signs', { customSuffix: '../x' }, 'InvalidParameterValue'],
    ])('are not made for %s', async (_what, input, code) => {
      expect(await refusal(world, () => createLinked(input))).toMatchObject({ kind: 'invalid-input', code });
    });

    it('are the service’s to change and to delete, nobody else’s', async () => {
      await createLinked();
      const policyDocument = JSON.stringify(trustAccount(uin));

      for (const attempt of [
        () => world.execute(deleteRole, root, { roleName }),
        () => world.execute(updateAssumeRolePolicy, root, { roleName, policyDocument }),
        () => world.execute(updateRoleConsoleLogin, root, { roleName, consoleLogin: 1 }),
        () => world.execute(attachRolePolicy, root, { attachRoleName: roleName, policyId: 1 }),
        () => world.execute(detachRolePolicy, root, { detachRoleName: roleName, policyId: 151 }),
      ]) {
        expect(await refusal(world, attempt)).toMatchObject({ code: 'ServiceLinkedRoleFixed' });
      }
      await world.db.transaction().execute((db) => removeServiceLinkedRole(db, uin, organization));
      const { rows } = await traces(world);
      expect([rows.cam_roles, rows.cam_policy_attachments]).toEqual([[], []]);
    });

    it('keep their policies to themselves, and have no boundary', async () => {
      await createLinked();
      await createServiceRole(world, 'worker');

      expect(
        await refusal(world, () =>
          world.execute(attachRolePolicy, root, { attachRoleName: 'worker', policyId: 151 }),
        ),
      ).toMatchObject({ code: 'ServiceLinkedPolicyFixed' });
      expect(
        await refusal(world, () =>
          world.execute(putRolePermissionsBoundary, root, { roleName, policyId: 1 }),
        ),
      ).toMatchObject({ code: 'ServiceLinkedRoleCantUsePermissionBoundary' });
      expect(
        await refusal(world, () =>
          world.execute(putRolePermissionsBoundary, root, { roleName: 'worker', policyId: 151 }),
        ),
      ).toMatchObject({ code: 'ServiceLinkedPolicyCantInPermissionBoundary' });
    });
  });
});
