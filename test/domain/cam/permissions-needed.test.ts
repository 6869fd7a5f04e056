import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import type { AnyAction } from '../../../src/action/define-action.ts';
import { createAccessKey } from '../../../src/domain/cam/access-keys/create-access-key.ts';
import { camActions } from '../../../src/domain/cam/actions.ts';
import { addCamUserToGroup } from '../../../src/domain/cam/groups/add-user-to-group.ts';
import { attachRolePolicy } from '../../../src/domain/cam/policies/attach-role-policy.ts';
import { attachUserPolicy } from '../../../src/domain/cam/policies/attach-user-policy.ts';
import { deleteCamPolicy } from '../../../src/domain/cam/policies/delete-policy.ts';
import { updateCamPolicy } from '../../../src/domain/cam/policies/update-policy.ts';
import { createRole } from '../../../src/domain/cam/roles/create-role.ts';
import { deleteRole } from '../../../src/domain/cam/roles/delete-role.ts';
import { deleteSamlProvider } from '../../../src/domain/cam/saml-providers/delete-saml-provider.ts';
import { addCamUser } from '../../../src/domain/cam/users/add-user.ts';
import { deleteCamUser } from '../../../src/domain/cam/users/delete-user.ts';
import { findAction, isResource } from '../../../src/domain/policy/index.ts';
import type { World } from '../../support/world.ts';
import {
  actAs,
  actAsRole,
  addUser,
  createPolicy,
  createServiceRole,
  newAccountWorld,
  root,
  uin,
} from './account.ts';

describe('the permission that an operation of CAM takes', () => {
  let world: World;
  let ann: number;
  let roleId: string;
  let policyId: number;
  beforeEach(async () => {
    world = await newAccountWorld();
    ann = await addUser(world, 'ann');
    roleId = await createServiceRole(world, 'worker');
    policyId = await createPolicy(world, 'Buckets');
  });

  const resourcesOf = (action: AnyAction, input: object, principal: Principal = root) =>
    world.db
      .transaction()
      .execute(async (db) => [(await action.resource?.(input, principal, db)) ?? '*'].flat() as string[]);
  const named = (what: string) => [`qcs::cam::uin/${uin}:${what}`];

  it('is about the very object, however the input calls it, so that no denial is passed by', async () => {
    expect(await resourcesOf(deleteCamUser, { name: 'ann' })).toEqual(named(`uin/${ann}`));
    expect(await resourcesOf(attachUserPolicy, { attachUin: ann })).toEqual(named(`uin/${ann}`));
    expect(await resourcesOf(deleteRole, { roleName: 'worker' })).toEqual(named('roleName/worker'));
    expect(await resourcesOf(deleteRole, { roleId })).toEqual(named('roleName/worker'));
    expect(await resourcesOf(attachRolePolicy, { attachRoleId: roleId })).toEqual(named('roleName/worker'));
    expect(await resourcesOf(updateCamPolicy, { policyName: 'Buckets' })).toEqual(
      named(`policyid/${policyId}`),
    );
    expect(await resourcesOf(updateCamPolicy, { policyId })).toEqual(named(`policyid/${policyId}`));
    expect(await resourcesOf(deleteSamlProvider, { name: 'P' })).toEqual(named('saml-provider/P'));
  });

  it('is about each of several', async () => {
    expect(await resourcesOf(deleteCamPolicy, { policyId: [1, 2] })).toEqual([
      ...named('policyid/1'),
      ...named('policyid/2'),
    ]);
    const info = [
      { groupId: 1, uin: ann },
      { groupId: 2, uin: ann },
      { groupId: 1, uin: 5 },
    ];
    expect(await resourcesOf(addCamUserToGroup, { info })).toEqual([
      ...named('groupid/1'),
      ...named('groupid/2'),
    ]);
  });

  it('is about all of a kind for what is not there yet', async () => {
    expect(await resourcesOf(addCamUser, { name: 'bob' })).toEqual(named('uin/*'));
    expect(await resourcesOf(deleteCamUser, { name: 'bob' })).toEqual(named('uin/*'));
    expect(await resourcesOf(deleteRole, { roleId: '42' })).toEqual(named('roleName/*'));
    expect(await resourcesOf(createRole, { roleName: 'new' })).toEqual(named('roleName/new'));
  });

  it('is about oneself where nobody else is named', async () => {
    const asAnn = await actAs(world, 'ann');
    expect(await resourcesOf(createAccessKey, {}, asAnn)).toEqual(named(`uin/${ann}`));
    expect(await resourcesOf(createAccessKey, { targetUin: 7 }, asAnn)).toEqual(named('uin/7'));
    expect(await resourcesOf(createAccessKey, {}, await actAsRole(world, 'worker'))).toEqual(named('uin/*'));
  });

  it('is always about something that a policy can name', async () => {
    const input = {
      name: 'ann',
      targetUin: ann,
      attachUin: ann,
      detachUin: ann,
      subUin: ann,
      groupId: 1,
      attachGroupId: 1,
      detachGroupId: 1,
      targetGroupId: 1,
      roleName: 'worker',
      attachRoleName: 'worker',
      detachRoleName: 'worker',
      info: [{ groupId: 1, uin: ann }],
      qcsServiceName: ['organization.cloud.tencent.com'],
      customSuffix: '',
    };
    for (const action of camActions) {
      const several = { ...input, policyId: action.id === 'cam:DeletePolicy' ? [1] : 1 };
      for (const resource of await resourcesOf(action, several)) {
        expect([action.id, resource, resource === '*' || isResource(resource)]).toEqual([
          action.id,
          resource,
          true,
        ]);
      }
    }
  });

  it('is one that the policy language knows, and has the form that it knows', async () => {
    // What is about the asker alone needs none.
    for (const { id, resource } of camActions.filter(({ permission }) => permission !== 'none')) {
      const known = findAction(id);
      expect([id, known !== undefined, (known?.resources.length ?? 0) > 0]).toEqual([
        id,
        true,
        resource !== undefined,
      ]);
    }
  });
});
