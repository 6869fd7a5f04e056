import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import * as departments from './department-queries.ts';
import { below, pathIn, treeOf } from './department-tree.ts';

export const describeOrganizationNodePaths = defineAction({
  id: 'organization:DescribeOrganizationNodePaths',
  summary: 'List every department with its way from the root, in the order of the tree, to choose from.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ nodeId: z.int(), path: z.string() })) }),

  async run({ db, actor }) {
    const { organizationId } = requireAdministrator(actor);
    const tree = treeOf(await departments.list(db, organizationId));
    const inOrder = tree.root ? below(tree, tree.root.departmentId) : [];
    return { items: inOrder.map((nodeId) => ({ nodeId, path: pathIn(tree, nodeId) })) };
  },
});
