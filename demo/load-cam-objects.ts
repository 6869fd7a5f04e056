import type { Principal } from '../src/action/actor.ts';
import type { Execute } from '../src/action/execute.ts';
import { addCamUserToGroup } from '../src/domain/cam/groups/add-user-to-group.ts';
import { createCamGroup } from '../src/domain/cam/groups/create-group.ts';
import { findPresetPolicyByName } from '../src/domain/cam/index.ts';
import { attachGroupPolicy } from '../src/domain/cam/policies/attach-group-policy.ts';
import { attachRolePolicy } from '../src/domain/cam/policies/attach-role-policy.ts';
import { attachUserPolicy } from '../src/domain/cam/policies/attach-user-policy.ts';
import { createCamPolicy } from '../src/domain/cam/policies/create-policy.ts';
import { createPolicyVersion } from '../src/domain/cam/policies/create-policy-version.ts';
import { createRole } from '../src/domain/cam/roles/create-role.ts';
import { addCamUser } from '../src/domain/cam/users/add-user.ts';
import { demoCamGroups, demoCamPolicy, demoCamUser, demoCamUsers, demoRole } from './demo-administration.ts';
import { get, type Ids } from './ids.ts';

/** What is inside the account of the owner: CAM users, user groups, a policy with versions, a role of a service. */
export async function loadCamObjects(execute: Execute, owner: Principal): Promise<Ids<number>> {
  const users = await loadUsers(execute, owner);
  for (const { name: groupName, remark, users: names, preset } of demoCamGroups) {
    const { groupId } = await execute(createCamGroup, owner, { groupName, remark });
    const info = names.map((name) => ({ groupId, uin: get(users, name) }));
    await execute(addCamUserToGroup, owner, { info });
    await execute(attachGroupPolicy, owner, { policyId: presetId(preset), attachGroupId: groupId });
  }
  await loadPolicy(execute, owner, users);
  const { name: roleName, description, trust: policyDocument, preset } = demoRole;
  const { roleId } = await execute(createRole, owner, { roleName, description, policyDocument });
  await execute(attachRolePolicy, owner, { policyId: presetId(preset), attachRoleId: roleId });
  return users;
}

async function loadUsers(execute: Execute, owner: Principal): Promise<Ids<number>> {
  const users: Ids<number> = new Map();
  for (const { policies, useApi, ...user } of demoCamUsers) {
    const signsIn = user.name === demoCamUser.name;
    const { uin } = await execute(addCamUser, owner, {
      ...user,
      ...(signsIn && { consoleLogin: 1, password: demoCamUser.password }),
      ...(useApi && { useApi: 1 }),
    });
    for (const policy of policies) {
      await execute(attachUserPolicy, owner, { policyId: presetId(policy), attachUin: uin });
    }
    users.set(user.name, uin);
  }
  return users;
}

async function loadPolicy(execute: Execute, owner: Principal, users: Ids<number>): Promise<void> {
  const { name: policyName, description, first, second, user } = demoCamPolicy;
  const { policyId } = await execute(createCamPolicy, owner, {
    ...{ policyName, description, policyDocument: first },
  });
  await execute(createPolicyVersion, owner, { policyId, policyDocument: second, setAsDefault: true });
  await execute(attachUserPolicy, owner, { policyId, attachUin: get(users, user) });
}

function presetId(policyName: string): number {
  const policy = findPresetPolicyByName(policyName);
  if (!policy) throw new Error(`The demo organization names "${policyName}", which is no preset policy.`);
  return policy.policyId;
}
