import { type Request, type Response, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { addUserToGroup } from '../../../domain/identity-center/groups/add-user-to-group.ts';
import { listGroups } from '../../../domain/identity-center/groups/list-groups.ts';
import { listJoinedGroupsForUser } from '../../../domain/identity-center/groups/list-joined-groups-for-user.ts';
import { removeUserFromGroup } from '../../../domain/identity-center/groups/remove-user-from-group.ts';
import { cursorListingOf, cursorPagerOf } from '../../cursor-pager.ts';
import { form } from '../../form.ts';
import { listLocals } from '../../list-page.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { describeUser, userHref, whichUser } from './one-user-pages.ts';

/** The groups of a user: the tab, groups to choose, and the way out of one. */
export function userGroupPages(execute: Execute): Router {
  const router = Router();

  router.get('/users/:userId/groups', async (req, res) => {
    res.render('console/users/groups', { ...(await groupsTab(execute, req as Request)), problem: null });
  });
  router.get('/users/:userId/groups/new', async (req, res) => {
    res.render('console/users/choose-group', { ...(await choice(execute, req as Request)), problem: null });
  });
  const change = {
    actor: administratorOf,
    input: (req: Request) => ({ ...whichUser(req), groupId: req.body.groupId }),
    done: (_result: unknown, req: Request, res: Response) =>
      res.redirect(303, `${userHref(req.params.userId)}/groups`),
  };
  router.post(
    '/users/:userId/groups',
    form(execute, {
      ...change,
      action: addUserToGroup,
      page: 'console/users/choose-group',
      locals: (req) => choice(execute, req),
    }),
  );
  router.post(
    '/users/:userId/groups/removal',
    form(execute, {
      ...change,
      action: removeUserFromGroup,
      page: 'console/users/groups',
      locals: (req) => groupsTab(execute, req),
    }),
  );

  return router;
}

async function groupsTab(execute: Execute, req: Request) {
  const { search: _search, page: _page, ...listing } = cursorListingOf(req);
  const asked = { ...whichUser(req), ...listing };
  const { joinedGroups, totalCounts, ...tokens } = await execute(
    listJoinedGroupsForUser,
    administratorOf(req),
    asked,
  );
  const page = cursorPagerOf(req, totalCounts, tokens);
  return {
    ...(await describeUser(execute, req)),
    ...listLocals(req, { total: totalCounts }),
    ...{ page, groups: joinedGroups },
  };
}

async function choice(execute: Execute, req: Request) {
  const { search, page: _page, ...listing } = cursorListingOf(req);
  const described = await describeUser(execute, req);
  const { groups, totalCounts, ...tokens } = await execute(listGroups, administratorOf(req), {
    ...{ zoneId: zoneOf(req), search, ...listing },
    ...{ filterUsers: [described.user.userId], groupType: described.user.userType },
  });
  const page = cursorPagerOf(req, totalCounts, tokens);
  return { ...described, ...listLocals(req, { total: totalCounts }), page, groups };
}
