import { type Request, type RequestHandler, type Response, Router, urlencoded } from 'express';
import type { Principal } from '../../action/actor.ts';
import type { Execute } from '../../action/execute.ts';
import { openCamUserConsoleSession } from '../../domain/sts/console-sessions/open-cam-user-console-session.ts';
import { openRoleConsoleSession } from '../../domain/sts/console-sessions/open-role-console-session.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Settings } from '../../platform/settings.ts';
import { openAccountSession } from '../account-session.ts';
import { handOverTo, receiveHandOver } from '../hand-over.ts';
import { noStore } from '../security-headers.ts';
import { signInPages } from '../sign-in-pages.ts';
import { visitorOf } from '../visitor.ts';
import { activationPages } from './activation-pages.ts';
import { auditExportPages } from './audit-export-pages.ts';
import { auditPages } from './audit-pages.ts';
import { groupPages } from './group-pages.ts';
import { groupAsHolder } from './group-view.ts';
import { identityProviderPages } from './identity-provider-pages.ts';
import { requireAccount, showForbidden } from './inside-account.ts';
import { membershipPages } from './membership-pages.ts';
import { newRolePages } from './new-role-pages.ts';
import { organizationPages } from './organization-pages.ts';
import { overviewPage } from './overview-page.ts';
import { policyCheckPages } from './policy-check-pages.ts';
import { policyHolderPages } from './policy-holder-pages.ts';
import { policyPages } from './policy-pages.ts';
import { policyVersionPages } from './policy-version-pages.ts';
import { rolePages } from './role-pages.ts';
import { roleSessionPages } from './role-session-pages.ts';
import { roleAsHolder } from './role-view.ts';
import { securityPages } from './security-pages.ts';
import { serviceRolePages } from './service-role-pages.ts';
import { userPages } from './user-pages.ts';
import { newUserKeyPage } from './user-sign-in-forms.ts';
import { userSsoPages } from './user-sso-pages.ts';
import { userAsHolder } from './user-view.ts';

interface AccountConsoleParts {
  execute: Execute;
  clock: Clock;
  settings: Settings;
  isSecure: boolean;
  maximumBytes: number;
  session: RequestHandler;
  csrf: RequestHandler[];
}

/** The console of an account on the local site: where hop 2 arrives, and sign-in; then a list of screens. */
export function accountConsolePages(parts: AccountConsoleParts): Router {
  const { execute, clock, isSecure, session, csrf } = parts;
  const router = Router();
  router.use(noStore, session);
  router.use(arrivals(parts));

  router.use(urlencoded({ extended: false, limit: '256kb', parameterLimit: 50 }), ...csrf);
  const home = '/account-console';
  const signedOut = (res: Response) => res.render('account-console/ended');
  router.use(signInPages({ execute, clock, home, admits: () => true, signedOut }));
  router.use(receiveHandOver(execute, { clock, home, isSecure, admits: () => true }));
  router.post('/organization-console', handOverTo(execute, '/console', isSecure));

  router.use(activationPages(execute));
  router.use(requireAccount(execute));
  router.use(screens(parts));
  router.use(showForbidden);
  return router;
}

/** What one sees inside. */
function screens({ execute, clock, settings }: AccountConsoleParts): Router {
  const router = Router();
  router.use(overviewPage(execute, clock));
  router.use(userPages(execute), newUserKeyPage(execute), policyHolderPages(execute, userAsHolder(execute)));
  router.use(groupPages(execute), policyHolderPages(execute, groupAsHolder(execute)));
  router.use(membershipPages(execute));
  router.use(newRolePages(execute, settings.cloudSites.local?.roleAcsUrl ?? ''), rolePages(execute));
  router.use(policyHolderPages(execute, roleAsHolder(execute)), serviceRolePages(execute));
  router.use(policyPages(execute), policyVersionPages(execute), policyCheckPages(execute));
  router.use(identityProviderPages(execute), userSsoPages(execute));
  router.use(securityPages(execute), organizationPages(execute), roleSessionPages(execute));
  router.use(auditPages(execute), auditExportPages(execute));
  return router;
}

/** The two ways into an account by assertion: as a role, and as a CAM user. */
function arrivals({ execute, clock, maximumBytes }: AccountConsoleParts): Router {
  const router = Router();
  const limit = Math.ceil(maximumBytes * 1.5) + 4096;
  const receive = urlencoded({ extended: false, limit, parameterLimit: 20 });

  router.post('/saml', receive, async (req, res) => {
    const samlResponse = req.body?.SAMLResponse;
    const opened = await execute(openRoleConsoleSession, visitorOf(req), { samlResponse });
    if (opened.outcome === 'refused') return refuse(req, res, opened);
    await open(req, clock.now(), opened);
    res.redirect(303, '/account-console');
  });

  // A role, too, may be called "saml", and has pages of its own.
  const onlyAccounts: RequestHandler = (req, _res, next) =>
    /^\d+$/.test(String(req.params.uin)) ? next() : next('route');
  router.post('/:uin/saml', onlyAccounts, receive, async (req, res) => {
    const input = { uin: req.params.uin, samlResponse: req.body?.SAMLResponse };
    const opened = await execute(openCamUserConsoleSession, visitorOf(req), input);
    if (opened.outcome === 'refused') return refuse(req, res, opened);
    await open(req, clock.now(), opened);
    res.redirect(303, '/account-console');
  });

  return router;
}

interface Refusal {
  reference: string;
  reason: string;
  found: string;
  expected: string;
}

function refuse(req: Request, res: Response, { reference, reason, found, expected }: Refusal): void {
  req.log.warn({ reference, reason, found, expected }, 'an account refused a sign-in');
  res.status(403).render('account-console/refused', { reference });
}

interface Opened {
  uin: number;
  identity: Principal['identity'];
  sessionSeconds: number;
}

/** For as long as the role or the user may stay, beginning at the page that was wished for. */
async function open(req: Request, now: Date, { uin, identity, sessionSeconds }: Opened): Promise<void> {
  const startPage = typeof req.body?.RelayState === 'string' ? req.body.RelayState.slice(0, 1024) : '';
  await openAccountSession(
    req,
    { kind: 'principal', uin, identity },
    { now, seconds: sessionSeconds, startPage },
  );
}
