import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { listRoleSessions } from '../../domain/sts/sessions/list-role-sessions.ts';
import { revokeRoleSessions } from '../../domain/sts/sessions/revoke-role-sessions.ts';
import { renderList } from '../list-page.ts';
import { listingOf } from '../pager.ts';
import { roleHref } from './role-view.ts';
import { principalOf } from './signed-in.ts';

/** Who is in the account as a role, and the way to end that for all of them. */
export function roleSessionPages(execute: Execute): Router {
  const router = Router();

  router.get('/roles/:roleName/sessions', async (req, res) => {
    const { roleName } = req.params;
    const { search: filter, offset, maxResults } = listingOf(req);
    const listing = { roleName, filter, offset, maxResults };
    const { total, ...listed } = await execute(listRoleSessions, principalOf(req as Request), listing);
    const locals = { ...listed, roleName, roleHref: roleHref(roleName) };
    renderList(req, res, 'account-console/sessions/index', total, locals);
  });

  router.post('/roles/:roleName/sessions/revocation', async (req, res) => {
    const { roleName } = req.params;
    await execute(revokeRoleSessions, principalOf(req as Request), { roleName });
    res.redirect(303, `${roleHref(roleName)}/sessions`);
  });

  return router;
}
