import type { Principal } from '../../src/action/actor.ts';
import { createRoleAssignment } from '../../src/domain/identity-center/authorizations/create-role-assignment.ts';
import { createUserSyncProvisioning } from '../../src/domain/identity-center/cam-user-synchronizations/create-user-sync-provisioning.ts';
import { createGroup } from '../../src/domain/identity-center/groups/create-group.ts';
import { createRoleConfiguration } from '../../src/domain/identity-center/permission-configurations/create-role-configuration.ts';
import { createUser } from '../../src/domain/identity-center/users/create-user.ts';
import { createOrgServiceAssign } from '../../src/domain/organization/member-logins/delegated-administrators/create-org-service-assign.ts';
import { deleteOrgServiceAssign } from '../../src/domain/organization/member-logins/delegated-administrators/delete-org-service-assign.ts';
import { openCompany } from './member-logins.ts';

export type DelegatedCompany = Awaited<ReturnType<typeof openDelegatedCompany>>;

export const rootOf = (uin: number): Principal => ({ kind: 'principal', uin, identity: { type: 'root' } });

/** The company with a user, a user group and a permission configuration, and short ways to delegate and to grant. */
export async function openDelegatedCompany() {
  const company = await openCompany();
  const { world, administrator, zoneId } = company;
  const as = (actor: Principal) => ({
    user: async (userName: string) =>
      (await world.execute(createUser, actor, { zoneId, userName })).userInfo.userId,
    group: async (groupName: string) =>
      (await world.execute(createGroup, actor, { zoneId, groupName })).groupInfo.groupId,
    configuration: async (roleConfigurationName: string) =>
      (await world.execute(createRoleConfiguration, actor, { zoneId, roleConfigurationName }))
        .roleConfigurationInfo.roleConfigurationId,
    authorize: (principalId: string, roleConfigurationId: string, targetUin: number) => {
      const principalType = principalId.startsWith('g-') ? 'Group' : 'User';
      const wanted = { principalId, principalType, targetUin, targetType: 'MemberUin', roleConfigurationId };
      return world.execute(createRoleAssignment, actor, { zoneId, roleAssignmentInfo: [wanted] });
    },
    synchronize: (principalId: string, targetUin: number) => {
      const principalType = principalId.startsWith('g-') ? 'Group' : 'User';
      const wanted = { principalId, principalType, targetUin, targetType: 'MemberUin' };
      const strategies = { duplicationStrategy: 'TakeOver', deletionStrategy: 'Keep' };
      const userSyncProvisionings = [{ ...wanted, ...strategies }];
      return world.execute(createUserSyncProvisioning, actor, { zoneId, userSyncProvisionings });
    },
  });
  const admin = as(administrator);
  return {
    ...company,
    as,
    admin,
    delegate: as(rootOf(company.web)),
    web: company.web,
    member: rootOf(company.web),
    userId: await admin.user('dana'),
    groupId: await admin.group('Platform'),
    configurationId: await admin.configuration('Operators'),
    /** For all members, or for these and the members in and below these departments. */
    entrust: (product: string, managementScopeUins?: number[], managementScopeNodeIds: number[] = []) =>
      world.execute(createOrgServiceAssign, administrator, {
        product,
        memberUins: [company.web],
        ...(managementScopeUins && { managementScope: 2, managementScopeUins, managementScopeNodeIds }),
      }),
    dismiss: (product: string) =>
      world.execute(deleteOrgServiceAssign, administrator, { product, memberUin: company.web }),
  };
}
