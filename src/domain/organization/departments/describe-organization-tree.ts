import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { tag } from '../accounts/tag.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import { type Department, departmentLevels, departmentNotFound } from './department.ts';
import * as departments from './department-queries.ts';
import { type DepartmentTree, levelIn, pathIn, treeOf } from './department-tree.ts';
import { getDepartment } from './get-department.ts';

/** How many departments a search shows, beside those above them. */
const searchedDepartments = 50;

const node = z.object({
  nodeId: z.int(),
  parentNodeId: z.int().nullable(),
  name: z.string(),
  /** Accounts in the department itself, and in all below it as well. */
  memberCount: z.int(),
  memberTotal: z.int(),
  subNodeCount: z.int(),
});

export const describeOrganizationTree = defineAction({
  id: 'organization:DescribeOrganizationTree',
  summary: 'Show the tree of departments around one of them, or around those of a name, with counts.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ nodeId: z.int().optional(), searchKey: z.string().max(256).default('') }),
  output: z.object({
    /** Parents before their children, siblings by name. Branches that nobody asked for are left out. */
    nodes: z.array(node),
    nodeTotal: z.int(),
    current: node.extend({
      path: z.string(),
      level: z.int(),
      mayHaveSubNodes: z.boolean(),
      remark: z.string(),
      tags: z.array(tag),
      createTime: z.date(),
    }),
  }),

  async run({ db, actor }, { nodeId, searchKey }) {
    const { organizationId } = requireAdministrator(actor);
    const all = await departments.listCounted(db, organizationId);
    const tree = treeOf(all);
    const current = tree.find(nodeId ?? tree.root?.departmentId ?? 0);
    if (!current) throw departmentNotFound(nodeId ?? 0);
    const described = await getDepartment(db, organizationId, current.departmentId);
    const shown = searchKey ? found(all, tree, searchKey) : around(tree, current.departmentId);
    const level = levelIn(tree, current.departmentId);
    return {
      nodes: inOrder(tree, shown).map((department) => toNode(tree, department)),
      nodeTotal: all.length,
      current: {
        ...toNode(tree, current),
        path: pathIn(tree, current.departmentId),
        level,
        mayHaveSubNodes: level < departmentLevels,
        remark: described.description,
        tags: described.tags,
        createTime: described.createTime,
      },
    };
  },
});

type Counted = Department & { memberCount: number };

/** The way down to the department, its siblings on every level, and its sub-departments. */
function around(tree: DepartmentTree<Counted>, departmentId: number): Set<number> {
  const line = tree.lineage(departmentId).map((department) => department.departmentId);
  const open = line.flatMap((id) => tree.childrenOf(id).map((child) => child.departmentId));
  return new Set([...line, ...open]);
}

/** Departments whose names hold the text, and the way down to each. */
function found(all: readonly Counted[], tree: DepartmentTree<Counted>, text: string): Set<number> {
  const wanted = text.toLowerCase();
  const matching = all
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .slice(0, searchedDepartments);
  return new Set(
    matching.flatMap(({ departmentId }) => tree.lineage(departmentId).map((above) => above.departmentId)),
  );
}

function inOrder(tree: DepartmentTree<Counted>, shown: ReadonlySet<number>): Counted[] {
  const walk = (department: Counted): Counted[] => [
    department,
    ...tree
      .childrenOf(department.departmentId)
      .filter((child) => shown.has(child.departmentId))
      .flatMap(walk),
  ];
  return tree.root && shown.size > 0 ? walk(tree.root) : [];
}

const toNode = (tree: DepartmentTree<Counted>, { departmentId, parentId, name, memberCount }: Counted) => ({
  nodeId: departmentId,
  parentNodeId: parentId,
  name,
  memberCount,
  memberTotal: countBelow(tree, departmentId),
  subNodeCount: tree.childrenOf(departmentId).length,
});

const countBelow = (tree: DepartmentTree<Counted>, departmentId: number): number =>
  (tree.find(departmentId)?.memberCount ?? 0) +
  tree.childrenOf(departmentId).reduce((sum, child) => sum + countBelow(tree, child.departmentId), 0);
