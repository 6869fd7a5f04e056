import { type RequestHandler, Router, urlencoded } from 'express';
import type { Execute } from '../../action/execute.ts';
import type { Clock } from '../../platform/clock.ts';
import type { LoginCookie } from '../login-cookie.ts';
import { noStore } from '../security-headers.ts';
import { requireAdministrator } from './administrator-session.ts';
import { authorizationPages } from './authorization-pages.ts';
import { camUserSynchronizationPages } from './cam-user-synchronization-pages.ts';
import { groupPages } from './group-pages.ts';
import { guidePages } from './guide-pages.ts';
import { loginPages } from './login-pages.ts';
import { overviewPage } from './overview-page.ts';
import { permissionConfigurationPages } from './permission-configuration-pages.ts';
import { setUpPages } from './set-up-pages.ts';
import { signInPages } from './sign-in-pages.ts';
import { ssoCandidatePages } from './sso-candidate-pages.ts';
import { ssoKeyPages } from './sso-key-pages.ts';
import { ssoPages } from './sso-pages.ts';
import { userPages } from './user-pages.ts';

interface ConsoleParts {
  execute: Execute;
  clock: Clock;
  /** Binds a test login to this browser. */
  loginCookie: LoginCookie;
  session: RequestHandler;
  csrf: RequestHandler[];
}

/** What administrators see, below `/console`: the front door, then a list of screens. */
export function consolePages({ execute, clock, loginCookie, session, csrf }: ConsoleParts): Router {
  const router = Router();
  router.use(noStore, session, urlencoded({ extended: false, limit: '1mb', parameterLimit: 100 }), ...csrf);
  router.use(signInPages(execute, clock), setUpPages(execute, clock));

  router.use(requireAdministrator(execute));
  router.use(overviewPage(execute));
  router.use(userPages(execute));
  router.use(groupPages(execute));
  router.use(permissionConfigurationPages(execute));
  router.use(authorizationPages(execute));
  router.use(camUserSynchronizationPages(execute));
  router.use(loginPages(execute));
  router.use(ssoPages(execute), ssoCandidatePages(execute, loginCookie), ssoKeyPages(execute));
  router.use(guidePages(execute));
  return router;
}
