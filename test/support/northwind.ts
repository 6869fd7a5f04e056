import type { Principal } from '../../src/action/actor.ts';
import { createRoleAssignment } from '../../src/domain/identity-center/authorizations/create-role-assignment.ts';
import { createUserSyncProvisioning } from '../../src/domain/identity-center/cam-user-synchronizations/create-user-sync-provisioning.ts';
import { addUserToGroup } from '../../src/domain/identity-center/groups/add-user-to-group.ts';
import { createGroup } from '../../src/domain/identity-center/groups/create-group.ts';
import { addPermissionPolicyToRoleConfiguration } from '../../src/domain/identity-center/permission-configurations/add-permission-policy-to-role-configuration.ts';
import { createRoleConfiguration } from '../../src/domain/identity-center/permission-configurations/create-role-configuration.ts';
import { setExternalSamlIdentityProvider } from '../../src/domain/identity-center/sso/set-external-saml-identity-provider.ts';
import { createUser } from '../../src/domain/identity-center/users/create-user.ts';
import type { TestIdentityProvider } from './identity-provider.ts';
import type { World } from './world.ts';

/** Short ways to the things most tests need, through the actions administrators use. */
export async function createPerson(
  world: World,
  administrator: Principal,
  zoneId: string,
  userName: string,
  attributes: object = {},
) {
  const { userInfo } = await world.execute(createUser, administrator, { zoneId, userName, ...attributes });
  return userInfo.userId;
}

export async function createConfiguration(
  world: World,
  administrator: Principal,
  zoneId: string,
  roleConfigurationName: string,
  rolePolicyNames: string[],
  attributes: object = {},
) {
  const { roleConfigurationInfo } = await world.execute(createRoleConfiguration, administrator, {
    zoneId,
    roleConfigurationName,
    ...attributes,
  });
  const { roleConfigurationId } = roleConfigurationInfo;
  await world.execute(addPermissionPolicyToRoleConfiguration, administrator, {
    zoneId,
    roleConfigurationId,
    rolePolicyType: 'System',
    rolePolicyNames,
  });
  return roleConfigurationId;
}

export async function createGroupOf(
  world: World,
  administrator: Principal,
  zoneId: string,
  groupName: string,
  members: string[],
) {
  const { groupInfo } = await world.execute(createGroup, administrator, { zoneId, groupName });
  for (const userId of members) {
    await world.execute(addUserToGroup, administrator, { zoneId, groupId: groupInfo.groupId, userId });
  }
  return groupInfo.groupId;
}

interface Grant {
  user?: string;
  group?: string;
  uin: number;
  configuration: string;
}

/** Authorizes and, unless told otherwise, deploys. */
export async function authorize(
  world: World,
  administrator: Principal,
  zoneId: string,
  grants: Grant[],
  { deploy = true } = {},
) {
  await world.execute(createRoleAssignment, administrator, {
    zoneId,
    roleAssignmentInfo: grants.map(({ user, group, uin, configuration }) => ({
      principalType: user ? 'User' : 'Group',
      principalId: user ?? group,
      targetUin: uin,
      targetType: 'MemberUin',
      roleConfigurationId: configuration,
    })),
  });
  if (deploy) await world.runJobs();
}

export async function synchronize(
  world: World,
  administrator: Principal,
  zoneId: string,
  grant: { user?: string; group?: string; uin: number },
) {
  const { tasks } = await world.execute(createUserSyncProvisioning, administrator, {
    zoneId,
    userSyncProvisionings: [
      {
        principalType: grant.user ? 'User' : 'Group',
        principalId: grant.user ?? grant.group,
        targetUin: grant.uin,
        targetType: 'MemberUin',
        duplicationStrategy: 'KeepBoth',
        deletionStrategy: 'Keep',
      },
    ],
  });
  await world.runJobs();
  return tasks;
}

export async function trustIdentityProvider(
  world: World,
  administrator: Principal,
  zoneId: string,
  idp: TestIdentityProvider,
) {
  await world.execute(setExternalSamlIdentityProvider, administrator, {
    zoneId,
    encodedMetadataDocument: Buffer.from(idp.metadata).toString('base64'),
    ssoStatus: 'Enabled',
  });
}
