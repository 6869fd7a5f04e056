import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { administeredOrganization } from '../administrators/administrator.ts';
import { managedUins } from '../administrators/managed-members.ts';
import { departmentNotFound } from '../departments/department.ts';
import * as departments from '../departments/department-queries.ts';
import { below, type DepartmentTree, treeOf } from '../departments/department-tree.ts';
import { listingInput } from '../organizations/listing.ts';
import { memberItem, toMemberItem } from './member-item.ts';
import * as members from './member-queries.ts';
import { tags } from './tag.ts';

export const describeOrganizationMembers = defineAction({
  id: 'organization:DescribeOrganizationMembers',
  summary: 'List the accounts of the organization, by department, state or what is searched for.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter', 'cloudaudit'], manages: 'some' },
  input: z.object({
    ...listingInput,
    searchKey: z.string().max(256).default(''),
    authName: z.string().max(256).optional(),
    tags: tags.default([]),
    nodeId: z.int().optional(),
    nodeName: z.string().max(40).optional(),
    /** Whether the members of the departments below count as well. */
    withSubNodes: z.boolean().default(false),
    notInNodeId: z.int().optional(),
    memberType: z.enum(['Create', 'Invite']).optional(),
    paymentMode: z.enum(['PayOnBehalf', 'SelfPay']).optional(),
    permissionStatus: z.enum(['Confirmed', 'UnConfirmed']).optional(),
    memberUins: z.array(z.int()).max(50).optional(),
  }),
  output: z.object({ total: z.int(), items: z.array(memberItem) }),

  async run({ db, actor }, { nodeId, nodeName, withSubNodes, ...search }) {
    const organizationId = administeredOrganization(actor);
    const all = await departments.list(db, organizationId);
    const tree = treeOf(all);
    const named = all.filter(({ name }) => name === nodeName).map(({ departmentId }) => departmentId);
    const { items, total } = await members.page(db, organizationId, {
      text: search.searchKey,
      departmentIds: nodeName === undefined ? within(tree, nodeId, withSubNodes) : named,
      verifiedEntity: search.authName,
      memberType: search.memberType,
      paymentMode: search.paymentMode,
      isFinancePending: search.permissionStatus && search.permissionStatus === 'UnConfirmed',
      tags: search.tags,
      notIn: search.notInNodeId,
      uins: search.memberUins,
      managed: await managedUins(db, actor),
      offset: search.offset,
      limit: search.limit,
    });
    return { total, items: items.map((member) => toMemberItem(member, tree)) };
  },
});

function within(
  tree: DepartmentTree,
  departmentId: number | undefined,
  withSubDepartments: boolean,
): number[] | undefined {
  if (departmentId === undefined) return undefined;
  if (!tree.find(departmentId)) throw departmentNotFound(departmentId);
  return withSubDepartments ? below(tree, departmentId) : [departmentId];
}
