import { Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { listLoginAttempts } from '../../domain/identity-center/logins/list-login-attempts.ts';
import { listingOf, pagerOf } from '../pager.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';

export function loginPages(execute: Execute): Router {
  const router = Router();

  router.get('/logins', async (req, res) => {
    const { search, offset, maxResults } = listingOf(req);
    const listing = { zoneId: zoneOf(req), filter: search, offset, maxResults };
    const { loginAttempts, totalCounts } = await execute(listLoginAttempts, administratorOf(req), listing);
    res.render('console/logins/index', { search, page: pagerOf(req, totalCounts), attempts: loginAttempts });
  });

  return router;
}
