import { Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { listUserSyncProvisionings } from '../../domain/identity-center/cam-user-synchronizations/list-user-sync-provisionings.ts';
import { renderList } from '../list-page.ts';
import { listingOf } from '../pager.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';

export function camUserSynchronizationPages(execute: Execute): Router {
  const router = Router();

  router.get('/cam-user-synchronizations', async (req, res) => {
    const { search, offset, maxResults } = listingOf(req);
    const listing = { zoneId: zoneOf(req), filter: search, offset, maxResults };
    const { userProvisionings, totalCounts } = await execute(
      listUserSyncProvisionings,
      administratorOf(req),
      listing,
    );
    renderList(req, res, 'console/cam-user-synchronizations/index', totalCounts, {
      synchronizations: userProvisionings.map(
        ({ userProvisioningId, targetName, targetUin, ...synchronization }) => ({
          ...synchronization,
          id: userProvisioningId,
          accountName: targetName,
          uin: targetUin,
        }),
      ),
    });
  });

  return router;
}
