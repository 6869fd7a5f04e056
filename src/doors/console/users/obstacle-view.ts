import type { Obstacle, Obstacles } from '../../../domain/identity-center/users/obstacle.ts';

/** Where the owner of the obstacles has its lists. */
interface Lists {
  groups?: string;
  members?: string;
  authorizations: string;
  camUsers: string;
}

const order = [
  ...(['group', 'member', 'authorization'] as const),
  ...(['departmentAuthorization', 'synchronization', 'camUser'] as const),
];

/** What stands in the way, kind by kind, each with the page where it can be removed. */
export function describeObstacles({ obstacles, counts }: Obstacles, lists: Lists) {
  const kinds = order.filter((kind) => counts[kind] > 0);
  return kinds.map((kind) => {
    const items = obstacles.filter((obstacle) => obstacle.kind === kind);
    return {
      kind,
      count: counts[kind],
      more: counts[kind] - items.length,
      items: items.map((obstacle) => ({ ...obstacle, href: hrefOf(obstacle, lists) })),
    };
  });
}

function hrefOf({ kind, id, uin }: Obstacle, lists: Lists): string {
  switch (kind) {
    case 'group':
      return lists.groups ?? `/console/groups/${id}`;
    case 'member':
      return lists.members ?? `/console/users/${id}`;
    case 'authorization':
      return `${lists.authorizations}&configuration=${id}`;
    case 'departmentAuthorization':
      return `/console/authorizations/departments/${id}`;
    case 'synchronization':
      return `/console/cam-user-synchronizations?q=${uin}`;
    case 'camUser':
      return lists.camUsers;
  }
}
