import type { Request } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { describeOrganizationNodePaths } from '../../../domain/organization/departments/describe-organization-node-paths.ts';
import { describeOrganizationTree } from '../../../domain/organization/departments/describe-organization-tree.ts';
import { administratorOf } from '../administrator-session.ts';

/** A department in the tree that a page shows, with those of its sub-departments that are shown. */
export interface Branch {
  name: string;
  href: string;
  memberTotal: number;
  /** Whether there is more below than is shown. */
  isClosed: boolean;
  isCurrent: boolean;
  branches: Branch[];
}

interface Node {
  nodeId: number;
  parentNodeId: number | null;
  name: string;
  memberTotal: number;
  subNodeCount: number;
}

/** The tree around a department, or around those that `?department=` finds; `hrefOf` says where each leads. */
export async function departmentTree(
  execute: Execute,
  req: Request,
  nodeId: number | undefined,
  hrefOf: (nodeId: number) => string,
) {
  const { department } = req.query;
  const searchKey = typeof department === 'string' ? department.trim().slice(0, 256) : '';
  const described = await execute(describeOrganizationTree, administratorOf(req), { nodeId, searchKey });
  const toBranches = (parent: number | null): Branch[] =>
    described.nodes
      .filter(({ parentNodeId }: Node) => parentNodeId === parent)
      .map(({ nodeId: id, name, memberTotal, subNodeCount }: Node) => {
        const branches = toBranches(id);
        const isCurrent = id === described.current.nodeId;
        return {
          ...{ name, memberTotal, branches, isCurrent },
          href: hrefOf(id),
          isClosed: subNodeCount > branches.length,
        };
      });
  return {
    branches: toBranches(null),
    departmentSearch: searchKey,
    departmentTotal: described.nodeTotal,
    current: described.current,
  };
}

/** Every department with its path, for a form that chooses one. */
export async function departmentChoices(execute: Execute, req: Request) {
  const { items } = await execute(describeOrganizationNodePaths, administratorOf(req), {});
  return items.map(({ nodeId, path }) => ({ value: String(nodeId), label: path }));
}
