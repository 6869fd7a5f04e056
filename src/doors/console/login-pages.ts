import { Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { listLoginAttempts } from '../../domain/identity-center/logins/list-login-attempts.ts';
import { renderList } from '../list-page.ts';
import { listingOf } from '../pager.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';

export function loginPages(execute: Execute): Router {
  const router = Router();

  router.get('/logins', async (req, res) => {
    const { search, offset, maxResults } = listingOf(req);
    const listing = { zoneId: zoneOf(req), filter: search, offset, maxResults };
    const { loginAttempts, totalCounts } = await execute(listLoginAttempts, administratorOf(req), listing);
    renderList(req, res, 'console/logins/index', totalCounts, { attempts: loginAttempts });
  });

  return router;
}
