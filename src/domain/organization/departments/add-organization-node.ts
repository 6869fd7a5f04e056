import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { tags } from '../accounts/tag.ts';
import { recordChange } from '../changes/record-change.ts';
import { lockOwnOrganization } from '../organizations/organization.ts';
import {
  departmentDescription,
  departmentLevels,
  departmentName,
  departmentNameUsed,
  departmentNotFound,
  subDepartments,
  tooDeep,
  tooManySubDepartments,
} from './department.ts';
import * as departments from './department-queries.ts';
import { levelIn, treeOf } from './department-tree.ts';

export const addOrganizationNode = defineAction({
  id: 'organization:AddOrganizationNode',
  summary: 'Add a department below another one.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    parentNodeId: z.int(),
    name: departmentName,
    remark: departmentDescription.default(''),
    tags: tags.default([]),
  }),
  output: z.object({ nodeId: z.int() }),

  async run(context, { parentNodeId: parentId, name, remark: description, tags }) {
    const { db, actor, now } = context;
    const { organizationId } = await lockOwnOrganization(db, actor);
    const tree = treeOf(await departments.list(db, organizationId));
    if (!tree.find(parentId)) throw departmentNotFound(parentId);
    if (levelIn(tree, parentId) >= departmentLevels) throw tooDeep();
    if (tree.childrenOf(parentId).length >= subDepartments) throw tooManySubDepartments();

    const created = await departments.insert(db, organizationId, { parentId, name, description, tags }, now);
    if (!created) throw departmentNameUsed(name);
    const { departmentId } = created;
    await recordChange(context, organizationId, {
      ...{ kind: 'DepartmentAdded' as const, departmentId, departmentName: name },
      present: tree.find(parentId)?.name,
    });
    return { nodeId: departmentId };
  },
});
