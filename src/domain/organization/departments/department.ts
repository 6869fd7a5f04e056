import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import type { Tag } from '../accounts/tag.ts';

export { departmentPath } from './department-tree.ts';

/** A node of the organization's tree. The root has no parent. */
export interface Department {
  departmentId: number;
  parentId: number | null;
  name: string;
}

/** What the organization knows of a department beyond its place. */
export interface DescribedDepartment extends Department {
  description: string;
  tags: Tag[];
  createTime: Date;
  updateTime: Date;
}

export const departmentLevels = 5;
export const subDepartments = 20;

/** How many departments one call deletes at most. */
export const departmentsPerDeletion = 20;

export const departmentName = z
  .string()
  .regex(/^[\p{L}\p{N} +@&._[\]-]{1,40}$/u, 'Use 1 to 40 letters, digits, spaces and + @ & . _ [ ] -.');

export const departmentDescription = z.string().max(1024, 'Use at most 1,024 characters.');

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

export const tooManyDeletions = () =>
  new DomainError(
    'limit-exceeded',
    'OrganizationNodeDeleteOverLimit',
    `At most ${departmentsPerDeletion} departments are deleted at a time.`,
    { details: { limit: departmentsPerDeletion } },
  );

/** What still is in a department that somebody wants to delete. */
export interface Contents {
  name: string;
  memberCount: number;
  subDepartmentCount: number;
  /** What is authorized there for whatever account comes. */
  authorizationCount: number;
}

export const departmentAuthorized = ({ name, authorizationCount }: Contents) =>
  new DomainError(
    'failed-precondition',
    'OrganizationNodeAuthorized',
    `Users or groups are authorized in the department "${name}": ${authorizationCount}. Remove these authorizations first.`,
    { details: { name, authorizationCount } },
  );

export const departmentNotEmpty = ({ name, memberCount, subDepartmentCount }: Contents) =>
  new DomainError(
    'failed-precondition',
    'OrganizationNodeNotEmpty',
    `The department "${name}" still has ${memberCount} members and ${subDepartmentCount} sub-departments.`,
    { details: { name, memberCount, subDepartmentCount } },
  );

export const rootNotDeletable = () =>
  new DomainError(
    'failed-precondition',
    'RootNodeNotDeletable',
    'The root department goes only with the organization.',
  );
