import { Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { authorizationListPages } from './authorization-pages.ts';
import { contactPages } from './contact-pages.ts';
import { delegatedAdministratorPages } from './delegated-administrator-pages.ts';
import { loginPermissionPages } from './login-permission-pages.ts';
import { memberLoginPages } from './member-login-pages.ts';
import { memberPermissionPages } from './member-permission-pages.ts';
import { oneAuthorizationPages } from './one-authorization-pages.ts';

/** How people of the admin account get into members, whom members tell things, and who administers services. */
export function memberLoginScreens(execute: Execute, isSecure: boolean): Router {
  const router = Router();
  router.use(loginPermissionPages(execute));
  router.use(memberPermissionPages(execute));
  router.use(memberLoginPages(execute, isSecure));
  router.use(authorizationListPages(execute), oneAuthorizationPages(execute));
  router.use(contactPages(execute));
  router.use(delegatedAdministratorPages(execute));
  return router;
}
