import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { describeEvent } from '../../../src/domain/audit/account/describe-event.ts';
import { describeEvents } from '../../../src/domain/audit/account/describe-events.ts';
import { addCamUser } from '../../../src/domain/cam/users/add-user.ts';
import { createRoleAssignment } from '../../../src/domain/identity-center/authorizations/create-role-assignment.ts';
import { updateOrganizationMember } from '../../../src/domain/organization/accounts/update-organization-member.ts';
import { addOrganizationNode } from '../../../src/domain/organization/departments/add-organization-node.ts';
import { moveOrganizationNodeMembers } from '../../../src/domain/organization/departments/move-organization-node-members.ts';
import { quitOrganization } from '../../../src/domain/organization/membership/quit-organization.ts';
import { signIn } from '../../../src/domain/sts/sign-ins/sign-in.ts';
import { withOrigin } from '../../../src/platform/origin.ts';
import { camUserOf, give } from '../../support/cam.ts';
import { createConfiguration } from '../../support/northwind.ts';
import { foundSouthwind, invitedMember } from '../../support/organization.ts';
import { northwindTrail, type Trail } from './trail.ts';

describe('the events of an account', () => {
  let trail: Trail;
  let shop: Principal;
  let other: Principal;
  beforeEach(async () => {
    trail = await northwindTrail();
    const { world, administrator, rootDepartmentId: nodeId } = trail;
    const join = (name: string) =>
      invitedMember(world, administrator, { name, nodeId, isAllowQuit: 'Allow' });
    [shop, other] = [await join('shop'), await join('secret-project')];
  });

  const list = async (actor: Principal, filter = {}) => {
    await trail.seal();
    return (await trail.world.execute(describeEvents, actor, { filter })).events;
  };
  const told = async (actor: Principal, filter = {}) =>
    (await list(actor, filter)).map(({ action, party }) => [action, party]);
  const here = <Result>(work: () => Promise<Result>) =>
    withOrigin({ address: '198.51.100.7', requestId: 'req-1' }, work);

  it('name its own people, from where they came and what they asked for', async () => {
    await here(() => trail.world.execute(addCamUser, shop, { name: 'ada' }));
    const [latest] = await list(shop);

    expect(latest).toMatchObject({
      ...{ action: 'cam:AddUser', party: 'account', actorName: `${shop.uin}/root`, address: '198.51.100.7' },
      ...{ input: { name: 'ada' }, outcome: 'done' },
    });
  });

  it('tell that the organization did something, without who, from where, or about whom else', async () => {
    const { world, administrator, rootDepartmentId } = trail;
    const department = { name: 'Sold', parentNodeId: rootDepartmentId };
    const { nodeId } = await world.execute(addOrganizationNode, administrator, department);
    const memberUin = [shop.uin, other.uin];
    await here(() => world.execute(moveOrganizationNodeMembers, administrator, { memberUin, nodeId }));
    await here(() =>
      world.execute(updateOrganizationMember, administrator, { memberUin: shop.uin, remark: 'for sale' }),
    );
    const [latest] = await list(shop);

    expect(latest).toMatchObject({
      ...{ action: 'organization:UpdateOrganizationMember', party: 'organization', requestId: 'req-1' },
      ...{ actorName: '', address: '', input: null, reason: '', details: null },
    });
    expect(await told(shop, { actions: ['organization:MoveOrganizationNodeMembers'] })).toHaveLength(1);
    const everything = JSON.stringify((await list(shop)).filter(({ party }) => party !== 'account'));
    for (const secret of ['for sale', 'secret-project', String(other.uin), '198.51.100.7', '/root'])
      expect(everything).not.toContain(secret);
  });

  it('hold what Identity Center deployed there, and not what it deployed elsewhere', async () => {
    const { world, administrator, zoneId } = trail;
    const { userInfo } = await trail.create('alice');
    const configuration = await createConfiguration(world, administrator, zoneId, 'Admins', []);
    await world.execute(createRoleAssignment, administrator, {
      zoneId,
      roleAssignmentInfo: [
        {
          ...{ principalType: 'User', principalId: userInfo.userId, targetUin: shop.uin },
          ...{ targetType: 'MemberUin', roleConfigurationId: configuration },
        },
      ],
    });
    await world.runJobs();

    expect((await told(shop)).slice(0, 2)).toEqual([
      ['organization:WorkOffTasks', 'identity-center'],
      ['organization:CreateRoleAssignment', 'organization'],
    ]);
    const ofOther = (await told(other)).map(([action]) => action);
    expect(ofOther).not.toContain('organization:WorkOffTasks');
    expect(ofOther).not.toContain('organization:CreateRoleAssignment');
  });

  it('tell who knocked at its door, from which address', async () => {
    const subject = { uin: shop.uin, userName: 'nobody' };
    await trail.world.execute(
      signIn,
      { kind: 'visitor', address: '203.0.113.9' },
      { subject, password: 'x' },
    );
    const [latest] = await list(shop);

    expect(latest).toMatchObject({
      ...{ action: 'sts:SignIn', outcome: 'refused', party: 'visitor', address: '203.0.113.9' },
      ...{ actorName: '', input: null },
    });
    expect((await told(other)).map(([action]) => action)).not.toContain('sts:SignIn');
  });

  it('are never told what others were refused, nor what another organization says about the account', async () => {
    const { world, administrator } = trail;
    const southwind = await foundSouthwind(world);
    const before = await told(shop);
    const edit = { memberUin: shop.uin, name: 'x'.repeat(500) };
    await expect(world.execute(updateOrganizationMember, administrator, edit)).rejects.toThrow();
    const theirs = { memberUin: shop.uin, remark: 'ours' };
    await expect(world.execute(updateOrganizationMember, southwind.administrator, theirs)).rejects.toThrow();

    expect(await told(shop)).toEqual(before);
  });

  it('are found by actor, action and time, and by nothing that is not shown', async () => {
    await trail.world.execute(addCamUser, shop, { name: 'ada' });
    const { administrator } = trail;
    await trail.world.execute(updateOrganizationMember, administrator, { memberUin: shop.uin, remark: 'a' });

    expect(await told(shop, { actions: ['cam:*'] })).toEqual([['cam:AddUser', 'account']]);
    expect((await told(shop, { actor: 'root' })).map(([, party]) => party)).not.toContain('organization');
    expect(await told(shop, { actor: String(administrator.uin) })).toEqual([]);
    expect(await told(shop, { from: '2100-01-01T00:00Z' })).toEqual([]);
    expect(await told(shop, { text: 'remark', requestId: 'no such request' })).toEqual(await told(shop));
  });

  it('cannot be opened by the number of a record of another account', async () => {
    await trail.world.execute(addCamUser, other, { name: 'eve' });
    const [theirs] = await list(other);
    const open = (actor: Principal) =>
      trail.world.execute(describeEvent, actor, { sequence: theirs?.sequence });

    expect((await open(other)).event.action).toBe('cam:AddUser');
    await expect(open(shop)).rejects.toMatchObject({ kind: 'not-found', code: 'AuditEventNotFound' });
  });

  it('are for those whom the policies of the account let read them', async () => {
    const ada = await camUserOf(trail.world, shop, 'ada');
    await expect(trail.world.execute(describeEvents, ada, {})).rejects.toMatchObject({ kind: 'forbidden' });
    await give(trail.world, ada, 'ReadOnlyAccess');

    expect((await told(ada)).map(([action]) => action)).toContain('cam:AddUser');
  });

  it('stay its own after it left: what its former organization did is told no more', async () => {
    const { world, organizationId } = trail;
    await trail.world.execute(addCamUser, shop, { name: 'ada' });
    await world.execute(quitOrganization, shop, { orgId: organizationId });

    const parties = (await told(shop)).map(([, party]) => party);
    expect(parties).toContain('account');
    expect(parties).not.toContain('organization');
  });
});
