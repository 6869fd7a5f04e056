import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { catalogue } from '../../../../src/catalogue.ts';
import { listAuditEvents } from '../../../../src/domain/audit/list-audit-events.ts';
import { createRoleAssignment } from '../../../../src/domain/identity-center/authorizations/create-role-assignment.ts';
import { createDepartmentAuthorization } from '../../../../src/domain/identity-center/authorizations/departments/create-department-authorization.ts';
import { listDepartmentAuthorizations } from '../../../../src/domain/identity-center/authorizations/departments/list-department-authorizations.ts';
import { addUserToGroup } from '../../../../src/domain/identity-center/groups/add-user-to-group.ts';
import { addPermissionPolicyToRoleConfiguration } from '../../../../src/domain/identity-center/permission-configurations/add-permission-policy-to-role-configuration.ts';
import { describeIdentityCenter } from '../../../../src/domain/identity-center/space/describe-identity-center.ts';
import { prepareSamlSigningKey } from '../../../../src/domain/identity-center/sso/keys/prepare-saml-signing-key.ts';
import { setExternalSamlIdentityProvider } from '../../../../src/domain/identity-center/sso/set-external-saml-identity-provider.ts';
import { listUsers } from '../../../../src/domain/identity-center/users/list-users.ts';
import { updateUserStatus } from '../../../../src/domain/identity-center/users/update-user-status.ts';
import { addOrganizationNode } from '../../../../src/domain/organization/departments/add-organization-node.ts';
import { deleteOrganizationNodes } from '../../../../src/domain/organization/departments/delete-organization-nodes.ts';
import { createOrgServiceAssign } from '../../../../src/domain/organization/member-logins/delegated-administrators/create-org-service-assign.ts';
import { type DelegatedCompany, openDelegatedCompany, rootOf } from '../../../support/delegated.ts';
import { openCompany, southwind } from '../../../support/member-logins.ts';

/** Everything that says who may enter what. */
const grantsIn = async ({ db }: DelegatedCompany['world']) => ({
  authorizations: await db.selectFrom('authorizations').selectAll().execute(),
  synchronizations: await db.selectFrom('user_synchronizations').selectAll().execute(),
  groupMembers: await db.selectFrom('group_members').selectAll().execute(),
  policies: await db.selectFrom('permission_configuration_policies').selectAll().execute(),
  users: await db.selectFrom('users').select(['user_id', 'status']).orderBy('user_id').execute(),
  delegated: await db.selectFrom('delegated_administrators').selectAll().execute(),
  scopes: await db.selectFrom('delegation_scopes').selectAll().execute(),
});

