import { Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { adoptionPages } from './adoption-pages.ts';
import { keyPages } from './key-pages.ts';
import { requestLogPages } from './request-log-pages.ts';
import { scimLocals } from './scim-locals.ts';
import { synchronizationPages } from './synchronization-pages.ts';

/** The company's directory: where it synchronizes to, with which keys, what it may do, and what became of it. */
export function scimPages(execute: Execute): Router {
  const router = Router();

  router.get('/settings/scim', async (req, res) => {
    res.render('console/settings/scim', { ...(await scimLocals(execute, req)), problem: null });
  });
  router.use(keyPages(execute), synchronizationPages(execute), adoptionPages(execute));
  router.use(requestLogPages(execute));

  return router;
}
