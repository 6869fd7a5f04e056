import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import type { Authorization } from '../../domain/identity-center/authorizations/authorization.ts';
import { listRoleAssignments } from '../../domain/identity-center/authorizations/list-role-assignments.ts';
import { renderList } from '../list-page.ts';
import { listingOf, parametersOf } from '../pager.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';

export function authorizationPages(execute: Execute): Router {
  const router = Router();

  router.get('/authorizations', async (req, res) => {
    const { search, offset, maxResults } = listingOf(req);
    const { principal: principalId, configuration: roleConfigurationId } = req.query;
    const listing = {
      zoneId: zoneOf(req),
      filter: search,
      principalId,
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
      authorizations: roleAssignments.map(toPage),
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

const toPage = (authorization: Authorization) => ({
  principalType: authorization.principalType,
  principalName: authorization.principalName,
  principalHref:
    authorization.principalType === 'Group'
      ? `/console/groups/${authorization.principalId}`
      : `/console/authorizations?principal=${authorization.principalId}`,
  accountName: authorization.targetName,
  uin: authorization.targetUin,
  configurationName: authorization.roleConfigurationName,
  configurationHref: `/console/permission-configurations/${authorization.roleConfigurationId}`,
  createTime: authorization.createTime,
});
