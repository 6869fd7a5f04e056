import { Router } from 'express';
import { noStore } from '../security-headers.ts';

/** `/sso`: where the browser ends when a tool has been allowed to go on; there is nothing more to do in it. */
export function callbackPage(): Router {
  const router = Router();
  router.get('/', noStore, (_req, res) => res.render('command-line/finished'));
  return router;
}
