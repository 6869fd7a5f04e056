import { beforeEach, describe, expect, it } from 'vitest';
import { putUserPermissionsBoundary } from '../../../src/domain/cam/boundaries/put-user-permissions-boundary.ts';
import { createCamPolicy } from '../../../src/domain/cam/policies/create-policy.ts';
import { createPolicyVersion } from '../../../src/domain/cam/policies/create-policy-version.ts';
import { deleteCamPolicy } from '../../../src/domain/cam/policies/delete-policy.ts';
import { deletePolicyVersion } from '../../../src/domain/cam/policies/delete-policy-version.ts';
import { getCamPolicy } from '../../../src/domain/cam/policies/get-policy.ts';
import { getPolicyVersion } from '../../../src/domain/cam/policies/get-policy-version.ts';
import { listEntitiesForPolicy } from '../../../src/domain/cam/policies/list-entities-for-policy.ts';
import { listCamPolicies } from '../../../src/domain/cam/policies/list-policies.ts';
import { listPolicyVersions } from '../../../src/domain/cam/policies/list-policy-versions.ts';
import { presetPolicies } from '../../../src/domain/cam/policies/preset-policy.ts';
import { setDefaultPolicyVersion } from '../../../src/domain/cam/policies/set-default-policy-version.ts';
import { updateCamPolicy } from '../../../src/domain/cam/policies/update-policy.ts';
import { checkPolicy } from '../../../src/domain/policy/index.ts';
import type { World } from '../../support/world.ts';
import {
  addUser,
  allowing,
  attachToUser,
  createPolicy,
  newAccountWorld,
  refusal,
  root,
  stranger,
  traces,
  uin,
} from './account.ts';

