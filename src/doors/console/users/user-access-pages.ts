import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { listUserCamUsers } from '../../../domain/identity-center/users/list-user-cam-users.ts';
import { listUserPermissions } from '../../../domain/identity-center/users/list-user-permissions.ts';
import { renderList } from '../../list-page.ts';
import { listingOf } from '../../pager.ts';
import { administratorOf } from '../administrator-session.ts';
import { describeUser, whichUser } from './one-user-pages.ts';

/** What a user may enter, as a role and as a CAM user, and why. */
export function userAccessPages(execute: Execute): Router {
  const router = Router();

  router.get('/users/:userId/permissions', async (req, res) => {
    const described = await describeUser(execute, req as Request);
    const asked = askedOf(req as Request);
    const { permissions, totalCounts } = await execute(listUserPermissions, administratorOf(req), asked);
    renderList(req, res, 'console/users/permissions', totalCounts, { ...described, permissions });
  });

  router.get('/users/:userId/cam-users', async (req, res) => {
    const described = await describeUser(execute, req as Request);
    const asked = askedOf(req as Request);
    const { camUsers, totalCounts } = await execute(listUserCamUsers, administratorOf(req), asked);
    renderList(req, res, 'console/users/cam-users', totalCounts, { ...described, camUsers });
  });

  return router;
}

function askedOf(req: Request) {
  const { search, offset, maxResults } = listingOf(req);
  return { ...whichUser(req), filter: search, offset, maxResults };
}
