import type { Transaction } from '../../../platform/database/database.ts';
import { type DescribedDepartment, departmentNotFound } from './department.ts';
import * as departments from './department-queries.ts';

export async function getDepartment(
  db: Transaction,
  organizationId: number,
  departmentId: number,
): Promise<DescribedDepartment> {
  const department = await departments.find(db, organizationId, departmentId);
  if (!department) throw departmentNotFound(departmentId);
  return department;
}

/** Where somebody goes who was to join a department that may be gone by now: else to the root. */
export async function departmentOrRoot(
  db: Transaction,
  organizationId: number,
  departmentId: number | null,
): Promise<number> {
  return departmentId ?? (await departments.findRoot(db, organizationId)).departmentId;
}
