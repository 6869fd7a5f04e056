import { Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { getGroup } from '../../domain/identity-center/groups/get-group.ts';
import { listGroupMembers } from '../../domain/identity-center/groups/list-group-members.ts';
import { listGroups } from '../../domain/identity-center/groups/list-groups.ts';
import { renderList } from '../list-page.ts';
import { listingOf } from '../pager.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';

export function groupPages(execute: Execute): Router {
  const router = Router();

  router.get('/groups', async (req, res) => {
    const { search, offset, maxResults } = listingOf(req);
    const listing = { zoneId: zoneOf(req), filter: search, offset, maxResults };
    const { groups, totalCounts } = await execute(listGroups, administratorOf(req), listing);
    renderList(req, res, 'console/groups/index', totalCounts, {
      groups: groups.map(({ groupType, ...group }) => ({
        ...group,
        source: groupType,
        href: `/console/groups/${group.groupId}`,
      })),
    });
  });

  router.get('/groups/:groupId', async (req, res) => {
    const which = { zoneId: zoneOf(req), groupId: req.params.groupId };
    const { offset, maxResults } = listingOf(req);
    const { groupInfo } = await execute(getGroup, administratorOf(req), which);
    const { groupMembers, totalCounts } = await execute(listGroupMembers, administratorOf(req), {
      ...which,
      offset,
      maxResults,
    });
    renderList(req, res, 'console/groups/show', totalCounts, {
      group: { ...groupInfo, source: groupInfo.groupType },
      members: groupMembers.map(({ userStatus, ...member }) => ({ ...member, status: userStatus })),
      authorizationsHref: `/console/authorizations?principal=${groupInfo.groupId}`,
    });
  });

  return router;
}
