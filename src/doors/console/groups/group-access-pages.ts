import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { listRoleAssignments } from '../../../domain/identity-center/authorizations/list-role-assignments.ts';
import { listGroupSynchronizations } from '../../../domain/identity-center/groups/list-group-synchronizations.ts';
import { renderList } from '../../list-page.ts';
import { listingOf } from '../../pager.ts';
import { administratorOf } from '../administrator-session.ts';
import { describeGroup, whichGroup } from './one-group-pages.ts';

/** What everybody in a group may enter, as a role and as a CAM user. */
export function groupAccessPages(execute: Execute): Router {
  const router = Router();

  router.get('/groups/:groupId/permissions', async (req, res) => {
    const described = await describeGroup(execute, req as Request);
    const { filter: search, ...asked } = { ...askedOf(req as Request), principalId: described.group.groupId };
    const { roleAssignments, totalCounts } = await execute(listRoleAssignments, administratorOf(req), {
      ...asked,
      search,
    });
    renderList(req, res, 'console/groups/permissions', totalCounts, {
      ...described,
      authorizations: roleAssignments,
    });
  });

  router.get('/groups/:groupId/cam-users', async (req, res) => {
    const described = await describeGroup(execute, req as Request);
    const asked = askedOf(req as Request);
    const { synchronizations, memberCount, totalCounts } = await execute(
      listGroupSynchronizations,
      administratorOf(req),
      asked,
    );
    renderList(req, res, 'console/groups/cam-users', totalCounts, {
      ...described,
      memberCount,
      synchronizations,
    });
  });

  return router;
}

function askedOf(req: Request) {
  const { search, offset, maxResults } = listingOf(req);
  return { ...whichGroup(req), filter: search, offset, maxResults };
}
