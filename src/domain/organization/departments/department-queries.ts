import type { Transaction } from '../../../platform/database/database.ts';
import type { Department } from './department.ts';

/** All departments of the organization; parents come before their children. */
export async function list(db: Transaction, organizationId: number): Promise<Department[]> {
  const rows = await db
    .selectFrom('departments')
    .select(['department_id', 'parent_id', 'name'])
    .where('organization_id', '=', organizationId)
    .orderBy('department_id')
    .execute();
  return rows.map((row) => ({ departmentId: row.department_id, parentId: row.parent_id, name: row.name }));
}

/** Returns undefined when the parent already has a department of that name. */
export async function insert(
  db: Transaction,
  organizationId: number,
  department: Omit<Department, 'departmentId'> & { description: string },
  now: Date,
): Promise<Department | undefined> {
  const row = await db
    .insertInto('departments')
    .values({
      organization_id: organizationId,
      parent_id: department.parentId,
      name: department.name,
      description: department.description,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'parent_id', 'name']).doNothing())
    .returning('department_id')
    .executeTakeFirst();
  return row && { departmentId: row.department_id, parentId: department.parentId, name: department.name };
}
