import { beforeEach, describe, expect, it } from 'vitest';
import { addCamUserToGroup } from '../../../src/domain/cam/groups/add-user-to-group.ts';
import { createCamGroup } from '../../../src/domain/cam/groups/create-group.ts';
import { deleteCamGroup } from '../../../src/domain/cam/groups/delete-group.ts';
import { attachGroupPolicy } from '../../../src/domain/cam/policies/attach-group-policy.ts';
import { attachRolePolicy } from '../../../src/domain/cam/policies/attach-role-policy.ts';
import { attachUserPolicy } from '../../../src/domain/cam/policies/attach-user-policy.ts';
import { detachGroupPolicy } from '../../../src/domain/cam/policies/detach-group-policy.ts';
import { detachRolePolicy } from '../../../src/domain/cam/policies/detach-role-policy.ts';
import { detachUserPolicy } from '../../../src/domain/cam/policies/detach-user-policy.ts';
import { listAttachedGroupPolicies } from '../../../src/domain/cam/policies/list-attached-group-policies.ts';
import { listAttachedRolePolicies } from '../../../src/domain/cam/policies/list-attached-role-policies.ts';
import { listAttachedUserPolicies } from '../../../src/domain/cam/policies/list-attached-user-policies.ts';
import { listEntitiesForPolicy } from '../../../src/domain/cam/policies/list-entities-for-policy.ts';
import type { World } from '../../support/world.ts';
import {
  addUser,
  attachToUser,
  createPolicy,
  createServiceRole,
  newAccountWorld,
  refusal,
  root,
  stranger,
  traces,
  uin,
} from './account.ts';

describe('policies of users, groups and roles', () => {
  let world: World;
  let ann: number;
  let groupId: number;
  let policyId: number;
  beforeEach(async () => {
    world = await newAccountWorld();
    ann = await addUser(world, 'ann');
    ({ groupId } = await world.execute(createCamGroup, root, { groupName: 'Night shift' }));
    await createServiceRole(world, 'worker');
    policyId = await createPolicy(world, 'Buckets');
  });

  it('are attached and detached by id, those of roles also by name', async () => {
    await world.execute(attachUserPolicy, root, { attachUin: ann, policyId });
    await world.execute(attachGroupPolicy, root, { attachGroupId: groupId, policyId });
    await world.execute(attachRolePolicy, root, { attachRoleName: 'worker', policyName: 'Buckets' });
    await world.execute(attachRolePolicy, root, { attachRoleName: 'worker', policyName: 'ReadOnlyAccess' });

    expect(await world.execute(listEntitiesForPolicy, root, { policyId })).toMatchObject({
      totalNum: 3,
      list: [
        { name: 'Night shift', relatedType: 2 },
        { name: 'worker', relatedType: 3 },
        { name: 'ann', relatedType: 1, uin: ann },
      ],
    });
    expect(
      await world.execute(listEntitiesForPolicy, root, { policyId, entityFilter: 'User' }),
    ).toMatchObject({ totalNum: 1 });
    expect(await world.execute(listAttachedRolePolicies, root, { roleName: 'worker' })).toMatchObject({
      list: [
        { policyName: 'ReadOnlyAccess', policyType: 'QCS' },
        { policyName: 'Buckets', policyType: 'User', addTime: world.clock.now() },
      ],
    });
    expect(
      await world.execute(listAttachedRolePolicies, root, { roleName: 'worker', policyType: 'User' }),
    ).toMatchObject({ totalNum: 1 });

    await world.execute(detachUserPolicy, root, { detachUin: ann, policyId });
    await world.execute(detachGroupPolicy, root, { detachGroupId: groupId, policyId });
    await world.execute(detachRolePolicy, root, { detachRoleName: 'worker', policyName: 'Buckets' });
    expect(await world.execute(listEntitiesForPolicy, root, { policyId })).toMatchObject({ totalNum: 0 });
    expect(await world.execute(listAttachedUserPolicies, root, { targetUin: ann })).toEqual({
      totalNum: 0,
      list: [],
    });
    expect(await world.execute(listAttachedGroupPolicies, root, { targetGroupId: groupId })).toMatchObject({
      totalNum: 0,
    });
  });

  it('that are attached already, or not at all, are no refusal', async () => {
    await attachToUser(world, ann, policyId);
    await attachToUser(world, ann, policyId);
    await world.execute(detachUserPolicy, root, { detachUin: ann, policyId: 1 });

    expect(await world.execute(listAttachedUserPolicies, root, { targetUin: ann })).toMatchObject({
      totalNum: 1,
    });
  });

  it('are two hundred at most', async () => {
    const attached = Array.from({ length: 200 }, (_, place) => ({
      uin,
      principal_kind: 'user' as const,
      principal_id: String(ann),
      policy_id: 50_000 + place,
      attached_at: world.clock.now(),
    }));
    await world.db.insertInto('cam_policy_attachments').values(attached).execute();

    expect(await refusal(world, () => attachToUser(world, ann, policyId))).toMatchObject({
      kind: 'limit-exceeded',
      code: 'AttachmentFull',
      details: { limit: 200 },
    });
  });

  it.each([
    ['a policy that is not there', () => ({ policyId: 4711 }), 'PolicyIdNotExist'],
    ['a policy that nobody names', () => ({}), 'PolicyMissing'],
    ['a role that is not there', () => ({ policyId, attachRoleName: 'gone' }), 'RoleNotExist'],
    ['a role that nobody names', () => ({ policyId, attachRoleName: undefined }), 'RoleMissing'],
  ])('are not %s', async (_what, input, code) => {
    expect(
      await refusal(world, () =>
        world.execute(attachRolePolicy, root, { attachRoleName: 'worker', ...input() }),
      ),
    ).toMatchObject({ code });
  });

  it('stay within their account', async () => {
    const theirs = { attachUin: ann, policyId: 1 };
    expect(await refusal(world, () => world.execute(attachUserPolicy, stranger, theirs))).toMatchObject({
      code: 'UserNotExist',
    });
    expect(
      await refusal(world, () => world.execute(detachUserPolicy, stranger, { detachUin: ann, policyId: 1 })),
    ).toMatchObject({ code: 'UserNotExist' });
    expect(
      await refusal(world, () => world.execute(listAttachedUserPolicies, stranger, { targetUin: ann })),
    ).toMatchObject({ code: 'UserNotExist' });
  });

  it('of a group are gone with the group', async () => {
    await world.execute(addCamUserToGroup, root, { info: [{ groupId, uin: ann }] });
    await world.execute(attachGroupPolicy, root, { attachGroupId: groupId, policyId });
    await world.execute(deleteCamGroup, root, { groupId });

    const { rows } = await traces(world);
    expect([rows.cam_policy_attachments, rows.cam_group_members]).toEqual([[], []]);
  });
});
