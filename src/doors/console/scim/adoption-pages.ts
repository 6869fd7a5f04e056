import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { listGroups } from '../../../domain/identity-center/groups/list-groups.ts';
import { describeScimSettings } from '../../../domain/identity-center/scim/describe-scim-settings.ts';
import { updateScimAdoptionStatus } from '../../../domain/identity-center/scim/update-scim-adoption-status.ts';
import { listUsers } from '../../../domain/identity-center/users/list-users.ts';
import { form } from '../../form.ts';
import { listLocals, renderList } from '../../list-page.ts';
import { listingOf } from '../../pager.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { scimPage } from './scim-locals.ts';

const view = 'console/settings/scim/adoption';

/** The switch that lets the directory take over what was created by hand, and whom it could take over. */
export function adoptionPages(execute: Execute): Router {
  const router = Router();

  router.get('/settings/scim/adoption', async (req, res) => {
    const { total, ...locals } = await candidates(execute, req);
    renderList(req, res, view, total, { ...locals, problem: null });
  });
  router.post(
    '/settings/scim/adoption',
    form(execute, {
      action: updateScimAdoptionStatus,
      actor: administratorOf,
      input: (req) => ({ zoneId: zoneOf(req), scimAdoptionStatus: req.body.newStatus }),
      done: (_result, _req, res) => res.redirect(303, scimPage),
      page: view,
      locals: async (req) => listLocals(req, await candidates(execute, req)),
    }),
  );

  return router;
}

async function candidates(execute: Execute, req: Request) {
  const kind = req.query.kind === 'Group' ? 'Group' : 'User';
  const directory = await execute(describeScimSettings, administratorOf(req), { zoneId: zoneOf(req) });
  return { kind, directory, ...(await (kind === 'User' ? users : groups)(execute, req)) };
}

async function users(execute: Execute, req: Request) {
  const { search, offset, maxResults } = listingOf(req);
  const listing = { zoneId: zoneOf(req), filter: search, userType: 'Manual', offset, maxResults };
  const { users: found, totalCounts } = await execute(listUsers, administratorOf(req), listing);
  const rows = found.map(({ userId, userName, displayName }) => ({
    ...{ name: userName, detail: displayName, href: `/console/users/${userId}` },
  }));
  return { rows, total: totalCounts };
}

async function groups(execute: Execute, req: Request) {
  const { search, offset, maxResults } = listingOf(req);
  const listing = { zoneId: zoneOf(req), search, groupType: 'Manual', offset, maxResults };
  const { groups: found, totalCounts } = await execute(listGroups, administratorOf(req), listing);
  const rows = found.map(({ groupId, groupName, description }) => ({
    ...{ name: groupName, detail: description, href: `/console/groups/${groupId}` },
  }));
  return { rows, total: totalCounts };
}
