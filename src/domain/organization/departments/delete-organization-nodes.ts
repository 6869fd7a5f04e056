import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { recordChange } from '../changes/record-change.ts';
import { lockOwnOrganization } from '../organizations/organization.ts';
import {
  type Contents,
  type Department,
  departmentAuthorized,
  departmentNotEmpty,
  departmentNotFound,
  departmentsPerDeletion,
  rootNotDeletable,
  tooManyDeletions,
} from './department.ts';
import * as departments from './department-queries.ts';

export const deleteOrganizationNodes = defineAction({
  id: 'organization:DeleteOrganizationNodes',
  summary: 'Delete departments that hold neither members nor sub-departments: all of them, or none.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ nodeId: z.array(z.int()).min(1) }),
  output: z.object({}),

  async run(context, { nodeId }) {
    const { db, actor } = context;
    const { organizationId } = await lockOwnOrganization(db, actor);
    const wanted = new Set(nodeId);
    if (wanted.size > departmentsPerDeletion) throw tooManyDeletions();
    const found = await departments.contents(db, organizationId, [...wanted]);
    for (const departmentId of wanted) {
      if (!found.some((department) => department.departmentId === departmentId)) {
        throw departmentNotFound(departmentId);
      }
    }
    requireDeletable(found);

    await departments.remove(db, organizationId, [...wanted]);
    for (const { departmentId, name } of found) {
      await recordChange(context, organizationId, {
        ...{ kind: 'DepartmentDeleted' as const, departmentId, departmentName: name },
      });
    }
    return {};
  },
});

/** A sub-department that goes in the same call does not hold its parent back. */
function requireDeletable(found: readonly (Contents & Department)[]): void {
  for (const department of found) {
    const going = found.filter(({ parentId }) => parentId === department.departmentId).length;
    const subDepartmentCount = department.subDepartmentCount - going;
    if (department.parentId === null) throw rootNotDeletable();
    if (department.memberCount > 0 || subDepartmentCount > 0) {
      throw departmentNotEmpty({ ...department, subDepartmentCount });
    }
    if (department.authorizationCount > 0) throw departmentAuthorized(department);
  }
}
