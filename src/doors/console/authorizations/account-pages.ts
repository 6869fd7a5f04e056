import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { describeAccountAuthorizations } from '../../../domain/identity-center/authorizations/describe-account-authorizations.ts';
import { listRoleAssignments } from '../../../domain/identity-center/authorizations/list-role-assignments.ts';
import { listRoleConfigurationProvisionings } from '../../../domain/identity-center/deployment/list-role-configuration-provisionings.ts';
import { listingOf, pagerOf } from '../../pager.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { numberIn } from '../member-logins/chosen.ts';
import { authorizationOnPage } from './authorization-on-page.ts';

const tabs = ['authorizations', 'deployments', 'synchronizations'] as const;

/** One account: who may enter it as what, what is deployed in it, who is synchronized into it. */
export function accountPages(execute: Execute): Router {
  const router = Router();

  router.get('/authorizations/accounts/:uin', async (req, res) => {
    res.render('console/authorizations/accounts/show', await describe(execute, req as Request));
  });

  return router;
}

async function describe(execute: Execute, req: Request) {
  const tab = tabs.find((known) => known === req.query.tab) ?? 'authorizations';
  const { search, offset, maxResults } = listingOf(req);
  const where = { zoneId: zoneOf(req), targetUin: numberIn(req.params.uin) };
  const { account, ...described } = await execute(describeAccountAuthorizations, administratorOf(req), {
    ...{ ...where, of: tab === 'synchronizations' ? tab : 'deployments', filter: search, offset, maxResults },
  });
  const locals = {
    synchronizeHref: synchronizeHref(account),
    ...{ account, tab, tabs, search, href: `/console/authorizations/accounts/${account.targetUin}` },
    ...{
      authorizations: [],
      deployments: [],
      synchronizations: described.synchronizations,
    },
  };
  if (tab === 'synchronizations') return { ...locals, page: pagerOf(req, described.totalCounts) };
  if (tab === 'deployments') {
    const listing = { ...where, filter: search, offset, maxResults };
    const found = await execute(listRoleConfigurationProvisionings, administratorOf(req), listing);
    const page = pagerOf(req, found.totalCounts);
    return { ...locals, deployments: found.roleConfigurationProvisionings, page };
  }
  const listing = { ...where, search, offset, maxResults };
  const { roleAssignments, totalCounts } = await execute(listRoleAssignments, administratorOf(req), listing);
  return {
    ...locals,
    authorizations: roleAssignments.map(authorizationOnPage),
    page: pagerOf(req, totalCounts),
  };
}

/** The wizard with the account chosen. */
function synchronizeHref({
  isAdmin,
  targetUin,
  targetName,
}: {
  isAdmin: boolean;
  targetUin: number;
  targetName: string;
}): string {
  const account = `${isAdmin ? 'ManagerUin' : 'MemberUin'}:${targetUin}:${targetName}`;
  return `/console/cam-user-synchronizations/new?${new URLSearchParams({ account })}`;
}
