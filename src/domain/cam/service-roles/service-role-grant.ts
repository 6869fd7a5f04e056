import type { Transaction } from '../../../platform/database/database.ts';
import * as attachments from '../policies/attachment-queries.ts';
import type { PresetPolicy } from '../policies/preset-policy.ts';
import type { Role } from '../roles/role.ts';
import * as roles from '../roles/role-queries.ts';
import { partiesOf } from '../roles/trust-policy.ts';
import { roleNotForService, type ServiceRole } from './service-role.ts';

/** How much of what a service asks for it has in an account. */
export interface ServiceRoleGrant {
  role: Role | undefined;
  missing: PresetPolicy[];
  isGranted: boolean;
}

/** Somebody else's role of that name is not handed to the service by the way. */
export async function readGrant(
  db: Transaction,
  uin: number,
  { roleName, service, policies }: ServiceRole,
): Promise<ServiceRoleGrant> {
  const role = await roles.find(db, uin, roleName);
  if (!role) return { role, missing: policies, isGranted: false };
  if (!isTrusted(role, service)) throw roleNotForService(roleName, service);

  const attached = await attachments.list(db, uin, { kind: 'role', principalId: role.roleId });
  const missing = policies.filter(({ policyId }) => !attached.includes(policyId));
  return { role, missing, isGranted: missing.length === 0 };
}

export const isTrusted = ({ trustPolicy }: Role, service: string): boolean =>
  partiesOf(trustPolicy).some(({ kind, name }) => kind === 'service' && name === service);
