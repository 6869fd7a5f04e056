import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { listCamUserAccounts } from '../../domain/identity-center/portal/list-cam-user-accounts.ts';
import { listRecentEntries } from '../../domain/identity-center/portal/list-recent-entries.ts';
import { listRoleAccounts } from '../../domain/identity-center/portal/list-role-accounts.ts';
import { markFavourite } from '../../domain/identity-center/portal/mark-favourite.ts';
import { employeeOf } from '../employee-session.ts';
import { renderList } from '../list-page.ts';
import { listingOf } from '../pager.ts';

type SpaceRequest = Request<{ space: string }>;

/** The portal's two tabs, and what one keeps on top of them. */
export function accountListPages(execute: Execute): Router {
  const router = Router({ mergeParams: true });

  router.get('/accounts', async (req: SpaceRequest, res) => {
    const { search, offset, maxResults } = listingOf(req);
    const { space } = req.params;
    const { accounts, totalCounts } = await execute(listRoleAccounts, employeeOf(req), {
      search,
      offset,
      maxResults,
    });
    renderList(req, res, 'portal/accounts', totalCounts, {
      tab: 'role',
      recent: search === '' && offset === 0 ? await recentOf(execute, req) : [],
      accounts: accounts.map((account) => ({ ...account, href: `/${space}/accounts/${account.uin}` })),
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

  router.post('/favourites/:uin', async (req: Request<{ space: string; uin: string }>, res) => {
    const { space, uin } = req.params;
    const { isFavourite, tab } = req.body as Record<string, string>;
    await execute(markFavourite, employeeOf(req), { uin, isFavourite: isFavourite === 'true' });
    res.redirect(303, `/${space}/${tab === 'user' ? 'cam-users' : 'accounts'}`);
  });

  return router;
}

async function recentOf(execute: Execute, req: SpaceRequest) {
  const { entries } = await execute(listRecentEntries, employeeOf(req), {});
  return entries.map(({ account, configuration, camUserName }) => ({
    account,
    as: configuration?.name ?? camUserName ?? '',
    action: configuration
      ? `/${req.params.space}/accounts/${account.uin}/logins/${configuration.id}`
      : `/${req.params.space}/cam-users/${account.uin}/logins`,
  }));
}
