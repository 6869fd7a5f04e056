import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { changeAuthorizationValidity } from '../../../../src/domain/identity-center/authorizations/changing/change-authorization-validity.ts';
import { deleteAuthorizations } from '../../../../src/domain/identity-center/authorizations/changing/delete-authorizations.ts';
import { listChosenAuthorizations } from '../../../../src/domain/identity-center/authorizations/changing/list-chosen-authorizations.ts';
import { replaceAuthorizations } from '../../../../src/domain/identity-center/authorizations/changing/replace-authorizations.ts';
import { createDepartmentAuthorization } from '../../../../src/domain/identity-center/authorizations/departments/create-department-authorization.ts';
import { enterAccountAsRole } from '../../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { createOrganizationMember } from '../../../../src/domain/organization/accounts/create-organization-member.ts';
import { BrowserAgent } from '../../../support/browser-agent.ts';
import { authorize, createConfiguration, createGroupOf, createPerson } from '../../../support/northwind.ts';
import { days, foundSouthwind } from '../../../support/organization.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('changing authorizations that there are', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let [root, shop, blog] = [0, 0, 0];
  let [alice, bob, reader, writer, readers] = ['', '', '', '', ''];
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, rootDepartmentId: root } = await foundSpace(world));
    [shop, blog] = [await member('shop'), await member('blog')];
    alice = await createPerson(world, administrator, zoneId, 'alice');
    bob = await createPerson(world, administrator, zoneId, 'bob');
    readers = await createGroupOf(world, administrator, zoneId, 'readers', [bob]);
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    writer = await createConfiguration(world, administrator, zoneId, 'Writer', ['AdministratorAccess']);
    await authorize(world, administrator, zoneId, [
      { user: alice, uin: shop, configuration: reader },
      { group: readers, uin: shop, configuration: reader },
      { user: alice, uin: blog, configuration: reader },
    ]);
  });

  const member = async (name: string) =>
    (await world.execute(createOrganizationMember, administrator, { name, nodeId: root })).uin;
  const inDays = (count: number) => new Date(world.clock.now().getTime() + days(count) * 1000);
  const of = (principalId: string, targetUin = shop, roleConfigurationId = reader) => ({
    ...{ roleConfigurationId, targetUin, principalId },
    principalType: principalId === readers ? ('Group' as const) : ('User' as const),
  });
  const remove = (...authorizations: object[]) =>
    world.execute(deleteAuthorizations, administrator, {
      ...{ zoneId, authorizations, deprovisionStrategy: 'DeprovisionForLastRoleAssignmentOnAccount' },
    });
  const validity = (startTime: Date | null, endTime: Date | null, ...authorizations: object[]) =>
    world.execute(changeAuthorizationValidity, administrator, { zoneId, authorizations, startTime, endTime });
  const replace = (...authorizations: object[]) =>
    world.execute(replaceAuthorizations, administrator, {
      ...{ zoneId, authorizations, replacementId: writer },
      deprovisionStrategy: 'DeprovisionForLastRoleAssignmentOnAccount',
    });
  const enter = (userId: string, uin = shop, permissionConfigurationId = reader) =>
    world.execute(
      enterAccountAsRole,
      { kind: 'employee', spaceId: zoneId, userId },
      {
        ...{ uin, permissionConfigurationId },
      },
    );
  const goInside = async (userId: string, uin = shop) => {
    const { samlResponse } = await enter(userId, uin);
    const browser = new BrowserAgent(world);
    await browser.post('/account-console/saml', { SAMLResponse: samlResponse });
    return async () => (await browser.get('/account-console')).status === 200;
  };
  const granted = async () =>
    (await world.db.selectFrom('authorizations').selectAll().execute())
      .map((row) => `${row.principal_id} ${row.permission_configuration_id} ${row.uin}`)
      .sort();
  const forbidden = { kind: 'forbidden' };

  it('removes many at once with the sessions on them, undeploys after the last, and leaves a task for each', async () => {
    const [aliceInside, aliceInBlog] = [await goInside(alice), await goInside(alice, blog)];
    const bobInside = await goInside(bob);

    expect(await remove(of(alice), of(alice, blog))).toEqual({ doneCount: 2, refused: [] });
    await world.runJobs();

    expect([await aliceInside(), await aliceInBlog(), await bobInside()]).toEqual([false, false, true]);
    await expect(enter(alice)).rejects.toMatchObject(forbidden);
    expect(await granted()).toEqual([`${readers} ${reader} ${shop}`]);
    const deployed = await world.db.selectFrom('deployments').select('uin').execute();
    expect(deployed).toEqual([{ uin: shop }]);
    const told = world.db
      .selectFrom('tasks')
      .select('status')
      .where('task_type', '=', 'DeleteRoleAssignment');
    expect(await told.execute()).toEqual([{ status: 'Success' }, { status: 'Success' }]);
  });

  it('says row by row what it cannot remove, and removes the rest; the same twice is one', async () => {
    const { departmentAuthorizationId } = await world.execute(createDepartmentAuthorization, administrator, {
      ...{ zoneId, nodeId: root, principalType: 'User', principalId: bob, roleConfigurationId: writer },
    });
    expect(departmentAuthorizationId).toBeTruthy();

    const { doneCount, refused } = await remove(of(alice), of(alice), of(bob), of(bob, shop, writer));

    expect(doneCount).toBe(1);
    expect(refused).toMatchObject([
      { principalId: bob, code: 'RoleConfigurationAuthorizationNotFound' },
      { principalId: bob, code: 'AuthorizationInherited', department: 'Root' },
    ]);
    expect(await granted()).toContain(`${bob} ${writer} ${shop}`);
  });

  it('ends sessions at once when the end has passed, or the start is still to come', async () => {
    const [aliceInside, bobInside] = [await goInside(alice), await goInside(bob)];

    await validity(null, inDays(-1), of(alice));
    await validity(inDays(1), null, of(readers));

    expect([await aliceInside(), await bobInside()]).toEqual([false, false]);
    await expect(enter(alice)).rejects.toMatchObject(forbidden);
    await expect(enter(bob)).rejects.toMatchObject(forbidden);
    expect(await granted()).not.toContain(`${alice} ${reader} ${shop}`);
    world.clock.advance(days(1));
    await enter(bob);
  });

  it('changes the times of several, keeps who is inside, and refuses an end before the start', async () => {
    const isInside = await goInside(alice);

    await validity(null, inDays(1), of(alice), of(alice, blog));

    expect(await isInside()).toBe(true);
    await expect(validity(inDays(2), inDays(1), of(alice))).rejects.toMatchObject({
      code: 'AuthorizationEndsBeforeStart',
    });
    world.clock.advance(days(1));
    await expect(enter(alice)).rejects.toMatchObject(forbidden);
    await expect(enter(alice, blog)).rejects.toMatchObject(forbidden);
  });

  it('replaces a permission configuration for the same people and time, and not where they have the other one', async () => {
    await validity(null, inDays(3), of(readers));
    await authorize(world, administrator, zoneId, [{ user: alice, uin: blog, configuration: writer }]);

    const { doneCount, refused } = await replace(of(alice), of(readers), of(alice, blog));
    await world.runJobs();

    expect(doneCount).toBe(2);
    expect(refused).toMatchObject([{ targetUin: blog, code: 'AuthorizationExistsAlready' }]);
    expect(await granted()).toEqual(
      [
        `${alice} ${reader} ${blog}`,
        `${alice} ${writer} ${blog}`,
        `${alice} ${writer} ${shop}`,
        `${readers} ${writer} ${shop}`,
      ].sort(),
    );
    await expect(enter(bob)).rejects.toMatchObject(forbidden);
    await enter(bob, shop, writer);
    world.clock.advance(days(3));
    await expect(enter(bob, shop, writer)).rejects.toMatchObject(forbidden);
  });

  it('shows beforehand how many people each lets in', async () => {
    const { roleAssignments } = await world.execute(listChosenAuthorizations, administrator, {
      ...{ zoneId, authorizations: [of(alice), of(readers)] },
    });

    expect(roleAssignments).toMatchObject([
      { principalName: 'alice', personCount: 1 },
      { principalName: 'readers', personCount: 1 },
    ]);
  });

  it('finds nothing of another organization', async () => {
    const other = await foundSouthwind(world);
    const before = await granted();

    const { doneCount, refused } = await world.execute(deleteAuthorizations, other.administrator, {
      ...{ zoneId: other.zoneId, authorizations: [of(alice)] },
    });

    expect([doneCount, refused]).toMatchObject([0, [{ code: 'RoleConfigurationAuthorizationNotFound' }]]);
    expect(await granted()).toEqual(before);
  });
});
