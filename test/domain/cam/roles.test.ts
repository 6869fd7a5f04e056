import { beforeEach, describe, expect, it } from 'vitest';
import { attachRolePolicy } from '../../../src/domain/cam/policies/attach-role-policy.ts';
import { detachRolePolicy } from '../../../src/domain/cam/policies/detach-role-policy.ts';
import { listAttachedRolePolicies } from '../../../src/domain/cam/policies/list-attached-role-policies.ts';
import { createRole } from '../../../src/domain/cam/roles/create-role.ts';
import { deleteRole } from '../../../src/domain/cam/roles/delete-role.ts';
import { describeRoleList } from '../../../src/domain/cam/roles/describe-role-list.ts';
import { getRole } from '../../../src/domain/cam/roles/get-role.ts';
import { tagRole } from '../../../src/domain/cam/roles/tag-role.ts';
import { trustAccount, trustSamlProvider, trustService } from '../../../src/domain/cam/roles/trust-policy.ts';
import { updateAssumeRolePolicy } from '../../../src/domain/cam/roles/update-assume-role-policy.ts';
import { updateRoleConsoleLogin } from '../../../src/domain/cam/roles/update-role-console-login.ts';
import { updateRoleDescription } from '../../../src/domain/cam/roles/update-role-description.ts';
import { updateRoleSessionDuration } from '../../../src/domain/cam/roles/update-role-session-duration.ts';
import { createSamlProvider } from '../../../src/domain/cam/saml-providers/create-saml-provider.ts';
import { testIdentityProvider } from '../../support/identity-provider.ts';
import type { World } from '../../support/world.ts';
import {
  addUser,
  createServiceRole,
  deploy,
  newAccountWorld,
  refusal,
  root,
  stranger,
  traces,
  uin,
} from './account.ts';

