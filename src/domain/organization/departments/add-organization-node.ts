import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import {
  departmentLevel,
  departmentLevels,
  departmentName,
  departmentNameUsed,
  departmentNotFound,
  subDepartments,
  tooDeep,
  tooManySubDepartments,
} from './department.ts';
import * as departments from './department-queries.ts';

export const addOrganizationNode = defineAction({
  id: 'organization:AddOrganizationNode',
  summary: 'Add a department below another one.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ parentNodeId: z.int(), name: departmentName, remark: z.string().max(1024).default('') }),
  output: z.object({ nodeId: z.int() }),

  async run({ db, actor, now }, { parentNodeId: parentId, name, remark: description }) {
    const { organizationId } = requireAdministrator(actor);
    const tree = await departments.list(db, organizationId);
    if (!tree.some((department) => department.departmentId === parentId)) throw departmentNotFound(parentId);
    if (departmentLevel(tree, parentId) >= departmentLevels) throw tooDeep();
    if (tree.filter((department) => department.parentId === parentId).length >= subDepartments) {
      throw tooManySubDepartments();
    }

    const created = await departments.insert(db, organizationId, { parentId, name, description }, now);
    if (!created) throw departmentNameUsed(name);
    return { nodeId: created.departmentId };
  },
});