describe('a delegated administrator that reaches for more', () => {
  let company: DelegatedCompany;
  beforeEach(async () => {
    company = await openDelegatedCompany();
  });

  const zone = () => ({ zoneId: company.zoneId });
  const mayAll = () => company.entrust('identitycenter');
  const maySome = () => company.entrust('identitycenter', [company.shop]);
  const users = (actor: Principal = company.member) => company.world.execute(listUsers, actor, zone());
  const isRefused = async (attempt: () => Promise<unknown>, refusal: object) => {
    const before = await grantsIn(company.world);
    await expect(attempt()).rejects.toMatchObject(refusal);
    expect(await grantsIn(company.world)).toEqual(before);
  };
  const department = async (name: string) =>
    (
      await company.world.execute(addOrganizationNode, company.administrator, {
        ...{ parentNodeId: company.rootDepartmentId, name },
      })
    ).nodeId;
  const beyond = { kind: 'forbidden', code: 'UsedBeyondManagementScope' };
  const notFound = { kind: 'not-found', code: 'OrganizationMemberNotExist' };
  const forbidden = { kind: 'forbidden' };

  it('does not authorize into the admin account, even when it manages all members', async () => {
    await mayAll();
    const { userId, groupId, configurationId, adminUin } = company;

    await isRefused(() => company.delegate.authorize(userId, configurationId, adminUin), notFound);
    await isRefused(() => company.delegate.authorize(groupId, configurationId, adminUin), notFound);
    await isRefused(() => company.delegate.synchronize(groupId, adminUin), notFound);
    await company.world.runJobs();
    expect(await company.world.db.selectFrom('deployments').selectAll().execute()).toEqual([]);
  });

  it('does not come into the admin account by a user group that is authorized or synchronized there', async () => {
    const { groupId, configurationId, adminUin } = company;
    const synchronized = await company.admin.group('Synchronized');
    await company.admin.authorize(groupId, configurationId, adminUin);
    await company.admin.synchronize(synchronized, adminUin);
    await mayAll();
    const mallory = await company.delegate.user('mallory');

    for (const id of [groupId, synchronized]) {
      const join = { ...zone(), groupId: id, userId: mallory };
      await isRefused(() => company.world.execute(addUserToGroup, company.member, join), beyond);
    }
  });

  it('does not make a permission configuration mightier that others use', async () => {
    const { userId, configurationId, data } = company;
    await company.admin.authorize(userId, configurationId, data);
    await maySome();
    const mightier = {
      ...zone(),
      roleConfigurationId: configurationId,
      rolePolicyType: 'System',
      rolePolicyNames: ['AdministratorAccess'],
    };

    await isRefused(
      () => company.world.execute(addPermissionPolicyToRoleConfiguration, company.member, mightier),
      beyond,
    );
    await mayAll();
    await expect(
      company.world.execute(addPermissionPolicyToRoleConfiguration, company.member, mightier),
    ).resolves.toEqual({});
  });

  it('neither lets in nor locks out people of accounts that it does not manage', async () => {
    const { userId, groupId, configurationId, data } = company;
    await company.world.execute(addUserToGroup, company.administrator, { ...zone(), groupId, userId });
    await company.admin.authorize(groupId, configurationId, data);
    await maySome();

    for (const newUserStatus of ['Disabled', 'Enabled']) {
      const change = { ...zone(), userId, newUserStatus };
      await isRefused(() => company.world.execute(updateUserStatus, company.member, change), beyond);
    }
    const own = await company.delegate.user('own');
    const change = { ...zone(), userId: own, newUserStatus: 'Disabled' };
    await expect(company.world.execute(updateUserStatus, company.member, change)).resolves.toEqual({});
  });

  it('does not lock out somebody who has nothing left but a CAM user elsewhere', async () => {
    const { userId, data, world } = company;
    await company.admin.synchronize(userId, data);
    await world.runJobs();
    await world.db.deleteFrom('user_synchronizations').execute();
    await maySome();

    const change = { ...zone(), userId, newUserStatus: 'Disabled' };
    await isRefused(() => world.execute(updateUserStatus, company.member, change), beyond);
  });

  it('does not grant anything of a call that asks for one account too many', async () => {
    await maySome();
    const { userId: principalId, configurationId: roleConfigurationId, shop, data } = company;
    const wanted = { principalId, principalType: 'User', targetType: 'MemberUin', roleConfigurationId };
    const roleAssignmentInfo = [shop, data].map((targetUin) => ({ ...wanted, targetUin }));

    await isRefused(
      () => company.world.execute(createRoleAssignment, company.member, { ...zone(), roleAssignmentInfo }),
      notFound,
    );
    expect(await company.world.runJobs()).toBe(0);
  });

  it('does not change whom the space believes, for that decides who enters the admin account', async () => {
    await mayAll();
    const { world, member } = company;
    const metadata = { ...zone(), samlMetadata: '<x/>', ssoStatus: 'Enabled' };

    for (const attempt of [
      () => world.execute(setExternalSamlIdentityProvider, member, metadata),
      () => world.execute(prepareSamlSigningKey, member, { ...zone(), use: 'service-provider' }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ kind: 'forbidden', code: 'UnauthorizedOperation' });
    }
  });

  it('does not widen its own delegation, nor trust another member', async () => {
    await maySome();
    const { world, web, data, member } = company;

    for (const memberUins of [[web], [data]]) {
      const widen = { product: 'identitycenter', memberUins };
      await isRefused(() => world.execute(createOrgServiceAssign, member, widen), forbidden);
    }
    await isRefused(
      () =>
        world.execute(addOrganizationNode, member, {
          parentNodeId: company.rootDepartmentId,
          name: 'Mine',
        }),
      forbidden,
    );
  });

  it('is believed nothing of what its session claims to administer', async () => {
    const { organizationId, member, userId, configurationId, data, adminUin } = company;
    const delegation = { organizationId, service: 'identitycenter', managesAll: true } as const;
    const liars: Principal[] = [
      { ...member, organizationId },
      { ...member, delegation },
      { ...rootOf(data), delegation, organizationId },
    ];

    for (const liar of liars) await expect(users(liar)).rejects.toMatchObject(forbidden);
    await maySome();
    for (const liar of liars.slice(0, 2)) {
      for (const uin of [data, adminUin]) {
        await isRefused(() => company.as(liar).authorize(userId, configurationId, uin), notFound);
      }
    }
  });

  it('manages nobody, not everybody, when the last of its departments is gone', async () => {
    const { world, administrator, rootDepartmentId: parentNodeId, userId, configurationId } = company;
    const { nodeId } = await world.execute(addOrganizationNode, administrator, {
      parentNodeId,
      name: 'Gone',
    });
    await company.entrust('identitycenter', [], [nodeId]);
    await world.execute(deleteOrganizationNodes, administrator, { nodeId: [nodeId] });

    for (const uin of [company.shop, company.web, company.adminUin]) {
      await isRefused(() => company.delegate.authorize(userId, configurationId, uin), notFound);
    }
  });

  it('reaches no space and no account of another organization', async () => {
    await mayAll();
    const other = await openCompany(company.world, southwind);
    const { userId, configurationId, world } = company;

    await expect(world.execute(listUsers, company.member, { zoneId: other.zoneId })).rejects.toMatchObject({
      kind: 'not-found',
    });
    await isRefused(() => company.delegate.authorize(userId, configurationId, other.web), notFound);
    await expect(users(rootOf(other.web))).rejects.toMatchObject(forbidden);
  });

  it('of one service has nothing of another', async () => {
    await company.entrust('cloudaudit');
    await expect(users()).rejects.toMatchObject({ kind: 'forbidden', code: 'ServiceNotDelegated' });
    await expect(company.world.execute(listAuditEvents, company.member, {})).resolves.toBeDefined();

    await company.dismiss('cloudaudit');
    await mayAll();
    await expect(company.world.execute(listAuditEvents, company.member, {})).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'ServiceNotDelegated',
    });
    await company.dismiss('identitycenter');
    await company.entrust('config');
    await expect(users()).rejects.toMatchObject(forbidden);
    await expect(company.world.execute(describeIdentityCenter, company.member, {})).rejects.toMatchObject(
      forbidden,
    );
  });

  it('authorizes in the departments that it manages as a whole, in no other, and never in the admin account', async () => {
    const { world, zoneId, userId, configurationId, shop, administrator } = company;
    const [own, foreign] = [await department('Own'), await department('Foreign')];
    await company.entrust('identitycenter', [shop], [own]);
    const grant = (nodeId: number, more: object = {}) =>
      world.execute(createDepartmentAuthorization, company.member, {
        ...{ zoneId, nodeId, principalType: 'User', principalId: userId },
        ...{ roleConfigurationId: configurationId, ...more },
      });
    const isRefusedThere = async (attempt: () => Promise<unknown>, refusal: object) => {
      await expect(attempt()).rejects.toMatchObject(refusal);
      expect(await world.db.selectFrom('department_authorizations').selectAll().execute()).toEqual([]);
    };
    await isRefusedThere(() => grant(foreign), { code: 'OrganizationNodeNotExist' });
    await isRefusedThere(() => grant(company.rootDepartmentId), { code: 'OrganizationNodeNotExist' });
    await isRefusedThere(() => grant(own, { includesAdminAccount: true }), {
      code: 'AdminAccountNotManaged',
    });

    await grant(own);

    const listed = await world.execute(listDepartmentAuthorizations, company.member, { zoneId });
    expect(listed.departmentAuthorizations).toMatchObject([{ nodeName: 'Own' }]);
    await world.execute(createDepartmentAuthorization, administrator, {
      ...{ zoneId, nodeId: foreign, principalType: 'User', principalId: userId },
      roleConfigurationId: configurationId,
    });
    expect(await world.execute(listDepartmentAuthorizations, company.member, { zoneId })).toEqual(listed);
  });

  it('does not come into accounts that are still to come to a department, by a group that is authorized there', async () => {
    const { world, zoneId, groupId, configurationId, administrator } = company;
    const foreign = await department('Foreign');
    await world.execute(createDepartmentAuthorization, administrator, {
      ...{ zoneId, nodeId: foreign, principalType: 'Group', principalId: groupId },
      roleConfigurationId: configurationId,
    });
    await maySome();
    const mallory = await company.delegate.user('mallory');

    const join = { ...zone(), groupId, userId: mallory };
    await isRefused(() => world.execute(addUserToGroup, company.member, join), beyond);
  });

  it('writes nothing of the organization but what is listed here', () => {
    const open = [...catalogue.values()].filter(({ delegable, effect }) => delegable && effect === 'write');

    expect(open.map(({ id }) => id.replace('organization:', '')).sort()).toEqual([
      'AddPermissionPolicyToRoleConfiguration',
      'AddUserToGroup',
      'BatchAddUserToGroup',
      'BatchCreateUser',
      'BatchRemoveUserFromGroup',
      'CancelTask',
      'ChangeRoleConfiguration',
      'CreateDepartmentAuthorization',
      'CreateGroup',
      'CreateRoleAssignment',
      'CreateRoleConfiguration',
      'CreateTrackingSet',
      'CreateUser',
      'CreateUserSyncProvisioning',
      'DeleteGroup',
      'DeleteRoleAssignment',
      'DeleteRoleConfiguration',
      'DeleteTrackingSet',
      'DeleteUser',
      'DeleteUserSyncProvisioning',
      'DetectRoleConfigurationDrift',
      'DismantleRoleConfiguration',
      'EndUserSessions',
      'ExportAuditEvents',
      'ImportUsers',
      'ProvisionRoleConfiguration',
      'RedeployRoleConfigurations',
      'RemovePermissionPolicyFromRoleConfiguration',
      'RemoveUserFromGroup',
      'RetryTask',
      'RollBackRoleConfiguration',
      'TestTrackingSet',
      'UndeployRoleConfiguration',
      'UpdateCustomPolicyForRoleConfiguration',
      'UpdateGroup',
      'UpdateRoleConfiguration',
      'UpdateTrackingSet',
      'UpdateTrackingSetStatus',
      'UpdateUser',
      'UpdateUserStatus',
      'UpdateUserSyncProvisioning',
    ]);
  });
});
