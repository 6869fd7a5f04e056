import { type Selectable, sql } from 'kysely';
import type { Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import type { DepartmentTable } from '../../../platform/database/tables.ts';
import type { Tag } from '../accounts/tag.ts';
import type { Contents, Department, DescribedDepartment } from './department.ts';

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

/** The same with the number of accounts that are in each, not below it. */
export async function listCounted(
  db: Transaction,
  organizationId: number,
): Promise<(Department & { memberCount: number })[]> {
  const { rows } = await sql<Department & { memberCount: number }>`
    select d.department_id as "departmentId", d.parent_id as "parentId", d.name,
           coalesce(a.count, 0)::int as "memberCount"
    from departments d
    left join (select department_id, count(*) from accounts
               where organization_id = ${organizationId} group by department_id) a using (department_id)
    where d.organization_id = ${organizationId}
    order by d.department_id`.execute(db);
  return rows;
}

export async function find(
  db: Transaction,
  organizationId: number,
  departmentId: number,
): Promise<DescribedDepartment | undefined> {
  const row = await db
    .selectFrom('departments')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('department_id', '=', departmentId)
    .executeTakeFirst();
  return row && toDepartment(row);
}

export async function findRoot(db: Transaction, organizationId: number): Promise<Department> {
  const row = await db
    .selectFrom('departments')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('parent_id', 'is', null)
    .executeTakeFirstOrThrow();
  return toDepartment(row);
}

export async function page(
  db: Transaction,
  organizationId: number,
  { tags, offset, limit }: { tags: readonly Tag[]; offset: number; limit: number },
): Promise<Page<DescribedDepartment>> {
  const found = db
    .selectFrom('departments')
    .where('organization_id', '=', organizationId)
    .where(sql<boolean>`tags @> ${JSON.stringify(tags)}::jsonb`);
  const { total } = await found.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const rows = await found.selectAll().orderBy('department_id').offset(offset).limit(limit).execute();
  return { items: rows.map(toDepartment), total };
}

/** Returns undefined when the parent already has a department of that name. */
export async function insert(
  db: Transaction,
  organizationId: number,
  department: Omit<Department, 'departmentId'> & { description: string; tags?: readonly Tag[] },
  now: Date,
): Promise<Department | undefined> {
  const row = await db
    .insertInto('departments')
    .values({
      organization_id: organizationId,
      parent_id: department.parentId,
      name: department.name,
      description: department.description,
      tags: JSON.stringify(department.tags ?? []),
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'parent_id', 'name']).doNothing())
    .returning('department_id')
    .executeTakeFirst();
  return row && { departmentId: row.department_id, parentId: department.parentId, name: department.name };
}

export async function update(
  db: Transaction,
  organizationId: number,
  department: Pick<DescribedDepartment, 'departmentId' | 'name' | 'description' | 'tags'>,
  now: Date,
): Promise<void> {
  await db
    .updateTable('departments')
    .set({
      name: department.name,
      description: department.description,
      tags: JSON.stringify(department.tags),
      updated_at: now,
    })
    .where('organization_id', '=', organizationId)
    .where('department_id', '=', department.departmentId)
    .execute();
}

/** What is directly in each of them. */
export async function contents(
  db: Transaction,
  organizationId: number,
  departmentIds: readonly number[],
): Promise<(Contents & Department)[]> {
  const { rows } = await sql<Contents & Department>`
    select d.department_id as "departmentId", d.parent_id as "parentId", d.name,
           (select count(*) from accounts a where a.department_id = d.department_id)::int as "memberCount",
           (select count(*) from departments c where c.parent_id = d.department_id)::int as "subDepartmentCount",
           (select count(*) from department_authorizations g where g.department_id = d.department_id)::int
             as "authorizationCount"
    from departments d
    where d.organization_id = ${organizationId}
      and d.department_id in (${sql.join([...departmentIds])})`.execute(db);
  return rows;
}

export async function remove(
  db: Transaction,
  organizationId: number,
  departmentIds: readonly number[],
): Promise<void> {
  await db
    .deleteFrom('departments')
    .where('organization_id', '=', organizationId)
    .where('department_id', 'in', [...departmentIds])
    .execute();
}

const toDepartment = (row: Selectable<DepartmentTable>): DescribedDepartment => ({
  departmentId: row.department_id,
  parentId: row.parent_id,
  name: row.name,
  description: row.description,
  tags: row.tags as Tag[],
  createTime: row.created_at,
  updateTime: row.updated_at,
});
