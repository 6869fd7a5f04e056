import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { createDepartmentAuthorization } from '../../../src/domain/identity-center/authorizations/departments/create-department-authorization.ts';
import { listDepartmentAuthorizations } from '../../../src/domain/identity-center/authorizations/departments/list-department-authorizations.ts';
import { createUserSyncProvisioning } from '../../../src/domain/identity-center/cam-user-synchronizations/create-user-sync-provisioning.ts';
import { enterAccountAsRole } from '../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { listRoleAccounts } from '../../../src/domain/identity-center/portal/list-role-accounts.ts';
import { createOrganizationMember } from '../../../src/domain/organization/accounts/create-organization-member.ts';
import { registerOrganizationMember } from '../../../src/domain/organization/accounts/register-organization-member.ts';
import { addOrganizationNode } from '../../../src/domain/organization/departments/add-organization-node.ts';
import { deleteOrganizationNodes } from '../../../src/domain/organization/departments/delete-organization-nodes.ts';
import { inheritAll } from '../../../src/doors/worker/inheritance-round.ts';
import type { CloudSite } from '../../../src/platform/settings.ts';
import { BrowserAgent } from '../../support/browser-agent.ts';
import { type Deployable, deployable } from '../../support/deployment.ts';
import { type FakeCloud, startFakeCloud } from '../../support/fake-cloud.ts';
import { createConfiguration } from '../../support/northwind.ts';
import { connectDirectory, type ScimClient } from '../../support/scim.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

const member = 700_000_123_456;

describe('whoever a directory takes away keeps nothing that was authorized in departments', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let scim: ScimClient;
  let [department, blog] = [0, 0];
  let [alice, bob, team, reader] = ['', '', '', ''];
  beforeEach(async () => {
    world = await newWorld();
    let root = 0;
    ({ administrator, zoneId, rootDepartmentId: root } = await foundSpace(world));
    scim = await connectDirectory(world, zoneId);
    [alice, bob] = [(await scim.createUser('alice')).id, (await scim.createUser('bob')).id];
    team = (await scim.createGroup('Team', [alice])).id;
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    department = (
      await world.execute(addOrganizationNode, administrator, { parentNodeId: root, name: 'Web' })
    ).nodeId;
    blog = (
      await world.execute(createOrganizationMember, administrator, { name: 'blog', nodeId: department })
    ).uin;
  });

  async function grant(principalType: 'User' | 'Group', principalId: string) {
    await world.execute(createDepartmentAuthorization, administrator, {
      ...{ zoneId, nodeId: department, principalType, principalId, roleConfigurationId: reader },
    });
    await settle();
  }
  async function settle() {
    await inheritAll(world.execute);
    await world.runJobs();
  }
  const employee = (userId: string) => ({ kind: 'employee', spaceId: zoneId, userId }) as const;
  const entrances = async (userId: string) =>
    (await world.execute(listRoleAccounts, employee(userId), { maxResults: 100 })).accounts.map(
      ({ name }) => name,
    );
  /** Goes into the account; tells afterwards whether the session there goes on. */
  async function goInside(userId: string) {
    const { samlResponse } = await world.execute(enterAccountAsRole, employee(userId), {
      ...{ uin: blog, permissionConfigurationId: reader },
    });
    const browser = new BrowserAgent(world);
    await browser.post('/account-console/saml', { SAMLResponse: samlResponse });
    expect((await browser.get('/account-console')).status).toBe(200);
    return async () => (await browser.get('/account-console')).status === 200;
  }
  const left = async () => ({
    departments: (await world.execute(listDepartmentAuthorizations, administrator, { zoneId })).totalCounts,
    accounts: (await world.db.selectFrom('authorizations').selectAll().execute()).length,
    deployments: (await world.db.selectFrom('deployments').selectAll().execute()).length,
    roles: (await world.db.selectFrom('cam_roles').selectAll().where('space_id', '=', zoneId).execute())
      .length,
  });
  const nothing = { departments: 0, accounts: 0, deployments: 0, roles: 0 };

  it('a user', async () => {
    await grant('User', alice);
    const isInside = await goInside(alice);
    expect((await scim.delete(`/Users/${alice}`)).status).toBe(204);

    expect(await isInside()).toBe(false);
    await settle();
    expect(await left()).toEqual(nothing);
    await world.execute(deleteOrganizationNodes, administrator, { nodeId: [department] }).catch((problem) => {
      expect(problem).not.toMatchObject({ code: expect.stringMatching(/Authorization/) });
    });
  });

  it('a group', async () => {
    await grant('Group', team);
    const isInside = await goInside(alice);
    expect((await scim.delete(`/Groups/${team}`)).status).toBe(204);

    expect([await isInside(), await entrances(alice)]).toEqual([false, []]);
    await settle();
    expect(await left()).toEqual(nothing);
  });

  it('a member of a group, who leaves alone what the others have', async () => {
    await scim.patch(`/Groups/${team}`, [{ op: 'add', path: 'members', value: [{ value: bob }] }]);
    await grant('Group', team);
    const [isAliceInside, isBobInside] = [await goInside(alice), await goInside(bob)];
    await scim.patch(`/Groups/${team}`, [{ op: 'remove', path: `members[value eq "${alice}"]` }]);

    expect([await isAliceInside(), await isBobInside()]).toEqual([false, true]);
    expect([await entrances(alice), await entrances(bob)]).toEqual([[], ['blog']]);
    await settle();
    expect(await left()).toEqual({ departments: 1, accounts: 1, deployments: 1, roles: 1 });
  });

  it('somebody who is kept out, who finds everything again when let in, but for what was open', async () => {
    await grant('User', alice);
    const isInside = await goInside(alice);
    await scim.patch(`/Users/${alice}`, [{ op: 'replace', path: 'active', value: false }]);
    expect(await isInside()).toBe(false);
    await expect(goInside(alice)).rejects.toMatchObject({
      kind: expect.stringMatching(/forbidden|unauthenticated/),
    });

    await scim.patch(`/Users/${alice}`, [{ op: 'replace', path: 'active', value: true }]);
    expect([await isInside(), await entrances(alice)]).toEqual([false, ['blog']]);
  });

  it('and a dry run tells so, and takes nothing', async () => {
    await grant('User', alice);
    await grant('Group', team);
    const before = await left();
    const { body } = await scim.delete(`/Users/${alice}`, { 'X-Dry-Run': 'true' });

    expect(body).toMatchObject({ gainCount: 0, lossCount: 1, losses: [{ userId: alice, uin: blog }] });
    expect((await scim.delete(`/Groups/${team}`, { 'X-Dry-Run': 'true' })).body).toMatchObject({
      lossCount: 0,
    });
    expect(await left()).toEqual(before);
    expect(before).toMatchObject({ departments: 2, accounts: 2 });
  });
});

