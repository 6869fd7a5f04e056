import { beforeEach, describe, expect, it } from 'vitest';
import { deleteUserPermissionsBoundary } from '../../../src/domain/cam/boundaries/delete-user-permissions-boundary.ts';
import { getRolePermissionBoundary } from '../../../src/domain/cam/boundaries/get-role-permission-boundary.ts';
import { getUserPermissionBoundary } from '../../../src/domain/cam/boundaries/get-user-permission-boundary.ts';
import { putRolePermissionsBoundary } from '../../../src/domain/cam/boundaries/put-role-permissions-boundary.ts';
import { putUserPermissionsBoundary } from '../../../src/domain/cam/boundaries/put-user-permissions-boundary.ts';
import { addCamUserToGroup } from '../../../src/domain/cam/groups/add-user-to-group.ts';
import { createCamGroup } from '../../../src/domain/cam/groups/create-group.ts';
import { describeHeldPolicies, type Holder, policiesOf } from '../../../src/domain/cam/index.ts';
import { attachGroupPolicy } from '../../../src/domain/cam/policies/attach-group-policy.ts';
import { attachRolePolicy } from '../../../src/domain/cam/policies/attach-role-policy.ts';
import { createPolicyVersion } from '../../../src/domain/cam/policies/create-policy-version.ts';
import { updateCamPolicy } from '../../../src/domain/cam/policies/update-policy.ts';
import { createServiceLinkedRole } from '../../../src/domain/cam/service-roles/create-service-linked-role.ts';
import { evaluate } from '../../../src/domain/policy/index.ts';
import type { World } from '../../support/world.ts';
import {
  addUser,
  allowing,
  attachToUser,
  createPolicy,
  createServiceRole,
  newAccountWorld,
  refusal,
  root,
  uin,
} from './account.ts';

