import type { Principal } from '../src/action/actor.ts';
import { systemActor } from '../src/action/actor.ts';
import type { Execute } from '../src/action/execute.ts';
import { createRoleAssignment } from '../src/domain/identity-center/authorizations/create-role-assignment.ts';
import { createUserSyncProvisioning } from '../src/domain/identity-center/cam-user-synchronizations/create-user-sync-provisioning.ts';
import { addUserToGroup } from '../src/domain/identity-center/groups/add-user-to-group.ts';
import { createGroup } from '../src/domain/identity-center/groups/create-group.ts';
import { addPermissionPolicyToRoleConfiguration } from '../src/domain/identity-center/permission-configurations/add-permission-policy-to-role-configuration.ts';
import { createRoleConfiguration } from '../src/domain/identity-center/permission-configurations/create-role-configuration.ts';
import { setUpIdentityCenter } from '../src/domain/identity-center/space/set-up-identity-center.ts';
import { createUser } from '../src/domain/identity-center/users/create-user.ts';
import { createOrganizationMember } from '../src/domain/organization/accounts/create-organization-member.ts';
import { addOrganizationNode } from '../src/domain/organization/departments/add-organization-node.ts';
import {
  demoAuthorizations,
  demoConfigurations,
  demoDepartments,
  demoGroups,
  demoMembers,
  demoOrganization,
  demoPeople,
  demoSynchronizations,
} from './demo-organization.ts';
import { get, type Ids } from './ids.ts';
import { loadAdministration } from './load-administration.ts';

/** Loads the demo organization as its administrator would, action by action. */
export async function loadDemo(execute: Execute): Promise<{ administrator: Principal; zoneId: string }> {
  const founded = await execute(setUpIdentityCenter, systemActor, {
    organizationName: demoOrganization.name,
    accountName: demoOrganization.adminAccount,
    spaceName: demoOrganization.spaceName,
    email: demoOrganization.rootEmail,
    password: demoOrganization.rootPassword,
  });
  const { zoneId } = founded;
  const administrator: Principal = {
    kind: 'principal',
    organizationId: founded.organizationId,
    uin: founded.adminUin,
    identity: { type: 'root' },
  };
  const loader = { execute, administrator, zoneId };

  const departments = await loadDepartments(loader, founded.rootDepartmentId);
  const accounts = await loadAccounts(loader, departments, founded.rootDepartmentId);
  accounts.set(demoOrganization.adminAccount, founded.adminUin);
  const users = await loadUsers(loader);
  const groups = await loadGroups(loader, users);
  const configurations = await loadConfigurations(loader);
  await authorize(loader, founded.adminUin, { accounts, users, groups, configurations });
  await synchronize(loader, founded.adminUin, { accounts, users, groups });
  await loadAdministration({ execute, administrator, departments, accounts });
  return { administrator, zoneId };
}

interface Loader {
  execute: Execute;
  administrator: Principal;
  zoneId: string;
}

async function loadDepartments(
  { execute, administrator }: Loader,
  rootDepartmentId: number,
): Promise<Ids<number>> {
  const departments: Ids<number> = new Map();
  for (const { name, parent } of demoDepartments) {
    const parentNodeId = parent === null ? rootDepartmentId : get(departments, parent);
    const { nodeId } = await execute(addOrganizationNode, administrator, { parentNodeId, name });
    departments.set(name, nodeId);
  }
  return departments;
}

async function loadAccounts(
  { execute, administrator }: Loader,
  departments: Ids<number>,
  rootDepartmentId: number,
): Promise<Ids<number>> {
  const accounts: Ids<number> = new Map();
  for (const { name, department, remark } of demoMembers) {
    const nodeId = department === null ? rootDepartmentId : get(departments, department);
    const { uin } = await execute(createOrganizationMember, administrator, { name, nodeId, remark });
    accounts.set(name, uin);
  }
  return accounts;
}

async function loadUsers({ execute, administrator, zoneId }: Loader): Promise<Ids<string>> {
  const users: Ids<string> = new Map();
  for (const { isDisabled, shows, ...person } of demoPeople) {
    const { userInfo } = await execute(createUser, administrator, {
      zoneId,
      ...person,
      userStatus: isDisabled ? 'Disabled' : 'Enabled',
    });
    users.set(person.userName, userInfo.userId);
  }
  return users;
}

async function loadGroups(
  { execute, administrator, zoneId }: Loader,
  users: Ids<string>,
): Promise<Ids<string>> {
  const groups: Ids<string> = new Map();
  for (const { name, description, members } of demoGroups) {
    const { groupInfo } = await execute(createGroup, administrator, { zoneId, groupName: name, description });
    groups.set(name, groupInfo.groupId);
    for (const member of members) {
      await execute(addUserToGroup, administrator, {
        zoneId,
        groupId: groupInfo.groupId,
        userId: get(users, member),
      });
    }
  }
  return groups;
}

async function loadConfigurations({ execute, administrator, zoneId }: Loader): Promise<Ids<string>> {
  const configurations: Ids<string> = new Map();
  for (const { name, description, sessionSeconds, relayState, policies } of demoConfigurations) {
    const { roleConfigurationInfo } = await execute(createRoleConfiguration, administrator, {
      zoneId,
      roleConfigurationName: name,
      description,
      sessionDuration: sessionSeconds,
      relayState,
    });
    const { roleConfigurationId } = roleConfigurationInfo;
    await execute(addPermissionPolicyToRoleConfiguration, administrator, {
      zoneId,
      roleConfigurationId,
      rolePolicyType: 'System',
      rolePolicyNames: [...policies],
    });
    configurations.set(name, roleConfigurationId);
  }
  return configurations;
}

interface Made {
  accounts: Ids<number>;
  users: Ids<string>;
  groups: Ids<string>;
}

async function authorize(
  { execute, administrator, zoneId }: Loader,
  adminUin: number,
  made: Made & { configurations: Ids<string> },
): Promise<void> {
  await execute(createRoleAssignment, administrator, {
    zoneId,
    roleAssignmentInfo: demoAuthorizations.map((authorization) => ({
      ...principalOf(authorization, made),
      ...targetOf(authorization.account, made, adminUin),
      roleConfigurationId: get(made.configurations, authorization.configuration),
    })),
  });
}

async function synchronize(
  { execute, administrator, zoneId }: Loader,
  adminUin: number,
  made: Made,
): Promise<void> {
  await execute(createUserSyncProvisioning, administrator, {
    zoneId,
    userSyncProvisionings: demoSynchronizations.map(
      ({ description, duplicationStrategy, deletionStrategy, ...synchronization }) => ({
        ...principalOf(synchronization, made),
        ...targetOf(synchronization.account, made, adminUin),
        description,
        duplicationStrategy,
        deletionStrategy,
      }),
    ),
  });
}

const principalOf = ({ user, group }: { user?: string; group?: string }, { users, groups }: Made) =>
  user === undefined
    ? { principalType: 'Group' as const, principalId: get(groups, group ?? '') }
    : { principalType: 'User' as const, principalId: get(users, user) };

function targetOf(account: string, { accounts }: Made, adminUin: number) {
  const targetUin = get(accounts, account);
  return { targetUin, targetType: targetUin === adminUin ? ('ManagerUin' as const) : ('MemberUin' as const) };
}
