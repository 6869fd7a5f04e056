import { type RequestHandler, type Response, Router, urlencoded } from 'express';
import type { Execute } from '../../action/execute.ts';
import type { Clock } from '../../platform/clock.ts';
import { signedInTo } from '../account-session.ts';
import { handOverTo, receiveHandOver } from '../hand-over.ts';
import type { LoginCookie } from '../login-cookie.ts';
import { noStore } from '../security-headers.ts';
import { signInPages } from '../sign-in-pages.ts';
import { administersSomething, requireAdministrator } from './administrator-session.ts';
import { auditExportPages } from './audit-export-pages.ts';
import { auditPages } from './audit-pages.ts';
import { accountPages } from './authorizations/account-pages.ts';
import { authorizationPages } from './authorizations/authorization-pages.ts';
import { departmentAuthorizationPages } from './authorizations/department-pages.ts';
import { draftPages } from './authorizations/draft-pages.ts';
import { authorizationFilePages } from './authorizations/file-pages.ts';
import { removalPages } from './authorizations/removal-pages.ts';
import { selectionPages } from './authorizations/selection-pages.ts';
import { camUserSynchronizationPages } from './cam-user-synchronization-pages.ts';
import { deploymentPages } from './deployment-pages.ts';
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
import { permissionConfigurationPages } from './permission-configurations/permission-configuration-pages.ts';
import { scimPages } from './scim/scim-pages.ts';
import { serviceControlPages } from './service-control-pages.ts';
import { setUpPages } from './set-up-pages.ts';
import { spacePages } from './space-pages.ts';
import { ssoCandidatePages } from './sso-candidate-pages.ts';
import { ssoKeyPages } from './sso-key-pages.ts';
import { ssoPages } from './sso-pages.ts';
import { taskPages } from './task-pages.ts';
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
  router.use('/users/import', session, readFileOf(12));
  router.use('/authorizations/imports', session, readFileOf(48));
  router.use(noStore, session, urlencoded({ extended: false, limit: '1mb', parameterLimit: 2000 }), ...csrf);
  const home = '/console';
  const admits = administersSomething(execute);
  const signedOut = (res: Response) => res.redirect(303, `${home}/sign-in`);
  router.use(signInPages({ execute, clock, home, admits, signedOut }), setUpPages(execute, clock));
  router.use(receiveHandOver(execute, { clock, home, isSecure, admits }));
  router.post('/account-console', handOverTo(execute, '/account-console', isSecure));

  router.use(requireAdministrator(execute));
  router.use(overviewPage(execute), spacePages(execute));
  router.use(organizationPages(execute), changePages(execute), verifiedEntityPages(execute));
  router.use(departmentPages(execute));
  router.use(newMemberPages(execute), departurePages(execute), memberPages(execute), rootUserPages(execute));
  router.use(userPages(execute));
  router.use(groupPages(execute));
  router.use(permissionConfigurationPages(execute));
  router.use(
    authorizationPages(execute),
    departmentAuthorizationPages(execute),
    draftPages(execute),
    removalPages(execute),
    accountPages(execute),
  );
  router.use(selectionPages(execute), authorizationFilePages(execute));
  router.use(camUserSynchronizationPages(execute));
  router.use(deploymentPages(execute), taskPages(execute));
  router.use(loginPages(execute));
  router.use(ssoPages(execute), ssoCandidatePages(execute, loginCookie), ssoKeyPages(execute));
  router.use(scimPages(execute));
  router.use(serviceControlPages(execute));
  router.use(auditPages(execute), auditExportPages(execute), trackingSetPages(execute));
  router.use(guidePages(execute));
  router.use(memberLoginScreens(execute, isSecure));
  return router;
}

/** A file of ten thousand users or more is larger than any other form, so it is read for whoever is signed in alone. */
function readFileOf(megabytes: number): RequestHandler {
  const largeForm = urlencoded({ extended: false, limit: `${megabytes}mb`, parameterLimit: 10 });
  return (req, res, next) => (signedInTo(req) ? largeForm(req, res, next) : next());
}
