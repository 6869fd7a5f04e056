import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Passport } from 'passport';
import type { Execute } from '../../action/execute.ts';
import { startLogin } from '../../domain/identity-center/logins/start-login.ts';
import { describeSamlMetadata } from '../../domain/identity-center/sso/describe-saml-metadata.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RandomSource } from '../../platform/random.ts';
import type { PortalUser } from '../employee-session.ts';
import { loginCookie } from '../login-cookie.ts';
import { noStore } from '../security-headers.ts';
import { endSessionAfter } from '../web-session.ts';
import { floodLimit } from './flood-limit.ts';
import { logoutEndpoints } from './logout-endpoints.ts';
import { messageForm } from './message-form.ts';
import { type Login, type NoLogin, SamlStrategy } from './saml-strategy.ts';

interface SamlParts {
  execute: Execute;
  clock: Clock;
  random: RandomSource;
  isSecure: boolean;
  maximumBytes: number;
  passport: InstanceType<typeof Passport>;
  /** The portal's session, which a login opens. */
  session: RequestHandler[];
  /** Writes what the session keeps of a login, under a new session id. */
  openPortalSession(req: Request, user: PortalUser): Promise<void>;
}

/** Hop 1, where we are the service provider, and the metadata of both hops. */
export function samlEndpoints(parts: SamlParts): Router {
  const { execute, clock, passport, isSecure, maximumBytes } = parts;
  const router = Router();
  const cookie = loginCookie(isSecure, 'login');
  const cookies = { login: cookie, test: loginCookie(isSecure, 'test') };
  passport.use(new SamlStrategy(execute, cookies, parts.random));
  const flood = floodLimit(execute, clock, cookies);
  const receive = messageForm(maximumBytes);

  router.get('/:space/metadata', metadata(execute, 'service-provider'));
  router.get('/:space/idp-metadata', metadata(execute, 'identity-provider'));

  router.get('/:space/login', noStore, async (req, res) => {
    const { redirectUrl, browserSecret, validSeconds } = await execute(
      startLogin,
      { kind: 'visitor' },
      { spaceName: req.params.space, returnTo: req.query.returnTo, browserSecret: cookie.read(req) },
    );
    cookie.write(res, browserSecret, validSeconds);
    res.redirect(302, redirectUrl);
  });

  router.post('/:space/acs', noStore, ...receive, flood.guard, (req, res, next) => {
    passport.authenticate('saml', (error: unknown, login?: Login | false, info?: NoLogin) => {
      if (!isRefused(info)) flood.takeBack(req.ip, req.params.space);
      if (error) next(error);
      else if (login) enter(parts, req, res, login).catch(next);
      else turnDown(req, res, info as NoLogin);
    })(req, res, next);
  });

  router.use(logoutEndpoints(execute, receive, flood));
  return router;
}

const metadata =
  (execute: Execute, as: 'service-provider' | 'identity-provider'): RequestHandler =>
  async (req, res) => {
    const { document } = await execute(
      describeSamlMetadata,
      { kind: 'visitor' },
      { spaceName: req.params.space, as },
    );
    res.type('application/samlmetadata+xml').send(document);
  };

/** Only now is there a session: whoever is refused gets none, and costs none. */
async function enter(parts: SamlParts, req: Request, res: Response, login: Login): Promise<void> {
  for (const handle of parts.session) await run(handle, req, res);
  await parts.openPortalSession(req, login);
  endSessionAfter(req.session, login.sessionSeconds, parts.clock.now());
  res.redirect(303, login.returnTo);
}

const run = (handle: RequestHandler, req: Request, res: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    handle(req, res, (error?: unknown) => (error ? reject(error) : resolve()));
  });

const isRefused = (info: NoLogin | undefined): boolean =>
  info?.outcome === 'refused' || info?.isRefused === true;

/** One neutral sentence and a code: the reason is for the administrator, who sees it at once after a test. */
function turnDown(req: Request, res: Response, info: NoLogin): void {
  if (info.outcome === 'tested') res.redirect(303, `/console/logins/${info.reference}`);
  else
    res
      .status(403)
      .render('portal/refused', { space: { name: req.params.space }, reference: info.reference });
}
