import type { ActionContext } from '../../../../action/define-action.ts';
import type { Transaction } from '../../../../platform/database/database.ts';
import { attachments, customPolicies, policyVersions, roles, trustAccount } from '../../../cam/index.ts';
import { type LoginPermission, roleNameOf } from '../login-permissions/login-permission.ts';
import { managedBy } from '../managed-by.ts';

/** As long as AssumeRole gives where nothing else is said (reference: STS actions). */
const sessionSeconds = 7200;

type Context = Pick<ActionContext, 'db' | 'now'>;

export const hasMemberRole = async (
  db: Transaction,
  uin: number,
  loginPermissionId: number,
): Promise<boolean> => (await roles.find(db, uin, roleNameOf(loginPermissionId))) !== undefined;

/** Makes the role that a login permission is in a member, or brings it in line: whom it trusts and its policies. */
export async function putMemberRole(
  { db, now }: Context,
  admin: { uin: number; organizationId: number },
  uin: number,
  permission: LoginPermission,
): Promise<void> {
  const roleName = roleNameOf(permission.loginPermissionId);
  const owner = managedBy(admin.organizationId);
  const content = {
    roleName,
    description: `Login permission: ${permission.name}`,
    trustPolicy: trustAccount(admin.uin),
    consoleLogin: true,
    sessionSeconds,
  };
  const { roleId } = await roles.put(db, uin, content, owner, now);
  const customPolicyId = await putCustomPolicy({ db, now }, { uin, owner, policyName: roleName }, permission);
  const wanted = new Set([
    ...permission.policyIds,
    ...(customPolicyId === undefined ? [] : [customPolicyId]),
  ]);

  const role = { kind: 'role', principalId: roleId } as const;
  const present = await attachments.list(db, uin, role);
  for (const policyId of wanted) await attachments.attach(db, uin, role, policyId, now);
  for (const policyId of present)
    if (!wanted.has(policyId)) await attachments.detach(db, uin, role, policyId);
}

/** The policy of a permission's own, in the member under the name of the role; gone when the permission has none. */
async function putCustomPolicy(
  { db, now }: Context,
  { uin, owner, policyName }: { uin: number; owner: string; policyName: string },
  { customPolicy }: LoginPermission,
): Promise<number | undefined> {
  const present = await customPolicies.findByName(db, uin, policyName);
  if (!customPolicy) {
    if (present) await removePolicy(db, uin, present.policyId);
    return undefined;
  }
  const document = customPolicy.policyDocument;
  if (!present) {
    const description = customPolicy.policyName;
    return customPolicies.insert(db, uin, { policyName, description, spaceId: owner }, document, now);
  }
  const { policyId, defaultVersion: version } = present;
  await customPolicies.update(db, uin, policyId, { description: customPolicy.policyName }, now);
  await policyVersions.rewrite(db, uin, policyId, { version, document });
  return policyId;
}

/** With everything that hangs on it: sessions of the role end with it. */
export async function removeMemberRole(
  db: Transaction,
  uin: number,
  loginPermissionId: number,
): Promise<void> {
  const roleName = roleNameOf(loginPermissionId);
  const policy = await customPolicies.findByName(db, uin, roleName);
  if (policy) await removePolicy(db, uin, policy.policyId);
  const role = await roles.find(db, uin, roleName);
  if (!role) return;
  await attachments.detachAll(db, uin, { kind: 'role', principalId: role.roleId });
  await roles.remove(db, uin, role.roleId);
}

async function removePolicy(db: Transaction, uin: number, policyId: number): Promise<void> {
  await attachments.detachEverywhere(db, uin, policyId);
  await customPolicies.remove(db, uin, policyId);
}