describe('roles of an account', () => {
  let world: World;
  beforeEach(async () => {
    world = await newAccountWorld();
  });

  const create = (
    roleName: string,
    trust: unknown = trustService('cvm.qcloud.com'),
    attributes: object = {},
  ) =>
    world.execute(createRole, root, {
      roleName,
      policyDocument: typeof trust === 'string' ? trust : JSON.stringify(trust),
      ...attributes,
    });
  const show = async (roleName: string) => (await world.execute(getRole, root, { roleName })).roleInfo;
  const trustOf = async (roleName: string) => JSON.parse((await show(roleName)).policyDocument);

  it('say who may become them, for how long, and whether in the console', async () => {
    const { roleId } = await create('worker', trustAccount(uin), {
      description: 'Works',
      consoleLogin: 1,
      sessionDuration: 900,
      tags: [{ key: 'team', value: 'web' }],
    });

    expect(roleId).toMatch(/^\d{19}$/);
    expect(await show('worker')).toEqual({
      roleId,
      roleName: 'worker',
      policyDocument: expect.any(String),
      description: 'Works',
      addTime: world.clock.now(),
      updateTime: world.clock.now(),
      consoleLogin: 1,
      roleType: 'user',
      sessionDuration: 900,
      tags: [{ key: 'team', value: 'web' }],
      roleArn: `qcs::cam::uin/${uin}:roleName/worker`,
      spaceId: null,
    });
    expect(await world.execute(getRole, root, { roleId })).toMatchObject({
      roleInfo: { roleName: 'worker' },
    });
    expect(await world.auditTrail()).toEqual(['cam:CreateRole']);
  });

  it('are for the API and for two hours when nobody says otherwise', async () => {
    await create('worker');

    expect(await show('worker')).toMatchObject({ consoleLogin: 0, sessionDuration: 7200 });
  });

  it('take a trust policy that is encoded as in an address', async () => {
    await create('worker', encodeURIComponent(JSON.stringify(trustAccount(uin))));

    expect(await trustOf('worker')).toEqual(trustAccount(uin));
  });

  it.each([
    ['no JSON', '{', 'InvalidParameter.PolicyDocumentError'],
    [
      'no principal',
      { version: '2.0', statement: [{ effect: 'allow', action: '*' }] },
      'InvalidParameter.PrincipalError',
    ],
    [
      'a provider that is not there',
      trustSamlProvider(`qcs::cam::uin/${uin}:saml-provider/P`, 'x'),
      'PrincipalQcsNotExist',
    ],
    [
      'a provider of another account',
      trustSamlProvider(`qcs::cam::uin/${uin + 1}:saml-provider/P`, 'x'),
      'PrincipalQcsCrossError',
    ],
    [
      'a user who is not there',
      {
        version: '2.0',
        statement: [
          { effect: 'allow', action: 'sts:AssumeRole', principal: { qcs: `qcs::cam::uin/${uin}:uin/42` } },
        ],
      },
      'PrincipalQcsNotExist',
    ],
  ])('do not take a trust policy with %s', async (_what, trust, code) => {
    expect(await refusal(world, () => create('worker', trust))).toMatchObject({
      kind: 'invalid-input',
      code,
    });
    await create('worker');
    expect(
      await refusal(world, () =>
        world.execute(updateAssumeRolePolicy, root, {
          roleName: 'worker',
          policyDocument: typeof trust === 'string' ? trust : JSON.stringify(trust),
        }),
      ),
    ).toMatchObject({ code });
  });

  it('trust providers and users of the account that are there', async () => {
    const { metadata } = await testIdentityProvider();
    const samlMetadataDocument = Buffer.from(metadata).toString('base64');
    await world.execute(createSamlProvider, root, { name: 'P', samlMetadataDocument });
    const ann = await addUser(world, 'ann');

    await create('by-saml', trustSamlProvider(`qcs::cam::uin/${uin}:saml-provider/P`, 'https://acs'));
    await create('by-ann', {
      version: '2.0',
      statement: {
        effect: 'allow',
        action: 'name/sts:AssumeRole',
        principal: { qcs: `qcs::cam::uin/${uin}:uin/${ann}` },
      },
    });
    expect((await world.execute(describeRoleList, root, {})).list.map((role) => role.roleName)).toEqual([
      'by-ann',
      'by-saml',
    ]);
  });

  it.each([
    'OrganizationAccessControlRole',
    'OrganizationLoginPermission-1001',
    'TencentCloudSSO-Reader',
    'Anything_QCSLinkedRoleInX',
    'two words',
    '',
    'x'.repeat(129),
  ])('are not named %j', async (roleName) => {
    expect(await refusal(world, () => create(roleName))).toMatchObject({ kind: 'invalid-input' });
  });

  it('have a name each, and are a thousand at most', async () => {
    await create('worker');
    expect(await refusal(world, () => create('worker'))).toMatchObject({ code: 'RoleNameInUse' });

    const rows = Array.from({ length: 999 }, (_, place) => ({
      role_id: String(place),
      uin,
      role_name: `r${place}`,
      description: '',
      trust_policy: JSON.stringify(trustAccount(uin)),
      console_login: false,
      session_seconds: 7200,
      space_id: null,
      created_at: world.clock.now(),
      updated_at: world.clock.now(),
    }));
    await world.db.insertInto('cam_roles').values(rows).execute();
    expect(await refusal(world, () => create('one-more'))).toMatchObject({
      kind: 'limit-exceeded',
      code: 'RoleFull',
    });
  });

  it('are changed one thing at a time', async () => {
    await createServiceRole(world, 'worker', { description: 'Works', tags: [{ key: 'team', value: 'web' }] });
    const roleName = 'worker';
    world.clock.advance(60);

    await world.execute(updateRoleDescription, root, { roleName, description: '工作' });
    await world.execute(updateRoleConsoleLogin, root, { roleName, consoleLogin: 1 });
    await world.execute(updateRoleSessionDuration, root, { roleName, sessionDuration: 43_200 });
    await world.execute(updateAssumeRolePolicy, root, {
      roleName,
      policyDocument: JSON.stringify(trustAccount(uin)),
    });
    await world.execute(tagRole, root, { roleName, tags: [{ key: 'team', value: 'data' }, { key: 'env' }] });

    expect(await show(roleName)).toMatchObject({
      description: '工作',
      consoleLogin: 1,
      sessionDuration: 43_200,
      tags: [
        { key: 'team', value: 'data' },
        { key: 'env', value: '' },
      ],
      updateTime: world.clock.now(),
    });
    expect(await trustOf(roleName)).toEqual(trustAccount(uin));
    expect(
      await refusal(world, () =>
        world.execute(updateRoleSessionDuration, root, { roleName, sessionDuration: 43_201 }),
      ),
    ).toMatchObject({ kind: 'invalid-input' });
    const description = '长'.repeat(101);
    expect(
      await refusal(world, () => world.execute(updateRoleDescription, root, { roleName, description })),
    ).toMatchObject({ fields: { description: 'Use at most 300 bytes.' } });
  });

  it('are deleted with their attachments', async () => {
    await createServiceRole(world, 'worker');
    await world.execute(attachRolePolicy, root, { attachRoleName: 'worker', policyName: 'ReadOnlyAccess' });
    await world.execute(deleteRole, root, { roleName: 'worker' });

    const { rows } = await traces(world);
    expect(rows.cam_roles).toEqual([]);
    expect(rows.cam_policy_attachments).toEqual([]);
    expect(await refusal(world, () => show('worker'))).toMatchObject({
      kind: 'not-found',
      code: 'RoleNotExist',
    });
  });

  it('of another account are not found', async () => {
    const roleId = await createServiceRole(world, 'worker');

    for (const attempt of [
      () => world.execute(getRole, stranger, { roleName: 'worker' }),
      () => world.execute(getRole, stranger, { roleId }),
      () => world.execute(deleteRole, stranger, { roleId }),
      () => world.execute(attachRolePolicy, stranger, { attachRoleId: roleId, policyId: 1 }),
      () => world.execute(listAttachedRolePolicies, stranger, { roleId }),
    ]) {
      expect(await refusal(world, attempt)).toMatchObject({ kind: 'not-found' });
    }
    expect(await refusal(world, () => world.execute(getRole, root, {}))).toMatchObject({
      code: 'RoleMissing',
    });
  });

  it('that Identity Center deployed are seen, and changed there alone', async () => {
    const roleName = 'TencentCloudSSO-Reader';
    const deployment = {
      roleName,
      description: 'Reads',
      policyDocument: trustAccount(uin),
      sessionSeconds: 900,
    };
    await deploy(world, async (cloud) => {
      await cloud.createRole(deployment);
      await cloud.attachRolePolicy(roleName, 2);
    });

    expect(await show(roleName)).toMatchObject({ spaceId: 'z-space', sessionDuration: 900 });
    const policyDocument = JSON.stringify(trustService('cvm.qcloud.com'));
    for (const attempt of [
      () => world.execute(updateRoleDescription, root, { roleName, description: 'mine' }),
      () => world.execute(updateRoleConsoleLogin, root, { roleName, consoleLogin: 0 }),
      () => world.execute(updateRoleSessionDuration, root, { roleName, sessionDuration: 43_200 }),
      () => world.execute(updateAssumeRolePolicy, root, { roleName, policyDocument }),
      () => world.execute(tagRole, root, { roleName, tags: [{ key: 'a' }] }),
      () => world.execute(attachRolePolicy, root, { attachRoleName: roleName, policyId: 1 }),
      () => world.execute(detachRolePolicy, root, { detachRoleName: roleName, policyId: 2 }),
      () => world.execute(deleteRole, root, { roleName }),
    ]) {
      expect(await refusal(world, attempt)).toMatchObject({
        code: 'OrganizationRoleOperateError',
        message: expect.stringContaining('z-space'),
      });
    }
    await deploy(world, (cloud) => cloud.updateRole({ ...deployment, sessionSeconds: 1800 }));
    expect(await show(roleName)).toMatchObject({ sessionDuration: 1800 });
  });
});
