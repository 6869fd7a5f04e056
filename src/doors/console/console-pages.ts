import { type RequestHandler, type Response, Router, urlencoded } from 'express';
import type { Execute } from '../../action/execute.ts';
import type { Clock } from '../../platform/clock.ts';
import { handOverTo, receiveHandOver } from '../hand-over.ts';
import type { LoginCookie } from '../login-cookie.ts';
import { noStore } from '../security-headers.ts';
import { signInPages } from '../sign-in-pages.ts';
import { administersOrganization, requireAdministrator } from './administrator-session.ts';

import { auditExportPages } from './audit-export-pages.ts';
import { auditPages } from './audit-pages.ts';
import { authorizationPages } from './authorization-pages.ts';
import { camUserSynchronizationPages } from './cam-user-synchronization-pages.ts';
import { groupPages } from './group-pages.ts';
import { guidePages } from './guide-pages.ts';
import { loginPages } from './login-pages.ts';
import { memberLoginScreens } from './member-logins/screens.ts';
import { changePages } from './organization/change-pages.ts';
import { departmentPages } from './organization/department-pages.ts';
import { departurePages } from './organization/departure-pages.ts';
import { memberPages } from './organization/member-pages.ts';
import { newMemberPages } from './organization/new-member-pages.ts';
import { organizationPages } from './organization/organization-pages.ts';
import { rootUserPages } from './organization/root-user-pages.ts';
import { verifiedEntityPages } from './organization/verified-entity-pages.ts';
import { overviewPage } from './overview-page.ts';
import { permissionConfigurationPages } from './permission-configuration-pages.ts';
import { serviceControlPages } from './service-control-pages.ts';
import { setUpPages } from './set-up-pages.ts';
import { ssoCandidatePages } from './sso-candidate-pages.ts';
import { ssoKeyPages } from './sso-key-pages.ts';
import { ssoPages } from './sso-pages.ts';
import { trackingSetPages } from './tracking-set-pages.ts';
import { userPages } from './user-pages.ts';

interface ConsoleParts {
  execute: Execute;
  clock: Clock;
  /** Binds a test login to this browser. */
  loginCookie: LoginCookie;
  isSecure: boolean;
  session: RequestHandler;
  csrf: RequestHandler[];
}

/** What administrators see, below `/console`: the front door, then a list of screens. */
export function consolePages({ execute, clock, loginCookie, isSecure, session, csrf }: ConsoleParts): Router {
  const router = Router();
  router.use(noStore, session, urlencoded({ extended: false, limit: '1mb', parameterLimit: 2000 }), ...csrf);
  const home = '/console';
  const admits = administersOrganization;
  const signedOut = (res: Response) => res.redirect(303, `${home}/sign-in`);
  router.use(signInPages({ execute, clock, home, admits, signedOut }), setUpPages(execute, clock));
  router.use(receiveHandOver(execute, { clock, home, isSecure, admits }));
  router.post('/account-console', handOverTo(execute, '/account-console', isSecure));

  router.use(requireAdministrator(execute));
  router.use(overviewPage(execute));
  router.use(organizationPages(execute), changePages(execute), verifiedEntityPages(execute));
  router.use(departmentPages(execute));
  router.use(newMemberPages(execute), departurePages(execute), memberPages(execute), rootUserPages(execute));
  router.use(userPages(execute));
  router.use(groupPages(execute));
  router.use(permissionConfigurationPages(execute));
  router.use(authorizationPages(execute));
  router.use(camUserSynchronizationPages(execute));
  router.use(loginPages(execute));
  router.use(ssoPages(execute), ssoCandidatePages(execute, loginCookie), ssoKeyPages(execute));
  router.use(serviceControlPages(execute));
  router.use(auditPages(execute), auditExportPages(execute), trackingSetPages(execute));
  router.use(guidePages(execute));
  router.use(memberLoginScreens(execute, isSecure));
  return router;
}
