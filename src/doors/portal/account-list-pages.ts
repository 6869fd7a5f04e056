import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { listCamUserAccounts } from '../../domain/identity-center/portal/list-cam-user-accounts.ts';
import { listRoleAccounts } from '../../domain/identity-center/portal/list-role-accounts.ts';
import { employeeOf } from '../employee-session.ts';
import { renderList } from '../list-page.ts';
import { listingOf } from '../pager.ts';

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
    renderList(req, res, 'portal/accounts', totalCounts, {
      tab: 'role',
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
    renderList(req, res, 'portal/cam-users', totalCounts, {
      tab: 'user',
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
