import { fileURLToPath } from 'node:url';
import express, { type Express, type Request } from 'express';
import type { Store } from 'express-session';
import { pinoHttp } from 'pino-http';
import type { Execute } from './action/execute.ts';
import { accountConsolePages } from './doors/account-console/account-console-pages.ts';
import { isSignedIn } from './doors/account-session.ts';
import { cloudApi, isCall } from './doors/cloud-api/cloud-api.ts';
import { apiReferencePages } from './doors/cloud-api/reference-pages.ts';
import { callbackPage } from './doors/command-line/callback-page.ts';
import { commandLineEndpoints } from './doors/command-line/command-line-endpoints.ts';
import { consolePages } from './doors/console/console-pages.ts';
import { readCookies } from './doors/cookies.ts';
import { csrfProtection } from './doors/csrf.ts';
import { errorPages, notFoundPage } from './doors/error-pages.ts';
import { homePage } from './doors/home-page.ts';
import { loginCookie } from './doors/login-cookie.ts';
import { originOfRequest } from './doors/origin-of-request.ts';
import { pageLocals } from './doors/page-locals.ts';
import { spacelessLinks } from './doors/portal/link-pages.ts';
import { LoginStore } from './doors/portal/login-store.ts';
import { portalPages } from './doors/portal/portal-pages.ts';
import { portalSession } from './doors/portal/portal-session.ts';
import { samlEndpoints } from './doors/saml/saml-endpoints.ts';
import { scimEndpoints } from './doors/scim/scim-endpoints.ts';
import { securityHeaders } from './doors/security-headers.ts';
import { startingPage } from './doors/starting-page.ts';
import { statusEndpoints } from './doors/status-endpoints.ts';
import { RecordStore, webSession } from './doors/web-session.ts';
import type { Clock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';
import { type RandomSource, uuid } from './platform/random.ts';
import type { LoginRecords } from './platform/sessions/login-records.ts';
import type { SessionRecords } from './platform/sessions/session-records.ts';
import type { Settings } from './platform/settings.ts';

export interface AppParts {
  execute: Execute;
  clock: Clock;
  random: RandomSource;
  log: Log;
  records: SessionRecords;
  logins: LoginRecords;
  settings: Settings;
  sessionSecret: string;
  trustProxy: string | number | false;
  /** Whether the database answers. */
  isReady(): Promise<boolean>;
  /** Whether something is still being loaded without which nobody is served. */
  isStarting?(): boolean;
}

/** Puts the doors together. The only file that knows all of them. */
export function createApp(parts: AppParts): Express {
  const isSecure = parts.settings.baseUrl.startsWith('https:');
  const app = express();
  app.disable('x-powered-by');
  app.enable('view cache');
  app.set('trust proxy', parts.trustProxy);
  app.set('views', ['views']).set('view engine', 'ejs');

  const { isReady, isStarting = () => false } = parts;
  app.use(
    statusEndpoints(async () => !isStarting() && (await isReady())),
    startingPage(isStarting),
  );
  app.use(requestLog(parts), originOfRequest);
  app.use(cloudApi(parts), securityHeaders(isSecure));
  app.use('/scim', scimEndpoints(parts));
  app.use('/assets', assets());
  app.use(readCookies, pageLocals(isSecure));
  app.use(homePage());
  mountPrograms(app, parts);
  mountDoors(app, parts, isSecure);
  app.use(notFoundPage);
  app.use(errorPages);
  return app;
}

/** What programs talk to; they have no cookies. */
function mountPrograms(app: Express, { execute, settings }: AppParts): void {
  app.use('/api', commandLineEndpoints(execute));
  app.use('/sso', callbackPage());
  app.use('/docs/api', apiReferencePages(settings.baseUrl));
}

type SignedIn = (req: Request) => boolean;

/** What the doors need to know a browser again. */
function sessionParts({ records, random, sessionSecret: secret }: AppParts, isSecure: boolean) {
  const newId = (req: Request) => req.nextSessionId ?? random.secret();
  return {
    session: (door: string, path: string, store: Store = new RecordStore(records)) =>
      webSession(door, path, { store, secret, isSecure, newId }),
    csrf: (door: string, isSignedIn: SignedIn) => csrfProtection(door, { secret, isSecure, isSignedIn }),
  };
}

/** In this order: a space's name is any first part of a path that no other door has. */
function mountDoors(app: Express, parts: AppParts, isSecure: boolean): void {
  const { execute, clock, random } = parts;
  const maximumBytes = parts.settings.samlResponseBytes;
  const { session, csrf } = sessionParts(parts, isSecure);
  const { passport, middleware, open: openPortalSession } = portalSession(execute);
  const portal = [session('portal', '/', new LoginStore(parts.logins, isSecure)), ...middleware];
  const saml = {
    execute,
    clock,
    random,
    isSecure,
    maximumBytes,
    passport,
    session: portal,
    openPortalSession,
  };

  app.use('/saml', samlEndpoints(saml));
  app.use(
    '/console',
    consolePages({
      ...parts,
      isSecure,
      loginCookie: loginCookie(isSecure, 'test'),
      session: session('console', '/console'),
      csrf: csrf('console', isSignedIn),
    }),
  );
  app.use(
    '/account-console',
    accountConsolePages({
      ...parts,
      isSecure,
      maximumBytes,
      session: session('account', '/account-console'),
      csrf: csrf('account', isSignedIn),
    }),
  );
  app.use('/go', spacelessLinks(execute));
  app.use(['/assets', '/docs', '/sso', '/go', '/saml', '/console', '/account-console'], notFoundPage);
  app.use(
    '/:space',
    portalPages({ execute, session: portal, csrf: csrf('portal', (req) => req.user !== undefined) }),
  );
}

/** One line per request: method, path without its query, status, time. Never headers or bodies. */
const requestLog = ({ log, random }: AppParts) =>
  pinoHttp({
    logger: log,
    genReqId: (req, res) => {
      const id = isCall(req as Request) ? uuid() : random.id('req');
      res.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'error' : 'info'),
    serializers: {
      req: ({ id, method, url }: { id: string; method: string; url: string }) => ({
        id,
        method,
        path: url.split('?')[0],
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });

/** Our own files and those of the libraries pages use; nothing comes from another host. */
function assets() {
  const router = express.Router();
  const options = { maxAge: '1h', index: false, redirect: false } as const;
  router.use('/tabler', express.static(libraryFolder('@tabler/core', 'dist'), options));
  router.use('/htmx', express.static(libraryFolder('htmx.org', 'dist'), options));
  router.use(express.static('assets', options));
  return router;
}

const libraryFolder = (library: string, folder: string): string =>
  fileURLToPath(new URL(`../node_modules/${library}/${folder}`, import.meta.url));
