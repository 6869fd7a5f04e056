import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import * as members from '../accounts/member-queries.ts';
import { administeredOrganization } from '../administrators/administrator.ts';
import { managedUins } from '../administrators/managed-members.ts';
import * as departments from './department-queries.ts';
import { below, pathIn, treeOf } from './department-tree.ts';

export const describeOrganizationNodePaths = defineAction({
  id: 'organization:DescribeOrganizationNodePaths',
  summary:
    'List every department with its way from the root, in the order of the tree, to choose from; for a delegated administrator, those that its members are in.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter', 'cloudaudit'], manages: 'some' },
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ nodeId: z.int(), path: z.string() })) }),

  async run({ db, actor }) {
    const organizationId = administeredOrganization(actor);
    const tree = treeOf(await departments.list(db, organizationId));
    const inOrder = tree.root ? below(tree, tree.root.departmentId) : [];
    const managed = await managedUins(db, actor);
    const homes = managed && (await members.present(db, organizationId, managed));
    const isShown = (nodeId: number) => !homes || homes.some(({ departmentId }) => departmentId === nodeId);
    return { items: inOrder.filter(isShown).map((nodeId) => ({ nodeId, path: pathIn(tree, nodeId) })) };
  },
});
