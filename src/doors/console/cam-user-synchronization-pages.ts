import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import type { CamUserSynchronization } from '../../domain/identity-center/cam-user-synchronizations/cam-user-synchronization.ts';
import { deleteUserSyncProvisioning } from '../../domain/identity-center/cam-user-synchronizations/delete-user-sync-provisioning.ts';
import { getUserSyncProvisioning } from '../../domain/identity-center/cam-user-synchronizations/get-user-sync-provisioning.ts';
import { listUserSyncProvisionings } from '../../domain/identity-center/cam-user-synchronizations/list-user-sync-provisionings.ts';
import { updateUserSyncProvisioning } from '../../domain/identity-center/cam-user-synchronizations/update-user-sync-provisioning.ts';
import { form } from '../form.ts';
import { renderList } from '../list-page.ts';
import { listingOf } from '../pager.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';
import { newSynchronizationPages } from './new-cam-user-synchronization-pages.ts';

const path = '/cam-user-synchronizations';
const page = 'console/cam-user-synchronizations/show';

export function camUserSynchronizationPages(execute: Execute): Router {
  const router = Router();

  router.get(path, async (req, res) => {
    const { search, offset, maxResults } = listingOf(req);
    const listing = { zoneId: zoneOf(req), filter: search, offset, maxResults };
    const { userProvisionings, totalCounts } = await execute(
      listUserSyncProvisionings,
      administratorOf(req),
      listing,
    );
    renderList(req, res, 'console/cam-user-synchronizations/index', totalCounts, {
      synchronizations: userProvisionings.map(toPage),
    });
  });
  router.use(newSynchronizationPages(execute));
  onePage(router, execute);
  return router;
}

function onePage(router: Router, execute: Execute): void {
  router.get(`${path}/:id`, async (req, res) => {
    res.render(page, { ...(await describe(execute, req as Request)), problem: null });
  });
  router.post(
    `${path}/:id`,
    form(execute, {
      action: updateUserSyncProvisioning,
      actor: administratorOf,
      input: (req) => ({
        ...which(req),
        newDescription: req.body.description ?? '',
        newDuplicationStateful: req.body.duplicationStrategy,
        newDeletionStrategy: req.body.deletionStrategy,
      }),
      done: (_result, req, res) => res.redirect(303, `/console${path}/${req.params.id}`),
      page,
      locals: (req) => describe(execute, req),
    }),
  );
  router.post(
    `${path}/:id/removal`,
    form(execute, {
      action: deleteUserSyncProvisioning,
      actor: administratorOf,
      input: which,
      done: ({ tasks: { taskId } }, _req, res) => res.redirect(303, `/console/tasks?q=${taskId}`),
      page,
      locals: (req) => describe(execute, req),
    }),
  );
}

const which = (req: Request) => ({ zoneId: zoneOf(req), userProvisioningId: req.params.id });

async function describe(execute: Execute, req: Request) {
  const found = await execute(getUserSyncProvisioning, administratorOf(req), which(req));
  const synchronization = toPage(found.userProvisioning);
  return { ...found, synchronization, values: { ...synchronization } };
}

/** The product's words for the API's. */
const toPage = ({
  userProvisioningId,
  targetName,
  targetUin,
  ...synchronization
}: CamUserSynchronization) => ({
  ...synchronization,
  id: userProvisioningId,
  href: `/console${path}/${userProvisioningId}`,
  accountName: targetName,
  uin: targetUin,
});
