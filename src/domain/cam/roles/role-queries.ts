import { type Selectable, sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { CamRoleTable } from '../../../platform/database/tables.ts';
import type { Role } from './role.ts';
import type { TrustPolicy } from './trust-policy.ts';

export async function find(db: Transaction, uin: number, roleName: string): Promise<Role | undefined> {
  const row = await db
    .selectFrom('cam_roles')
    .selectAll()
    .where('uin', '=', uin)
    .where('role_name', '=', roleName)
    .executeTakeFirst();
  return row && toRole(row);
}

/** Creates the role, or changes the one of that name, and returns it. */
export async function put(
  db: Transaction,
  uin: number,
  role: Omit<Role, 'roleId'>,
  spaceId: string | null,
  now: Date,
): Promise<Role> {
  const changes = {
    description: role.description,
    trust_policy: JSON.stringify(role.trustPolicy),
    console_login: role.consoleLogin,
    session_seconds: role.sessionSeconds,
    updated_at: now,
  };
  const row = await db
    .insertInto('cam_roles')
    .values({
      // 19 digits, as text: more than a number holds exactly.
      role_id: sql<string>`(nextval('cam_role_ids'))::text`,
      uin,
      role_name: role.roleName,
      space_id: spaceId,
      created_at: now,
      ...changes,
    })
    .onConflict((conflict) => conflict.columns(['uin', 'role_name']).doUpdateSet(changes))
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRole(row);
}

const toRole = (row: Selectable<CamRoleTable>): Role => ({
  roleId: row.role_id,
  roleName: row.role_name,
  description: row.description,
  trustPolicy: row.trust_policy as TrustPolicy,
  consoleLogin: row.console_login,
  sessionSeconds: row.session_seconds,
});
