import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { describeScimSettings } from '../../../domain/identity-center/scim/describe-scim-settings.ts';
import { updateScimSynchronizationStatus } from '../../../domain/identity-center/scim/update-scim-synchronization-status.ts';
import { form } from '../../form.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { scimPage } from './scim-locals.ts';

const view = 'console/settings/scim/synchronization';

/** The switch, with what it would mean. */
export function synchronizationPages(execute: Execute): Router {
  const router = Router();

  router.get('/settings/scim/synchronization', async (req, res) => {
    res.render(view, { ...(await locals(execute, req)), problem: null });
  });
  router.post(
    '/settings/scim/synchronization',
    form(execute, {
      action: updateScimSynchronizationStatus,
      actor: administratorOf,
      input: (req) => ({ zoneId: zoneOf(req), scimSynchronizationStatus: req.body.newStatus }),
      done: (_result, _req, res) => res.redirect(303, scimPage),
      page: view,
      locals: (req) => locals(execute, req),
    }),
  );

  return router;
}

async function locals(execute: Execute, req: Request) {
  return { directory: await execute(describeScimSettings, administratorOf(req), { zoneId: zoneOf(req) }) };
}
