import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { listCamUserAccounts } from '../../domain/identity-center/portal/list-cam-user-accounts.ts';
import { listRoleAccounts } from '../../domain/identity-center/portal/list-role-accounts.ts';
import { employeeOf } from '../employee-session.ts';
import { listingOf, pagerOf } from '../pager.ts';

type SpaceRequest = Request<{ space: string }>;

/** The portal's two tabs. */
export function accountListPages(execute: Execute): Router {
  const router = Router({ mergeParams: true });

  router.get('/accounts', async (req: SpaceRequest, res) => {
    const { search, offset, maxResults } = listingOf(req);
    const { accounts, totalCounts } = await execute(listRoleAccounts, employeeOf(req), {
      search,
      offset,
      maxResults,
    });
    res.render('portal/accounts', {
      ...listLocals(req, 'role', totalCounts),
      accounts: accounts.map((account) => ({
        ...account,
        href: `/${req.params.space}/accounts/${account.uin}`,
      })),
    });
  });

  router.get('/cam-users', async (req: SpaceRequest, res) => {
    const { search, offset, maxResults } = listingOf(req);
    const { accounts, totalCounts } = await execute(listCamUserAccounts, employeeOf(req), {
      search,
      offset,
      maxResults,
    });
    res.render('portal/cam-users', {
      ...listLocals(req, 'user', totalCounts),
      accounts: accounts.map(({ camUserName, ...account }) => ({
        ...account,
        camUserName: camUserName ?? '',
        ready: camUserName !== null,
        action: `/${req.params.space}/cam-users/${account.uin}/logins`,
      })),
    });
  });

  return router;
}

function listLocals(req: SpaceRequest, tab: 'role' | 'user', total: number) {
  const { search } = listingOf(req);
  return { tab, search, page: pagerOf(req, total), hasAny: total > 0 || search !== '' };
}
