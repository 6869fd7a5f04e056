import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { listedPage } from '../../../platform/database/listed-page.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { CamRoleTable, Tables } from '../../../platform/database/tables.ts';
import type { Role } from './role.ts';
import type { TrustPolicy } from './trust-policy.ts';

type NewRole = Pick<Role, 'roleName' | 'description' | 'trustPolicy' | 'consoleLogin' | 'sessionSeconds'>;

export async function find(db: Transaction, uin: number, roleName: string): Promise<Role | undefined> {
  const row = await db
    .selectFrom('cam_roles')
    .selectAll()
    .where('uin', '=', uin)
    .where('role_name', '=', roleName)
    .executeTakeFirst();
  return row && toRole(row);
}

export async function findById(db: Transaction, uin: number, roleId: string): Promise<Role | undefined> {
  const row = await db
    .selectFrom('cam_roles')
    .selectAll()
    .where('uin', '=', uin)
    .where('role_id', '=', roleId)
    .executeTakeFirst();
  return row && toRole(row);
}

export async function count(db: Transaction, uin: number): Promise<number> {
  const { total } = await db
    .selectFrom('cam_roles')
    .select((of) => of.fn.countAll<number>().as('total'))
    .where('uin', '=', uin)
    .executeTakeFirstOrThrow();
  return total;
}

export async function list(db: Transaction, uin: number, { filter, ...page }: Listing): Promise<Page<Role>> {
  const found = db.selectFrom('cam_roles').selectAll().where('uin', '=', uin).where(matches(filter));
  const { rows, total } = await listedPage(found.orderBy('role_name'), page);
  return { items: rows.map(toRole), total };
}

const matches = (filter: string) => (where: ExpressionBuilder<Tables, 'cam_roles'>) =>
  where.or([
    where('role_name', 'ilike', containing(filter)),
    where('description', 'ilike', containing(filter)),
    where('role_id', '=', filter),
  ]);

/** Returns undefined when the account already has a role of that name. */
export async function insert(
  db: Transaction,
  uin: number,
  role: NewRole & Pick<Role, 'roleType' | 'tags'>,
  now: Date,
): Promise<string | undefined> {
  const row = await db
    .insertInto('cam_roles')
    .values({ ...newRow(uin, role, null, now), role_type: role.roleType, tags: JSON.stringify(role.tags) })
    .onConflict((conflict) => conflict.columns(['uin', 'role_name']).doNothing())
    .returning('role_id')
    .executeTakeFirst();
  return row?.role_id;
}

/** Creates the role, or changes the one of that name, and returns it. */
export async function put(
  db: Transaction,
  uin: number,
  role: NewRole,
  spaceId: string | null,
  now: Date,
): Promise<Role> {
  const { role_id, created_at, space_id, ...changes } = newRow(uin, role, spaceId, now);
  const row = await db
    .insertInto('cam_roles')
    .values({ role_id, created_at, space_id, ...changes })
    .onConflict((conflict) => conflict.columns(['uin', 'role_name']).doUpdateSet(changes))
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRole(row);
}

const newRow = (uin: number, role: NewRole, spaceId: string | null, now: Date) => ({
  // 19 digits, as text: more than a number holds exactly.
  role_id: sql<string>`(nextval('cam_role_ids'))::text`,
  uin,
  role_name: role.roleName,
  description: role.description,
  trust_policy: JSON.stringify(role.trustPolicy),
  console_login: role.consoleLogin,
  session_seconds: role.sessionSeconds,
  space_id: spaceId,
  created_at: now,
  updated_at: now,
});

type Change = Pick<
  Role,
  'description' | 'trustPolicy' | 'consoleLogin' | 'sessionSeconds' | 'tags' | 'boundaryPolicyId'
>;

/** Changes what is given and leaves the rest. */
export async function update(
  db: Transaction,
  uin: number,
  roleId: string,
  { description, trustPolicy, consoleLogin, sessionSeconds, tags, boundaryPolicyId }: Partial<Change>,
  now: Date,
): Promise<void> {
  await db
    .updateTable('cam_roles')
    .set({
      ...(description !== undefined && { description }),
      ...(trustPolicy !== undefined && { trust_policy: JSON.stringify(trustPolicy) }),
      ...(consoleLogin !== undefined && { console_login: consoleLogin }),
      ...(sessionSeconds !== undefined && { session_seconds: sessionSeconds }),
      ...(tags !== undefined && { tags: JSON.stringify(tags) }),
      ...(boundaryPolicyId !== undefined && { boundary_policy_id: boundaryPolicyId }),
      updated_at: now,
    })
    .where('uin', '=', uin)
    .where('role_id', '=', roleId)
    .execute();
}

export async function remove(db: Transaction, uin: number, roleId: string): Promise<void> {
  await db.deleteFrom('cam_roles').where('uin', '=', uin).where('role_id', '=', roleId).execute();
}

const toRole = (row: Selectable<CamRoleTable>): Role => ({
  roleId: row.role_id,
  roleName: row.role_name,
  description: row.description,
  trustPolicy: row.trust_policy as TrustPolicy,
  consoleLogin: row.console_login,
  sessionSeconds: row.session_seconds,
  roleType: row.role_type,
  tags: row.tags as Role['tags'],
  boundaryPolicyId: row.boundary_policy_id,
  spaceId: row.space_id,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
