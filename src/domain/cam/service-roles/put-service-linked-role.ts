import type { ActionContext } from '../../../action/define-action.ts';
import * as attachments from '../policies/attachment-queries.ts';
import { defaultSessionSeconds, type Role, roleNameTaken } from '../roles/role.ts';
import * as roles from '../roles/role-queries.ts';
import { trustService } from '../roles/trust-policy.ts';
import { getServiceLinkedRole, linkedRoleName } from './service-role.ts';
import { isTrusted } from './service-role-grant.ts';

interface Given {
  customSuffix?: string;
  description?: string;
  tags?: Role['tags'];
}

/** Creates the role of a service, as the service fixes it; returns its id. */
export async function putServiceLinkedRole(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  uin: number,
  service: string,
  { customSuffix = '', description = '', tags = [] }: Given = {},
): Promise<string> {
  const linked = getServiceLinkedRole(service);
  const roleName = linkedRoleName(linked, customSuffix);
  const role = {
    roleName,
    description: description || linked.description,
    trustPolicy: trustService(service),
    consoleLogin: false,
    sessionSeconds: defaultSessionSeconds,
    roleType: 'service_linked',
    tags,
  } as const;
  const roleId = await roles.insert(db, uin, role, now);
  if (roleId === undefined) throw roleNameTaken(roleName);
  for (const { policyId } of linked.policies) {
    await attachments.attach(db, uin, { kind: 'role', principalId: roleId }, policyId, now);
  }
  return roleId;
}

/** For the service itself, when it begins to work in an account. A role of its own that is there stays. */
export async function ensureServiceLinkedRole(
  context: Pick<ActionContext, 'db' | 'now'>,
  uin: number,
  service: string,
): Promise<void> {
  const present = await roles.find(context.db, uin, linkedRoleName(getServiceLinkedRole(service), ''));
  if (!present || !isTrusted(present, service)) await putServiceLinkedRole(context, uin, service);
}
