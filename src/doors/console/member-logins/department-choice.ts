import type { Request } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { describeOrganizationTree } from '../../../domain/organization/departments/describe-organization-tree.ts';
import { administratorOf } from '../administrator-session.ts';

/** The top of the tree to tick departments in, or those of a name; and the ones that were ticked before. */
export async function departmentChoice(execute: Execute, req: Request, chosenIds: readonly number[]) {
  const search = typeof req.query.d === 'string' ? req.query.d.slice(0, 256).trim() : '';
  const administrator = administratorOf(req);
  const { nodes } = await execute(describeOrganizationTree, administrator, { searchKey: search });
  const elsewhere: { id: number; path: string }[] = [];
  for (const nodeId of chosenIds.filter((id) => !nodes.some((node) => node.nodeId === id))) {
    const { current } = await execute(describeOrganizationTree, administrator, { nodeId });
    elsewhere.push({ id: nodeId, path: current.path });
  }
  const levels = new Map<number | null, number>();
  return {
    departmentSearch: search,
    otherDepartments: elsewhere,
    departments: nodes.map(({ nodeId, parentNodeId, name }) => {
      const level = (levels.get(parentNodeId) ?? 0) + 1;
      levels.set(nodeId, level);
      return { id: nodeId, name, level, isChosen: chosenIds.includes(nodeId) };
    }),
  };
}
