import type { Principal } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { camResource } from '../resource-name.ts';
import { type Role, roleArn, roleMissing, roleNotFound } from './role.ts';
import * as roles from './role-queries.ts';

/** A role as an input means it. The API writes an id left out as an empty text, too. */
export interface RoleReference {
  roleId?: string | undefined;
  roleName?: string | undefined;
}

/** The role of the account that an input means. */
export async function getRoleOf(db: Transaction, uin: number, reference: RoleReference): Promise<Role> {
  const { roleId, roleName } = reference;
  if (!roleId && !roleName) throw roleMissing();
  const role = await findRole(db, uin, reference);
  if (!role) throw roleNotFound(roleName || (roleId ?? ''));
  return role;
}

async function findRole(db: Transaction, uin: number, { roleId, roleName }: RoleReference) {
  if (roleName) return roles.find(db, uin, roleName);
  return roleId ? roles.findById(db, uin, roleId) : undefined;
}

/** What policies call the role that an input means. */
export async function roleResource(
  reference: RoleReference,
  { uin }: Principal,
  db: Transaction,
): Promise<string> {
  if (reference.roleName) return roleArn(uin, reference.roleName);
  const role = await findRole(db, uin, reference);
  return role ? roleArn(uin, role.roleName) : camResource(uin, 'roleName/*');
}
