import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { addCamUser } from '../../../src/domain/cam/users/add-user.ts';
import { deleteCamUser } from '../../../src/domain/cam/users/delete-user.ts';
import { listCamUsers } from '../../../src/domain/cam/users/list-users.ts';
import { createGroup } from '../../../src/domain/identity-center/groups/create-group.ts';
import { listGroups } from '../../../src/domain/identity-center/groups/list-groups.ts';
import { createOrganizationMember } from '../../../src/domain/organization/accounts/create-organization-member.ts';
import { checkAccess } from '../../../src/domain/sts/authorization/check-access.ts';
import { listAllowedActions } from '../../../src/domain/sts/authorization/list-allowed-actions.ts';
import { camUserOf, give } from '../../support/cam.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

describe('who may administer', () => {
  let world: World;
  let root: Principal;
  let dana: Principal;
  let zoneId: string;
  let nodeId: number;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator: root, zoneId, rootDepartmentId: nodeId } = await foundSpace(world));
    dana = await camUserOf(world, root, 'dana');
  });

  const read = (actor: Principal) => world.execute(listGroups, actor, { zoneId });
  const write = (actor: Principal, groupName = 'Platform') =>
    world.execute(createGroup, actor, { zoneId, groupName });
  const refusal = { kind: 'forbidden', code: 'UnauthorizedOperation' };

  it('lets a CAM user without policies do nothing, and writes down what was tried', async () => {
    await expect(read(dana)).rejects.toMatchObject(refusal);
    await expect(write(dana)).rejects.toMatchObject({
      ...refusal,
      details: { action: 'organization:CreateGroup' },
    });

    expect((await read(root)).groups).toEqual([]);
    const refused = await world.db
      .selectFrom('audit_events')
      .select('action')
      .where('outcome', '=', 'refused')
      .execute();
    expect(refused.map(({ action }) => action)).toEqual([
      'organization:ListGroups',
      'organization:CreateGroup',
    ]);
  });

  it('lets read who may read, and write who may write', async () => {
    await give(world, dana, 'QcloudOrganizationReadOnlyAccess');

    await expect(read(dana)).resolves.toBeDefined();
    await expect(write(dana)).rejects.toMatchObject(refusal);
    await give(world, dana, 'QcloudOrganizationFullAccess');
    await expect(write(dana)).resolves.toBeDefined();
  });

  it('keeps a member account’s people out of the organization, whatever their policies allow', async () => {
    const { uin } = await world.execute(createOrganizationMember, root, { name: 'web', nodeId });
    const member: Principal = { kind: 'principal', uin, identity: { type: 'root' } };
    const eve = await camUserOf(world, member, 'eve');
    await give(world, eve, 'AdministratorAccess');

    for (const actor of [member, eve, { ...eve, organizationId: root.organizationId as number }]) {
      await expect(read(actor)).rejects.toMatchObject(refusal);
    }
    await expect(world.execute(listCamUsers, eve, {})).resolves.toBeDefined();
  });

  it('ends with the user', async () => {
    await give(world, dana, 'AdministratorAccess');
    await read(dana);

    await world.execute(deleteCamUser, root, { name: 'dana', force: 1 });

    await expect(read(dana)).rejects.toMatchObject({ kind: 'unauthenticated' });
    await world.execute(addCamUser, root, { name: 'dana' });
    await expect(read(dana)).rejects.toMatchObject({ kind: 'unauthenticated' });
  });

  it('allows no more than the policy of the session', async () => {
    await give(world, dana, 'AdministratorAccess');
    const cut = {
      version: '2.0',
      statement: [{ effect: 'allow', action: 'organization:ListGroups', resource: '*' }],
    };
    const federated: Principal = await sessionOf(dana, JSON.stringify(cut));

    await expect(read(federated)).resolves.toBeDefined();
    await expect(write(federated)).rejects.toMatchObject(refusal);
  });
  const sessionOf = async (user: Principal, sessionPolicy: string): Promise<Principal> => {
    const { getFederationToken } = await import(
      '../../../src/domain/sts/credentials/get-federation-token.ts'
    );
    await world.execute(getFederationToken, user, { name: 'cut', policy: encodeURIComponent(sessionPolicy) });
    const row = await world.db.selectFrom('sts_sessions').selectAll().executeTakeFirstOrThrow();
    return {
      kind: 'principal',
      uin: user.uin,
      identity: {
        type: 'federated-user',
        userUin: (user.identity as { userUin: number }).userUin,
        userName: 'dana',
        name: 'cut',
        issuedAt: row.issued_at.toISOString(),
        sessionId: row.session_id,
        sessionPolicy,
      },
    };
  };

  it('tells what one may do, for pages to offer no more', async () => {
    await give(world, dana, 'QcloudOrganizationReadOnlyAccess');
    const actions = ['organization:ListGroups', 'organization:CreateGroup', 'cam:ListUsers'];

    expect(await world.execute(listAllowedActions, dana, { actions })).toMatchObject({
      actions: ['organization:ListGroups'],
    });
    expect(await world.execute(listAllowedActions, root, { actions })).toMatchObject({ actions });
  });

  describe('a policy check', () => {
    const check = (principalName: string, action: string, resource = '*', context = {}) =>
      world.execute(checkAccess, root, { principalType: 'user', principalName, action, resource, context });

    it('names the statements that decide', async () => {
      await give(world, dana, 'QcloudTCRReadOnlyAccess');

      expect(await check('dana', 'tcr:PullRepository', 'qcs::tcr:::repository/tcr-1/a/b')).toMatchObject({
        allowed: true,
        reason: 'allowed',
        path: [{ layer: 'identity', statements: [{ policy: 'QcloudTCRReadOnlyAccess', statement: 0 }] }],
      });
      expect(await check('dana', 'tcr:PushRepository', 'qcs::tcr:::repository/tcr-1/a/b')).toMatchObject({
        allowed: false,
        reason: 'implicit-deny',
      });
    });

    it('refuses what is no action, no resource and nobody', async () => {
      await expect(check('dana', 'everything')).rejects.toMatchObject({
        fields: { action: expect.any(String) },
      });
      await expect(check('dana', 'cos:GetObject', 'bucket')).rejects.toMatchObject({
        fields: { resource: expect.any(String) },
      });
      await expect(check('nobody', 'cos:GetObject')).rejects.toMatchObject({ kind: 'not-found' });
    });
  });
});
