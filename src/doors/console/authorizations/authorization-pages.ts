import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { listRoleAssignments } from '../../../domain/identity-center/authorizations/list-role-assignments.ts';
import { renderList } from '../../list-page.ts';
import { listingOf, parametersOf } from '../../pager.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { authorizationOnPage } from './authorization-on-page.ts';

export function authorizationPages(execute: Execute): Router {
  const router = Router();

  router.get('/authorizations', async (req, res) => {
    const { search, offset, maxResults } = listingOf(req);
    const { principal: principalId, configuration: roleConfigurationId } = req.query;
    const listing = {
      zoneId: zoneOf(req),
      search,
      principalId,
      withGroups: true,
      roleConfigurationId,
      offset,
      maxResults,
    };
    const { roleAssignments, totalCounts } = await execute(
      listRoleAssignments,
      administratorOf(req),
      listing,
    );
    renderList(req, res, 'console/authorizations/index', totalCounts, {
      filters: filtersOf(req),
      authorizations: roleAssignments.map(authorizationOnPage),
    });
  });

  return router;
}

/** What the list is narrowed to by the address, each with the address without it. */
function filtersOf(req: Request) {
  const parameters = parametersOf(req.originalUrl);
  return ['principal', 'configuration'].flatMap((name) => {
    const label = parameters.get(name);
    if (!label) return [];
    const others = new URLSearchParams(
      [...parameters].filter(([other]) => other !== name && other !== 'page'),
    );
    return [{ label, removeHref: `/console/authorizations?${others}` }];
  });
}
