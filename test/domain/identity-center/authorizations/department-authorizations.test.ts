import { beforeEach, describe, expect, it } from 'vitest';
import { type Principal, systemActor } from '../../../../src/action/actor.ts';
import { createRoleAssignment } from '../../../../src/domain/identity-center/authorizations/create-role-assignment.ts';
import { deleteRoleAssignment } from '../../../../src/domain/identity-center/authorizations/delete-role-assignment.ts';
import { createDepartmentAuthorization } from '../../../../src/domain/identity-center/authorizations/departments/create-department-authorization.ts';
import { deleteDepartmentAuthorization } from '../../../../src/domain/identity-center/authorizations/departments/delete-department-authorization.ts';
import { inheritAuthorizations } from '../../../../src/domain/identity-center/authorizations/departments/inherit-authorizations.ts';
import { listDepartmentAuthorizations } from '../../../../src/domain/identity-center/authorizations/departments/list-department-authorizations.ts';
import { updateDepartmentAuthorization } from '../../../../src/domain/identity-center/authorizations/departments/update-department-authorization.ts';
import { createAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/drafts/create-authorization-draft.ts';
import { updateAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/drafts/update-authorization-draft.ts';
import { endAuthorizations } from '../../../../src/domain/identity-center/authorizations/ending/end-authorizations.ts';
import { listRoleAssignments } from '../../../../src/domain/identity-center/authorizations/list-role-assignments.ts';
import { planAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/submissions/plan-authorization-draft.ts';
import { submitAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/submissions/submit-authorization-draft.ts';
import { undeployRoleConfiguration } from '../../../../src/domain/identity-center/deployment/undeploy-role-configuration.ts';
import { enterAccountAsRole } from '../../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { explainAccess } from '../../../../src/domain/identity-center/portal/explain-access.ts';
import { listRoleAccounts } from '../../../../src/domain/identity-center/portal/list-role-accounts.ts';
import { deleteUser } from '../../../../src/domain/identity-center/users/delete-user.ts';
import { createOrganizationMember } from '../../../../src/domain/organization/accounts/create-organization-member.ts';
import { addOrganizationNode } from '../../../../src/domain/organization/departments/add-organization-node.ts';
import { deleteOrganizationNodes } from '../../../../src/domain/organization/departments/delete-organization-nodes.ts';
import { moveOrganizationNodeMembers } from '../../../../src/domain/organization/departments/move-organization-node-members.ts';
import { inheritAll } from '../../../../src/doors/worker/inheritance-round.ts';
import { BrowserAgent } from '../../../support/browser-agent.ts';
import { authorize, createConfiguration, createPerson } from '../../../support/northwind.ts';
import { days, foundSouthwind } from '../../../support/organization.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('an authorization to a department', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let adminUin: number;
  let [root, production, web] = [0, 0, 0];
  let [alice, reader] = ['', ''];
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin, rootDepartmentId: root } = await foundSpace(world));
    alice = await createPerson(world, administrator, zoneId, 'alice');
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    production = await department('Production');
    web = await department('Web', production);
  });

  const inDays = (count: number) => new Date(world.clock.now().getTime() + days(count) * 1000);
  const department = async (name: string, parentNodeId = root) =>
    (await world.execute(addOrganizationNode, administrator, { parentNodeId, name })).nodeId;
  const member = async (name: string, nodeId: number) =>
    (await world.execute(createOrganizationMember, administrator, { name, nodeId })).uin;
  const move = (uin: number, nodeId: number) =>
    world.execute(moveOrganizationNodeMembers, administrator, { nodeId, memberUin: [uin] });
  const grant = (nodeId: number, more: object = {}, by = administrator) =>
    world.execute(createDepartmentAuthorization, by, {
      ...{ zoneId, nodeId, principalType: 'User', principalId: alice, roleConfigurationId: reader },
      ...more,
    });
  const remove = (departmentAuthorizationId: string, more: object = {}) =>
    world.execute(deleteDepartmentAuthorization, administrator, {
      ...{ zoneId, departmentAuthorizationId },
      ...more,
    });
  /** What the worker does every second, and the tasks that come of it. */
  const settle = async () => {
    await inheritAll(world.execute);
    await world.runJobs();
  };
  const employee = () => ({ kind: 'employee', spaceId: zoneId, userId: alice }) as const;
  const entrances = async () => {
    const { accounts } = await world.execute(listRoleAccounts, employee(), { maxResults: 100 });
    return accounts.map(({ name }) => name).sort();
  };
  const enter = (uin: number) =>
    world.execute(enterAccountAsRole, employee(), { uin, permissionConfigurationId: reader });
  const goInside = async (uin: number) => {
    const { samlResponse } = await enter(uin);
    const browser = new BrowserAgent(world);
    await browser.post('/account-console/saml', { SAMLResponse: samlResponse });
    return async () => (await browser.get('/account-console')).status === 200;
  };
  const triplet = (targetUin: number) => ({
    ...{ principalType: 'User' as const, principalId: alice, roleConfigurationId: reader, targetUin },
  });
  const removeSingly = (uin: number) =>
    world.execute(deleteRoleAssignment, administrator, { zoneId, ...triplet(uin) });
  const tasks = async () =>
    (
      await world.db.selectFrom('tasks').select(['task_type', 'status', 'uin']).orderBy('task_id').execute()
    ).map((task) => `${task.task_type} ${task.status} ${task.uin}`);

  it('lets people into the accounts at and below it, and into no other; each has its task and its deployment', async () => {
    const [blog, shop] = [await member('blog', production), await member('shop', web)];
    const sandbox = await member('sandbox', root);

    await grant(production);
    expect(await entrances()).toEqual(['blog', 'shop']);
    await world.runJobs();

    expect((await tasks()).sort()).toEqual([
      `CreateRoleAssignment Success ${blog}`,
      `CreateRoleAssignment Success ${shop}`,
    ]);
    await enter(shop);
    await enter(blog);
    await expect(enter(sandbox)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(enter(adminUin)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('stands for the department alone when that was chosen', async () => {
    await member('blog', production);
    await member('shop', web);

    await grant(production, { withBelow: false });

    expect(await entrances()).toEqual(['blog']);
  });

  it('gives nothing in the admin account, unless somebody wanted exactly that', async () => {
    await member('blog', root);
    const { departmentAuthorizationId } = await grant(root);
    expect(await entrances()).toEqual(['blog']);

    await remove(departmentAuthorizationId);
    await grant(root, { includesAdminAccount: true });

    expect(await entrances()).toEqual(['Northwind HQ', 'blog']);
  });

  it('is inherited by whatever account comes, created or moved, and deployed there', async () => {
    await grant(production);
    const shop = await member('shop', web);
    const sandbox = await member('sandbox', root);
    await move(sandbox, production);
    expect(await entrances()).toEqual([]);

    await settle();

    expect(await entrances()).toEqual(['sandbox', 'shop']);
    await enter(shop);
    await enter(sandbox);
  });

  it('ends for an account in the very moment in which it goes elsewhere, and puts out who is inside', async () => {
    const shop = await member('shop', web);
    await grant(production);
    await world.runJobs();
    const isInside = await goInside(shop);

    await move(shop, root);
    expect(await entrances()).toEqual([]);
    await expect(enter(shop)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await isInside()).toBe(true);
    await settle();

    expect(await isInside()).toBe(false);
    expect(await tasks()).toContain(`DeleteRoleAssignment Success ${shop}`);
    expect(await world.db.selectFrom('authorizations').selectAll().execute()).toEqual([]);
  });

  it('is not interrupted by a move within the department, nor by one there and back', async () => {
    const shop = await member('shop', web);
    await grant(production);
    await world.runJobs();
    const isInside = await goInside(shop);

    await move(shop, production);
    expect(await entrances()).toEqual(['shop']);
    await settle();
    await move(shop, root);
    await move(shop, web);
    await settle();

    expect(await entrances()).toEqual(['shop']);
    expect(await isInside()).toBe(true);
  });

  it('may be settled again and again, and changes nothing then', async () => {
    const shop = await member('shop', web);
    await grant(production);
    await settle();
    const before = [await tasks(), await world.db.selectFrom('authorizations').selectAll().execute()];

    await world.execute(inheritAuthorizations, systemActor, { spaceId: zoneId, uins: [shop] });

    expect([await tasks(), await world.db.selectFrom('authorizations').selectAll().execute()]).toEqual(
      before,
    );
  });

  it('stands beside a direct authorization of the same; removing either leaves the other', async () => {
    const shop = await member('shop', web);
    await authorize(world, administrator, zoneId, [{ user: alice, uin: shop, configuration: reader }]);
    const { departmentAuthorizationId } = await grant(production);
    await world.runJobs();
    const isInside = await goInside(shop);

    await remove(departmentAuthorizationId, {
      deprovisionStrategy: 'DeprovisionForLastRoleAssignmentOnAccount',
    });
    expect([await entrances(), await isInside()]).toEqual([['shop'], true]);
    const again = await grant(production);
    await removeSingly(shop);
    await world.runJobs();
    expect([await entrances(), await isInside()]).toEqual([['shop'], true]);

    await remove(again.departmentAuthorizationId);
    expect([await entrances(), await isInside()]).toEqual([[], false]);
  });

  it('cannot be removed in one account, and says where instead', async () => {
    const shop = await member('shop', web);
    await grant(production);
    await world.runJobs();
    const inherited = { code: 'AuthorizationInherited', details: { department: 'Production' } };

    await expect(removeSingly(shop)).rejects.toMatchObject(inherited);
    await expect(
      world.execute(undeployRoleConfiguration, administrator, {
        ...{ zoneId, roleConfigurationId: reader, targetType: 'MemberUin', targetUin: shop },
        authorizationCount: 1,
      }),
    ).rejects.toMatchObject(inherited);

    expect(await entrances()).toEqual(['shop']);
  });

  it('says to administrators and to the person where a right comes from', async () => {
    const shop = await member('shop', web);
    const { departmentAuthorizationId } = await grant(production);
    await world.runJobs();

    const { roleAssignments } = await world.execute(listRoleAssignments, administrator, { zoneId });
    const why = { departmentAuthorizationId, nodeId: production, nodeName: 'Production' };
    expect(roleAssignments).toMatchObject([{ targetUin: shop, why }]);
    const { reasons } = await world.execute(explainAccess, employee(), {
      ...{ uin: shop, permissionConfigurationId: reader },
    });
    expect(reasons).toMatchObject([{ groupName: null, departmentName: 'Production' }]);
  });

  it('takes the configuration out of the accounts with the last authorization, on request', async () => {
    await member('shop', web);
    const { departmentAuthorizationId } = await grant(production);
    await world.runJobs();

    await remove(departmentAuthorizationId, {
      deprovisionStrategy: 'DeprovisionForLastRoleAssignmentOnAccount',
    });
    await world.runJobs();

    expect(await world.db.selectFrom('deployments').selectAll().execute()).toEqual([]);
    const roles = world.db.selectFrom('cam_roles').select('role_name').where('role_name', 'like', '%-Reader');
    expect(await roles.execute()).toEqual([]);
  });

  it('counts from its start and not from its end on, for all who inherit it', async () => {
    const shop = await member('shop', web);
    const { departmentAuthorizationId } = await grant(production, { endTime: inDays(2) });
    await world.runJobs();
    const isInside = await goInside(shop);
    const change = (startTime: Date | null, endTime: Date | null) =>
      world.execute(updateDepartmentAuthorization, administrator, {
        ...{ zoneId, departmentAuthorizationId, startTime, endTime },
      });

    await change(inDays(1), inDays(3));
    expect([await entrances(), await isInside()]).toEqual([[], false]);
    world.clock.advance(days(1));
    expect(await entrances()).toEqual(['shop']);
    world.clock.advance(days(2));
    expect(await entrances()).toEqual([]);
    await world.execute(endAuthorizations, systemActor, {});
    await world.runJobs();

    expect(await world.db.selectFrom('department_authorizations').selectAll().execute()).toEqual([]);
    await expect(change(null, null)).rejects.toMatchObject({ code: 'DepartmentAuthorizationNotExist' });
  });

  it('holds back the deletion of its department and of whom it authorizes, even when no account inherits it', async () => {
    await grant(web);

    await expect(
      world.execute(deleteOrganizationNodes, administrator, { nodeId: [web] }),
    ).rejects.toMatchObject({ code: 'OrganizationNodeAuthorized' });
    await expect(world.execute(deleteUser, administrator, { zoneId, userId: alice })).rejects.toMatchObject({
      code: 'RoleConfigurationAuthorizationExist',
    });
  });

  it('exists once, however many administrators ask for it at the same moment', async () => {
    await member('shop', web);

    const outcomes = await Promise.allSettled([grant(production), grant(production), grant(production)]);

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'DepartmentAuthorizationExists' },
    });
    expect(await world.db.selectFrom('authorizations').selectAll().execute()).toHaveLength(1);
  });

  it('is given right also to an account that is moved at the same moment', async () => {
    const shop = await member('shop', root);

    await Promise.all([move(shop, web), grant(production)]);
    await settle();
    expect(await entrances()).toEqual(['shop']);

    const { departmentAuthorizations: found } = await world.execute(
      listDepartmentAuthorizations,
      administrator,
      { zoneId },
    );
    await Promise.all([move(shop, root), remove(found[0]?.departmentAuthorizationId ?? '')]);
    await settle();
    expect(await entrances()).toEqual([]);
  });

  it('comes of a draft that chooses a department, and shows before who gains what', async () => {
    await member('shop', web);
    await member('blog', production);
    const { draftId } = await world.execute(createAuthorizationDraft, administrator, { zoneId });
    await world.execute(updateAuthorizationDraft, administrator, {
      ...{ zoneId, draftId, department: { nodeId: production } },
      add: { userIds: [alice], roleConfigurationIds: [reader] },
    });
    const { plan, draft } = await world.execute(planAuthorizationDraft, administrator, { zoneId, draftId });
    expect(plan).toMatchObject({ accountCount: 2, gainingPersonCount: 1, gainedAccountCount: 2 });

    await world.execute(submitAuthorizationDraft, administrator, {
      zoneId,
      draftId,
      revision: draft.revision,
    });
    await member('later', web);
    await settle();

    expect(await entrances()).toEqual(['blog', 'later', 'shop']);
  });

  it('finds nothing of another organization', async () => {
    const other = await foundSouthwind(world);
    const { departmentAuthorizationId } = await grant(production);

    await expect(grant(production, { zoneId: other.zoneId }, other.administrator)).rejects.toMatchObject({
      code: 'OrganizationNodeNotExist',
    });
    await expect(grant(other.rootDepartmentId)).rejects.toMatchObject({ code: 'OrganizationNodeNotExist' });
    await expect(
      world.execute(deleteDepartmentAuthorization, other.administrator, {
        ...{ zoneId: other.zoneId, departmentAuthorizationId },
      }),
    ).rejects.toMatchObject({ code: 'DepartmentAuthorizationNotExist' });
  });

  it('does not stand in for a task: an account that comes back has what it inherits, and not more', async () => {
    const shop = await member('shop', web);
    await world.execute(createRoleAssignment, administrator, {
      ...{ zoneId, roleAssignmentInfo: [{ ...triplet(shop), targetType: 'MemberUin' }] },
    });
    await grant(production);
    await world.runJobs();

    await move(shop, root);
    await settle();

    expect(await entrances()).toEqual(['shop']);
    expect(
      await world.db.selectFrom('authorizations').select('department_authorization_id').execute(),
    ).toEqual([{ department_authorization_id: null }]);
  });
});
