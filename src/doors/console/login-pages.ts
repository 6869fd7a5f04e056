import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { getLoginAttempt } from '../../domain/identity-center/logins/get-login-attempt.ts';
import { listLoginAttempts } from '../../domain/identity-center/logins/list-login-attempts.ts';
import { replayLoginAttempt } from '../../domain/identity-center/logins/replay-login-attempt.ts';
import { vendors } from '../../domain/identity-center/sso/vendor.ts';
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

  router.get('/logins/:reference', async (req, res) => {
    const which = { zoneId: zoneOf(req as Request), reference: req.params.reference };
    const trace = await execute(getLoginAttempt, administratorOf(req as Request), which);
    res.render('console/logins/show', { ...pageOf(trace), replay: null });
  });

  router.get('/logins/:reference/replay', async (req, res) => {
    const administrator = administratorOf(req as Request);
    const which = { zoneId: zoneOf(req as Request), reference: req.params.reference };
    const of = req.query.of === 'candidate' ? 'candidate' : 'current';
    const trace = await execute(getLoginAttempt, administrator, which);
    const replay = await execute(replayLoginAttempt, administrator, { ...which, of });
    res.render('console/logins/show', { ...pageOf(trace), replay: { ...replay, of } });
  });

  return router;
}

type Trace = Awaited<ReturnType<typeof getLoginAttempt.run>>;

function pageOf({ loginAttempt, steps, attributes, vendor, message }: Trace) {
  return {
    attempt: loginAttempt,
    steps,
    attributes,
    message: message ?? '',
    /** What is known of this product first; the others are a click away. */
    hintVendors: vendor ? [vendor] : [...vendors],
    isTest: loginAttempt.purpose.endsWith('test'),
  };
}
