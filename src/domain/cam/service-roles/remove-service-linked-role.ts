import type { Transaction } from '../../../platform/database/database.ts';
import * as attachments from '../policies/attachment-queries.ts';
import * as roles from '../roles/role-queries.ts';
import { getServiceLinkedRole, linkedRoleName, roleNotForService } from './service-role.ts';
import { isTrusted } from './service-role-grant.ts';

/** For the service itself, once it no longer works in the account. Nobody else deletes its role. */
export async function removeServiceLinkedRole(
  db: Transaction,
  uin: number,
  service: string,
  customSuffix = '',
): Promise<void> {
  const roleName = linkedRoleName(getServiceLinkedRole(service), customSuffix);
  const role = await roles.find(db, uin, roleName);
  if (!role) return;
  if (!isTrusted(role, service)) throw roleNotForService(roleName, service);

  await attachments.detachAll(db, uin, { kind: 'role', principalId: role.roleId });
  await roles.remove(db, uin, role.roleId);
}
