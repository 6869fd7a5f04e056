import type { Transaction } from '../../../../platform/database/database.ts';
import { adminPermission, isPreset, type LoginPermission } from './login-permission.ts';

/** Those of the organization's own making; `Admin` is in no table. */
const ofOrganization = (db: Transaction, organizationId: number) =>
  db
    .selectFrom('login_permissions')
    .leftJoin('login_permission_policies', (on) =>
      on.onRef('login_permission_policies.login_permission_id', '=', 'login_permissions.login_permission_id'),
    )
    .select((of) => [
      'login_permissions.login_permission_id as loginPermissionId',
      'name',
      'description',
      'custom_policy_name as customPolicyName',
      'custom_policy as customPolicy',
      'updated_at as updatedAt',
      of.fn.agg<number[]>('array_agg', ['policy_id']).orderBy('policy_id').as('policyIds'),
    ])
    .where('login_permissions.organization_id', '=', organizationId)
    .groupBy('login_permissions.login_permission_id');

type Row = Awaited<ReturnType<ReturnType<typeof ofOrganization>['executeTakeFirstOrThrow']>>;

export async function find(
  db: Transaction,
  organizationId: number,
  loginPermissionId: number,
): Promise<LoginPermission | undefined> {
  if (isPreset(loginPermissionId)) return adminPermission;
  const row = await ofOrganization(db, organizationId)
    .where('login_permissions.login_permission_id', '=', loginPermissionId)
    .executeTakeFirst();
  return row && toLoginPermission(row);
}

/** `Admin`, then the organization's own in the order in which they were made. */
export async function list(db: Transaction, organizationId: number): Promise<LoginPermission[]> {
  const rows = await ofOrganization(db, organizationId)
    .orderBy('login_permissions.login_permission_id')
    .execute();
  return [adminPermission, ...rows.map(toLoginPermission)];
}

/** How many the organization has of its own. */
export async function count(db: Transaction, organizationId: number): Promise<number> {
  const { total } = await db
    .selectFrom('login_permissions')
    .select((of) => of.fn.countAll<number>().as('total'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return total;
}

/** Returns undefined when the organization already has one of that name. */
export async function insert(
  db: Transaction,
  organizationId: number,
  permission: Omit<LoginPermission, 'loginPermissionId' | 'updatedAt'>,
  now: Date,
): Promise<number | undefined> {
  const inserted = await db
    .insertInto('login_permissions')
    .values({
      organization_id: organizationId,
      name: permission.name,
      created_at: now,
      ...columns(permission, now),
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'name']).doNothing())
    .returning('login_permission_id')
    .executeTakeFirst();
  if (!inserted) return undefined;
  await insertPolicies(db, organizationId, inserted.login_permission_id, permission.policyIds);
  return inserted.login_permission_id;
}

/** Returns whether there was such a permission. Whoever configures it meanwhile waits (`hold`). */
export async function update(
  db: Transaction,
  organizationId: number,
  permission: Omit<LoginPermission, 'name' | 'updatedAt'>,
  now: Date,
): Promise<boolean> {
  const { loginPermissionId } = permission;
  const updated = await db
    .updateTable('login_permissions')
    .set(columns(permission, now))
    .where('organization_id', '=', organizationId)
    .where('login_permission_id', '=', loginPermissionId)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) return false;
  await db
    .deleteFrom('login_permission_policies')
    .where('organization_id', '=', organizationId)
    .where('login_permission_id', '=', loginPermissionId)
    .execute();
  await insertPolicies(db, organizationId, loginPermissionId, permission.policyIds);
  return true;
}

/** Until the transaction ends, the permission is neither changed nor deleted; with `alone`, nor configured. */
export async function hold(
  db: Transaction,
  organizationId: number,
  loginPermissionId: number,
  { alone = false } = {},
): Promise<void> {
  const row = db
    .selectFrom('login_permissions')
    .select('login_permission_id')
    .where('organization_id', '=', organizationId)
    .where('login_permission_id', '=', loginPermissionId);
  await (alone ? row.forUpdate() : row.forShare()).execute();
}

export async function remove(
  db: Transaction,
  organizationId: number,
  loginPermissionId: number,
): Promise<void> {
  await db
    .deleteFrom('login_permissions')
    .where('organization_id', '=', organizationId)
    .where('login_permission_id', '=', loginPermissionId)
    .execute();
}

async function insertPolicies(
  db: Transaction,
  organizationId: number,
  loginPermissionId: number,
  policyIds: readonly number[],
): Promise<void> {
  if (policyIds.length === 0) return;
  const row = { login_permission_id: loginPermissionId, organization_id: organizationId };
  await db
    .insertInto('login_permission_policies')
    .values(policyIds.map((policyId) => ({ ...row, policy_id: policyId })))
    .execute();
}

const columns = (
  { description, customPolicy }: Pick<LoginPermission, 'description' | 'customPolicy'>,
  now: Date,
) => ({
  description,
  custom_policy_name: customPolicy?.policyName ?? null,
  custom_policy: customPolicy?.policyDocument ?? null,
  updated_at: now,
});

const toLoginPermission = (row: Row): LoginPermission => ({
  loginPermissionId: row.loginPermissionId,
  name: row.name,
  description: row.description,
  policyIds: row.policyIds.filter((policyId) => policyId !== null),
  customPolicy:
    row.customPolicy === null
      ? null
      : { policyName: row.customPolicyName ?? '', policyDocument: row.customPolicy },
  updatedAt: row.updatedAt,
});
