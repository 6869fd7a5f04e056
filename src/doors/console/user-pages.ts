import { Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { listUsers } from '../../domain/identity-center/users/list-users.ts';
import { renderList } from '../list-page.ts';
import { listingOf } from '../pager.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';

export function userPages(execute: Execute): Router {
  const router = Router();

  router.get('/users', async (req, res) => {
    const { search, offset, maxResults } = listingOf(req);
    const listing = { zoneId: zoneOf(req), filter: search, offset, maxResults };
    const { users, totalCounts } = await execute(listUsers, administratorOf(req), listing);
    renderList(req, res, 'console/users/index', totalCounts, {
      users: users.map(({ userType, userStatus, ...user }) => ({
        ...user,
        source: userType,
        status: userStatus,
        href: `/console/authorizations?principal=${user.userId}`,
      })),
    });
  });

  return router;
}
