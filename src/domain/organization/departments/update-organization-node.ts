import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { tags } from '../accounts/tag.ts';
import { recordChange } from '../changes/record-change.ts';
import { lockOwnOrganization } from '../organizations/organization.ts';
import {
  type DescribedDepartment,
  departmentDescription,
  departmentName,
  departmentNameUsed,
} from './department.ts';
import * as departments from './department-queries.ts';
import { treeOf } from './department-tree.ts';
import { getDepartment } from './get-department.ts';

export const updateOrganizationNode = defineAction({
  id: 'organization:UpdateOrganizationNode',
  summary: 'Rename a department, or change its description and tags.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    nodeId: z.int(),
    name: departmentName.optional(),
    remark: departmentDescription.optional(),
    tags: tags.optional(),
  }),
  output: z.object({}),

  async run(context, { nodeId, name, remark, tags }) {
    const { db, actor, now } = context;
    const { organizationId } = await lockOwnOrganization(db, actor);
    const former = await getDepartment(db, organizationId, nodeId);
    const present = {
      ...former,
      name: name ?? former.name,
      description: remark ?? former.description,
      tags: tags ?? former.tags,
    };
    const siblings = treeOf(await departments.list(db, organizationId)).childrenOf(former.parentId ?? 0);
    const isTaken = siblings.some(
      (sibling) => sibling.name === present.name && sibling.departmentId !== nodeId,
    );
    if (isTaken) throw departmentNameUsed(present.name);

    await departments.update(db, organizationId, present, now);
    await record(context, organizationId, former, present);
    return {};
  },
});

async function record(
  context: ActionContext,
  organizationId: number,
  former: DescribedDepartment,
  present: DescribedDepartment,
): Promise<void> {
  const department = { departmentId: present.departmentId, departmentName: present.name };
  if (former.name !== present.name) {
    const names = { former: former.name, present: present.name };
    await recordChange(context, organizationId, { kind: 'DepartmentRenamed', ...department, ...names });
  }
  const isEdited =
    former.description !== present.description ||
    JSON.stringify(former.tags) !== JSON.stringify(present.tags);
  if (isEdited) await recordChange(context, organizationId, { kind: 'DepartmentEdited', ...department });
}