describe('whoever leaves while a CAM user is made in a real account', () => {
  let world: World;
  let its: Deployable;
  let cloud: FakeCloud;
  beforeEach(async () => {
    world = await newWorld();
    its = await deployable(world);
    cloud = await startFakeCloud(its.uin);
    cloud.members.add(member);
    (world.settings.cloudSites['tencent-cn'] as CloudSite).connection = cloud.connection;
    await world.execute(registerOrganizationMember, its.administrator, {
      ...{ memberUin: member, name: 'real', nodeId: its.rootDepartmentId, cloudSite: 'tencent-cn' },
    });
  });
  afterEach(() => cloud.stop());

  it.each<[string, (scim: ScimClient, id: string, team: string) => Promise<unknown>]>([
    ['by being deleted', (scim, id) => scim.delete(`/Users/${id}`)],
    ['with the group', (scim, _, team) => scim.delete(`/Groups/${team}`)],
    [
      'by leaving the group',
      (scim, id, team) =>
        scim.patch(`/Groups/${team}`, [{ op: 'remove', path: `members[value eq "${id}"]` }]),
    ],
  ])('leaves none behind: %s', async (_how, leave) => {
    const scim = await connectDirectory(world, its.zoneId);
    const { id } = await scim.createUser('carol');
    const team = (await scim.createGroup('Team', [id])).id;
    cloud.done = async ({ action, before }) => {
      if (action === 'GetUser' && before === 0) await leave(scim, id, team);
    };
    await world.execute(createUserSyncProvisioning, its.administrator, {
      zoneId: its.zoneId,
      userSyncProvisionings: [
        {
          ...{ principalType: 'Group', principalId: team, targetUin: member, targetType: 'MemberUin' },
          ...{ duplicationStrategy: 'KeepBoth', deletionStrategy: 'Delete' },
        },
      ],
    });
    await world.runJobs();

    expect(cloud.calls.map(({ action }) => action)).toContain('AddUser');
    expect([...cloud.cam(member).users.keys()]).toEqual([]);
    expect(await world.db.selectFrom('synchronized_cam_users').selectAll().execute()).toEqual([]);
  });
});