describe('custom policies', () => {
  let world: World;
  beforeEach(async () => {
    world = await newAccountWorld();
  });

  const show = (policyId: number) => world.execute(getCamPolicy, root, { policyId });
  const addVersion = async (policyId: number, action: string, setAsDefault = false) =>
    (
      await world.execute(createPolicyVersion, root, {
        policyId,
        policyDocument: allowing(action),
        setAsDefault,
      })
    ).versionId;
  const versionsOf = async (policyId: number) =>
    (await world.execute(listPolicyVersions, root, { policyId })).versions.map((version) => [
      version.versionId,
      version.isDefaultVersion,
    ]);

  it('keep their document as it was written', async () => {
    const written = `{ "version": "2.0",\n  "statement": { "effect": "allow", "action": "cos:*", "resource": "*" } }\n`;
    const policyId = await createPolicy(world, 'Buckets', written);

    expect(await show(policyId)).toMatchObject({
      policyName: 'Buckets',
      type: 1,
      policyDocument: written,
      defaultVersion: 1,
      addTime: world.clock.now(),
      spaceId: null,
    });
    expect(await world.auditTrail()).toEqual(['cam:CreatePolicy']);
  });

  it('say at which place of the document something is wrong', async () => {
    const document = `{"version":"2.0","statement":[\n{"effect":"permit","action":"cos:*","resource":"*"}]}`;

    expect(await refusal(world, () => createPolicy(world, 'Buckets', document))).toMatchObject({
      kind: 'invalid-input',
      code: 'InvalidParameter.EffectError',
      details: { path: '$.statement[0].effect', line: 2, found: '"permit"', expected: 'allow or deny' },
    });
  });

  it('have 6144 characters at most, not counting white space', async () => {
    const resource = (length: number) => [`qcs::cos::uin/${uin}:bucket/${'x'.repeat(length)}`];
    const document = (length: number) =>
      JSON.stringify({
        version: '2.0',
        statement: [{ effect: 'allow', action: 'cos:*', resource: resource(length) }],
      });
    const rest = 6144 - document(0).length;
    await createPolicy(world, 'fits', document(rest).replaceAll(',', ' ,\n   '));

    expect(await refusal(world, () => createPolicy(world, 'more', document(rest + 1)))).toMatchObject({
      code: 'InvalidParameter.PolicyDocumentLengthOverLimit',
    });
  });

  it('have a name each, also beside the preset ones, and are fifteen hundred at most', async () => {
    await createPolicy(world, 'Buckets');
    for (const name of ['Buckets', 'AdministratorAccess']) {
      expect(await refusal(world, () => createPolicy(world, name))).toMatchObject({
        kind: 'conflict',
        code: 'PolicyNameInUse',
      });
    }
    const now = world.clock.now();
    const rows = Array.from({ length: 1499 }, (_, place) => ({
      uin,
      policy_name: `p${place}`,
      description: '',
      default_version: 1,
      last_version: 1,
      space_id: null,
      created_at: now,
      updated_at: now,
    }));
    await world.db.insertInto('cam_policies').values(rows).execute();
    expect(await refusal(world, () => createPolicy(world, 'one-more'))).toMatchObject({
      kind: 'limit-exceeded',
      code: 'PolicyFull',
    });
  });

  it('have five versions at most, one of them in force, and never use a number again', async () => {
    const policyId = await createPolicy(world, 'Buckets');
    for (const action of ['cos:Get*', 'cos:Put*', 'cos:List*']) await addVersion(policyId, action);
    const fifth = await addVersion(policyId, 'cos:Delete*', true);

    expect(await show(policyId)).toMatchObject({
      defaultVersion: 5,
      policyDocument: allowing('cos:Delete*'),
    });
    expect(await refusal(world, () => addVersion(policyId, 'cos:*'))).toMatchObject({
      kind: 'limit-exceeded',
      code: 'PolicyVersionFull',
    });
    expect(
      await refusal(world, () =>
        world.execute(deletePolicyVersion, root, { policyId, versionId: [2, fifth] }),
      ),
    ).toMatchObject({ code: 'PolicyVersionAlreadyDefault' });
    await world.execute(setDefaultPolicyVersion, root, { policyId, versionId: 1 });
    await world.execute(deletePolicyVersion, root, { policyId, versionId: [2, fifth] });
    expect(await addVersion(policyId, 'cos:*')).toBe(6);
    expect(await versionsOf(policyId)).toEqual([
      [6, 0],
      [4, 0],
      [3, 0],
      [1, 1],
    ]);
    expect(await world.execute(getPolicyVersion, root, { policyId, versionId: 4 })).toMatchObject({
      policyVersion: { document: allowing('cos:List*') },
    });
    for (const attempt of [
      () => world.execute(setDefaultPolicyVersion, root, { policyId, versionId: 2 }),
      () => world.execute(getPolicyVersion, root, { policyId, versionId: 2 }),
      () => world.execute(deletePolicyVersion, root, { policyId, versionId: [2] }),
    ]) {
      expect(await refusal(world, attempt)).toMatchObject({ code: 'PolicyVersionNotExist' });
    }
  });

  it('are rewritten in the version that is in force', async () => {
    const policyId = await createPolicy(world, 'Buckets');
    await addVersion(policyId, 'cos:Put*');
    await world.execute(updateCamPolicy, root, {
      policyName: 'Buckets',
      policyDocument: allowing('cos:List*'),
    });
    await world.execute(updateCamPolicy, root, { policyId, description: 'Lists' });

    expect(await show(policyId)).toMatchObject({
      description: 'Lists',
      policyDocument: allowing('cos:List*'),
      defaultVersion: 1,
    });
    expect(
      await refusal(world, () => world.execute(updateCamPolicy, root, { policyId, policyDocument: '{}' })),
    ).toMatchObject({ kind: 'invalid-input' });
  });

  it('are detached from everything when they are deleted, all that are named or none', async () => {
    const policyId = await createPolicy(world, 'Buckets');
    const ann = await addUser(world, 'ann');
    await attachToUser(world, ann, policyId);
    await attachToUser(world, ann, 1);

    expect(
      await refusal(world, () => world.execute(deleteCamPolicy, root, { policyId: [policyId, 4711] })),
    ).toMatchObject({ kind: 'not-found', code: 'PolicyIdNotExist' });
    await world.execute(deleteCamPolicy, root, { policyId: [policyId] });
    const { rows } = await traces(world);
    expect(rows.cam_policies).toEqual([]);
    expect(rows.cam_policy_versions).toEqual([]);
    expect(rows.cam_policy_attachments).toMatchObject([{ policy_id: 1 }]);
  });

  it('are not deleted while they are somebody’s boundary: that would widen what they may do', async () => {
    const policyId = await createPolicy(world, 'Buckets');
    await world.execute(putUserPermissionsBoundary, root, {
      targetUin: await addUser(world, 'ann'),
      policyId,
    });

    expect(
      await refusal(world, () => world.execute(deleteCamPolicy, root, { policyId: [policyId] })),
    ).toMatchObject({ kind: 'failed-precondition', code: 'PolicyInUseAsBoundary' });
  });

  it('that are preset are the same everywhere and nobody’s to change', async () => {
    expect(await show(1)).toMatchObject({ policyName: 'AdministratorAccess', type: 2 });
    for (const attempt of [
      () => world.execute(updateCamPolicy, root, { policyId: 1, description: 'mine' }),
      () => world.execute(updateCamPolicy, root, { policyName: 'AdministratorAccess', policyDocument: '{}' }),
      () => world.execute(deleteCamPolicy, root, { policyId: [1] }),
      () => addVersion(1, 'cos:*'),
      () => world.execute(setDefaultPolicyVersion, root, { policyId: 1, versionId: 1 }),
    ]) {
      expect(await refusal(world, attempt)).toMatchObject({
        kind: 'failed-precondition',
        code: 'PresetPolicyFixed',
      });
    }
  });

  it.each(presetPolicies.map((policy) => [policy.policyName, policy.document] as const))(
    '%s, which is preset, keeps the policy language',
    (_name, document) => {
      expect(checkPolicy(JSON.stringify(document), 'permission').problems).toEqual([]);
    },
  );

  it('of another account are not found', async () => {
    const policyId = await createPolicy(world, 'Buckets');

    for (const attempt of [
      () => world.execute(getCamPolicy, stranger, { policyId }),
      () => world.execute(updateCamPolicy, stranger, { policyId, description: 'mine' }),
      () => world.execute(deleteCamPolicy, stranger, { policyId: [policyId] }),
      () => world.execute(listPolicyVersions, stranger, { policyId }),
      () => world.execute(getPolicyVersion, stranger, { policyId, versionId: 1 }),
      () => world.execute(listEntitiesForPolicy, stranger, { policyId }),
    ]) {
      expect(await refusal(world, attempt)).toMatchObject({ kind: 'not-found', code: 'PolicyIdNotExist' });
    }
  });

  it('that a space deployed are seen, and changed there alone', async () => {
    const policyId = await createPolicy(world, 'Deployed');
    await world.db.updateTable('cam_policies').set({ space_id: 'z-space' }).execute();
    const ann = await addUser(world, 'ann');

    expect(await show(policyId)).toMatchObject({ spaceId: 'z-space' });
    for (const attempt of [
      () => world.execute(updateCamPolicy, root, { policyId, description: 'mine' }),
      () => world.execute(deleteCamPolicy, root, { policyId: [policyId] }),
      () => addVersion(policyId, 'cos:*'),
      () => attachToUser(world, ann, policyId),
      () => world.execute(putUserPermissionsBoundary, root, { targetUin: ann, policyId }),
    ]) {
      expect(await refusal(world, attempt)).toMatchObject({
        code: 'CicPolicyOperationDenied',
        message: expect.stringContaining('z-space'),
      });
    }
  });

  it('are not named as an organization names what it deploys', async () => {
    const attempt = () => createPolicy(world, 'OrganizationLoginPermission-1001');

    expect(await refusal(world, attempt)).toMatchObject({ code: 'PolicyNameError' });
  });

  it('are listed before the preset ones, over the border of a page too', async () => {
    const ids = [
      await createPolicy(world, 'A'),
      await createPolicy(world, 'B'),
      await createPolicy(world, 'C'),
    ];
    await world.execute(createCamPolicy, stranger, { policyName: 'D', policyDocument: allowing('cos:*') });
    const ann = await addUser(world, 'ann');
    await attachToUser(world, ann, ids[0] ?? 0);
    await world.execute(putUserPermissionsBoundary, root, { targetUin: ann, policyId: ids[0] });
    const names = async (asked: object) => {
      const { list, totalNum } = await world.execute(listCamPolicies, root, asked);
      return [totalNum, ...list.map((policy) => policy.policyName)];
    };
    const all = 3 + presetPolicies.length;

    expect(await names({ rp: 2, page: 1 })).toEqual([all, 'A', 'B']);
    expect(await names({ rp: 2, page: 2 })).toEqual([all, 'C', 'AdministratorAccess']);
    expect(await names({ rp: 2, page: 3 })).toEqual([all, 'ReadOnlyAccess', 'QCloudResourceFullAccess']);
    expect(await names({ scope: 'Local' })).toEqual([3, 'A', 'B', 'C']);
    expect(await names({ scope: 'QCS', keyword: 'registry' })).toEqual([
      2,
      'QcloudTCRFullAccess',
      'QcloudTCRReadOnlyAccess',
    ]);
    expect((await world.execute(listCamPolicies, root, { rp: 1 })).list).toMatchObject([
      { attachments: 1, attachEntityBoundaryCount: 1, type: 1 },
    ]);
  });
});
