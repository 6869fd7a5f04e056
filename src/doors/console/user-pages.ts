import { Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { newUserPages } from './users/new-user-pages.ts';
import { oneUserPages } from './users/one-user-pages.ts';
import { userAccessPages } from './users/user-access-pages.ts';
import { userDeletionPages } from './users/user-deletion-pages.ts';
import { userGroupPages } from './users/user-group-pages.ts';
import { userImportPages } from './users/user-import-pages.ts';
import { userListPages } from './users/user-list-pages.ts';
import { userSecurityPages } from './users/user-security-pages.ts';

/** Users: the list, those to come, and one of them with its tabs. */
export function userPages(execute: Execute): Router {
  const router = Router();
  router.use(userListPages(execute), newUserPages(execute), userImportPages(execute));
  router.use(userDeletionPages(execute), userGroupPages(execute), userSecurityPages(execute));
  router.use(userAccessPages(execute), oneUserPages(execute));
  return router;
}