describe('what somebody may do in an account', () => {
  let world: World;
  let memory: Map<string, unknown>;
  let ann: number;
  beforeEach(async () => {
    world = await newAccountWorld();
    memory = new Map();
    ann = await addUser(world, 'ann');
  });

  const ofAnn: Holder = { kind: 'user', userName: 'ann' };
  const read = (holder: Holder = ofAnn, account = uin) =>
    world.db.transaction().execute((db) => policiesOf({ db, memory }, account, holder));
  const names = async (holder?: Holder) => (await read(holder))?.policies.map(({ name }) => name);
  const may = async (action: string) => {
    const caller = { uin: ann, ownerUin: uin };
    return evaluate((await read())?.policies ?? [], { action, resource: '*', caller, context: {} }).effect;
  };

  it('is nothing without policies, and unknown for who is not there', async () => {
    expect(await read()).toEqual({
      principalId: String(ann),
      isServiceLinkedRole: false,
      policies: [],
      boundary: undefined,
    });
    expect(await read({ kind: 'user', userName: 'nobody' })).toBeUndefined();
    expect(await read(ofAnn, uin + 1)).toBeUndefined();
    expect(await read({ kind: 'role', roleName: 'ann' })).toBeUndefined();
  });

  it('follows from one’s own policies and those of one’s groups, each once', async () => {
    const policyId = await createPolicy(world, 'Buckets');
    const { groupId } = await world.execute(createCamGroup, root, { groupName: 'Night shift' });
    await world.execute(addCamUserToGroup, root, { info: [{ groupId, uin: ann }] });
    await world.execute(attachGroupPolicy, root, { attachGroupId: groupId, policyId });
    await world.execute(attachGroupPolicy, root, { attachGroupId: groupId, policyId: 8 });
    await attachToUser(world, ann, policyId);
    await attachToUser(world, await addUser(world, 'bob'), 1);

    expect((await names())?.sort()).toEqual(['Buckets', 'QcloudBatchReadOnlyAccess']);
    const described = await world.db.transaction().execute((db) => describeHeldPolicies(db, uin, ofAnn));
    expect(described.map(({ policyName, via, groupName }) => [policyName, via, groupName])).toEqual([
      ['Buckets', 'own', null],
      ['QcloudBatchReadOnlyAccess', 'group', 'Night shift'],
      ['Buckets', 'group', 'Night shift'],
    ]);
  });

  it('is asked of the database once', async () => {
    await attachToUser(world, ann, await createPolicy(world, 'Buckets'));
    let queries = 0;
    const counting = world.db.withPlugin({
      transformQuery: ({ node }) => {
        queries += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    });

    await counting.transaction().execute((db) => policiesOf({ db, memory }, uin, ofAnn));
    expect(queries).toBe(1);
  });

  it('compiles a policy once, and anew as soon as its document is another', async () => {
    const policyId = await createPolicy(world, 'Buckets', allowing('cos:GetObject'));
    await attachToUser(world, ann, policyId);
    const first = (await read())?.policies[0];
    expect((await read())?.policies[0]).toBe(first);
    expect(await may('cos:PutObject')).toBe('implicit-deny');

    await world.execute(updateCamPolicy, root, { policyId, policyDocument: allowing('cos:PutObject') });
    expect(await may('cos:PutObject')).toBe('allow');
    expect(await may('cos:GetObject')).toBe('implicit-deny');
    const policyDocument = allowing('cos:DeleteObject');
    await world.execute(createPolicyVersion, root, { policyId, policyDocument, setAsDefault: false });
    expect(await may('cos:DeleteObject')).toBe('implicit-deny');
    await world.execute(createPolicyVersion, root, { policyId, policyDocument, setAsDefault: true });
    expect(await may('cos:DeleteObject')).toBe('allow');
  });

  it('does not follow from what a transaction wrote that was undone', async () => {
    const policyId = await createPolicy(world, 'Buckets', allowing('cos:GetObject'));
    await attachToUser(world, ann, policyId);
    const undone = world.db.transaction().execute(async (db) => {
      await db
        .updateTable('cam_policy_versions')
        .set({ document: allowing('*') })
        .execute();
      await policiesOf({ db, memory }, uin, ofAnn);
      throw new Error('undone');
    });

    await expect(undone).rejects.toThrow('undone');
    expect(await may('cos:PutObject')).toBe('implicit-deny');
  });

  it('of a role is what is attached to it; a service-linked one is said to be such', async () => {
    await createServiceRole(world, 'worker');
    await world.execute(attachRolePolicy, root, { attachRoleName: 'worker', policyId: 7 });
    await world.execute(createServiceLinkedRole, root, {
      qcsServiceName: ['organization.cloud.tencent.com'],
    });
    const linked: Holder = { kind: 'role', roleName: 'Organization_QCSLinkedRoleInMember' };

    expect(await names({ kind: 'role', roleName: 'worker' })).toEqual(['QcloudBatchFullAccess']);
    expect(await read(linked)).toMatchObject({ isServiceLinkedRole: true, policies: [{ policyId: 151 }] });
  });

  it('has a boundary, one for each user and role, which is no policy of theirs', async () => {
    const policyId = await createPolicy(world, 'Buckets');
    await createServiceRole(world, 'worker');
    await world.execute(putUserPermissionsBoundary, root, { targetUin: ann, policyId: 2 });
    await world.execute(putUserPermissionsBoundary, root, { targetUin: ann, policyId });
    await world.execute(putRolePermissionsBoundary, root, { roleName: 'worker', policyId: 2 });

    expect(await read()).toMatchObject({ policies: [], boundary: { policyId, name: 'Buckets' } });
    expect(await read({ kind: 'role', roleName: 'worker' })).toMatchObject({ boundary: { policyId: 2 } });
    expect(await world.execute(getUserPermissionBoundary, root, { targetUin: ann })).toMatchObject({
      policyName: 'Buckets',
      policyType: 1,
      policyDocument: allowing('cos:GetObject'),
    });
    expect(await world.execute(getRolePermissionBoundary, root, { roleName: 'worker' })).toMatchObject({
      policyName: 'ReadOnlyAccess',
      policyType: 2,
    });

    await world.execute(deleteUserPermissionsBoundary, root, { targetUin: ann });
    expect(await read()).toMatchObject({ boundary: undefined });
    for (const attempt of [
      () => world.execute(getUserPermissionBoundary, root, { targetUin: ann }),
      () => world.execute(putUserPermissionsBoundary, root, { targetUin: ann, policyId: 4711 }),
      () => world.execute(putUserPermissionsBoundary, root, { targetUin: 42, policyId }),
    ]) {
      expect(await refusal(world, attempt)).toMatchObject({ kind: 'not-found' });
    }
  });
});
