import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';

/** A node of the organization's tree. The root has no parent. */
export interface Department {
  departmentId: number;
  parentId: number | null;
  name: string;
}

export const departmentLevels = 5;
export const subDepartments = 20;

export const departmentName = z
  .string()
  .regex(/^[\p{L}\p{N} +@&._[\]-]{1,40}$/u, 'Use 1 to 40 letters, digits, spaces and + @ & . _ [ ] -.');

/** `Root / Production / Web`: from the root down to the department. */
export function departmentPath(departments: readonly Department[], departmentId: number): string {
  return lineage(departments, departmentId)
    .map((department) => department.name)
    .join(' / ');
}

/** How deep the department is; the root is level 1. */
export const departmentLevel = (departments: readonly Department[], departmentId: number): number =>
  lineage(departments, departmentId).length;

function lineage(departments: readonly Department[], departmentId: number): Department[] {
  const byId = new Map(departments.map((department) => [department.departmentId, department]));
  const line: Department[] = [];
  for (
    let at = byId.get(departmentId);
    at && line.length <= departments.length;
    at = byId.get(at.parentId ?? -1)
  ) {
    line.unshift(at);
  }
  return line;
}

export const departmentNotFound = (departmentId: number) =>
  new DomainError(
    'not-found',
    'OrganizationNodeNotExist',
    `There is no department ${departmentId} in this organization.`,
    {
      details: { departmentId },
    },
  );

export const departmentNameUsed = (name: string) =>
  new DomainError(
    'conflict',
    'OrganizationNodeNameUsed',
    `The parent already has a department named "${name}".`,
    {
      details: { name },
    },
  );

export const tooDeep = () =>
  new DomainError(
    'limit-exceeded',
    'NodeDepthExceedLimit',
    `Departments may be ${departmentLevels} levels deep at most.`,
    {
      details: { limit: departmentLevels },
    },
  );

export const tooManySubDepartments = () =>
  new DomainError(
    'limit-exceeded',
    'NodeExceedLimit',
    `A department may have ${subDepartments} sub-departments at most.`,
    {
      details: { limit: subDepartments },
    },
  );
