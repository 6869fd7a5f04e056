import type { Request } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { describeAuthorizationDraft } from '../../../domain/identity-center/authorizations/drafts/describe-authorization-draft.ts';
import { describeOrganizationTree } from '../../../domain/organization/departments/describe-organization-tree.ts';
import { listingOf, pagerOf } from '../../pager.ts';
import { administratorOf } from '../administrator-session.ts';
import { draftOf, stepHref } from './draft-view.ts';

interface Node {
  nodeId: number;
  parentNodeId: number | null;
  name: string;
  subNodeCount: number;
}

interface Counted {
  total: number;
  chosen: number;
}

/** A department of the tree with a box for all of its accounts. */
interface Branch extends Counted {
  nodeId: number;
  name: string;
  isClosed: boolean;
  isCurrent: boolean;
  branches: Branch[];
}

/** The tree around a department, and the accounts in it or those that are searched for. */
export async function accountStep(execute: Execute, req: Request) {
  const { search, offset, maxResults } = listingOf(req);
  const onlyChosen = req.query.chosen === 'yes';
  const nodeId = Number(req.query.node) || undefined;
  const tree = await execute(describeOrganizationTree, administratorOf(req), { nodeId });
  const { current } = tree;
  const described = await execute(describeAuthorizationDraft, administratorOf(req), {
    ...{ ...draftOf(req), of: 'accounts', filter: search, onlyChosen, offset, maxResults },
    nodeId: search || onlyChosen ? undefined : current.nodeId,
  });
  const counts = new Map(described.nodes.map(({ nodeId, ...counted }) => [nodeId, counted]));
  return {
    ...{ search, onlyChosen, at: 1, draft: described.draft, choices: described.choices },
    branches: branchesOf(tree.nodes, current.nodeId, counts),
    current: { ...current, ...countOf(counts, current.nodeId) },
    href: stepHref(req, 'accounts'),
    page: pagerOf(req, described.totalCounts),
  };
}

const countOf = (counts: ReadonlyMap<number, Counted>, nodeId: number): Counted =>
  counts.get(nodeId) ?? { total: 0, chosen: 0 };

function branchesOf(
  nodes: readonly Node[],
  current: number,
  counts: ReadonlyMap<number, Counted>,
  parent: number | null = null,
): Branch[] {
  return nodes
    .filter(({ parentNodeId }) => parentNodeId === parent)
    .map(({ nodeId, name, subNodeCount }) => {
      const branches = branchesOf(nodes, current, counts, nodeId);
      return {
        ...{ nodeId, name, branches, ...countOf(counts, nodeId) },
        isCurrent: nodeId === current,
        isClosed: subNodeCount > branches.length,
      };
    });
}
