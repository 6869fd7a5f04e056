import { type Request, type RequestHandler, type Response, Router, urlencoded } from 'express';
import type { Principal } from '../../action/actor.ts';
import { DomainError } from '../../action/domain-error.ts';
import type { Execute } from '../../action/execute.ts';
import { describeConsoleSession } from '../../domain/sts/console-sessions/describe-console-session.ts';
import { openCamUserConsoleSession } from '../../domain/sts/console-sessions/open-cam-user-console-session.ts';
import { openRoleConsoleSession } from '../../domain/sts/console-sessions/open-role-console-session.ts';
import type { Clock } from '../../platform/clock.ts';
import { noStore } from '../security-headers.ts';
import { visitorOf } from '../visitor.ts';
import { endSessionAfter } from '../web-session.ts';

declare module 'express-session' {
  interface SessionData {
    account?: { principal: Principal; startedAt: number; startPage: string };
  }
}

interface AccountConsoleParts {
  execute: Execute;
  clock: Clock;
  maximumBytes: number;
  session: RequestHandler;
  csrf: RequestHandler[];
}

/** The console of an account on the local site: where hop 2 arrives. */
export function accountConsolePages({
  execute,
  clock,
  maximumBytes,
  session,
  csrf,
}: AccountConsoleParts): Router {
  const router = Router();
  const receive = urlencoded({
    extended: false,
    limit: Math.ceil(maximumBytes * 1.5) + 4096,
    parameterLimit: 20,
  });
  router.use(noStore, session);

  router.post('/saml', receive, async (req, res) => {
    const opened = await execute(openRoleConsoleSession, visitorOf(req), {
      samlResponse: req.body?.SAMLResponse,
    });
    if (opened.outcome === 'refused') return refuse(req, res, opened);
    const { uin, roleName, sessionName, sessionSeconds } = opened;
    await open(
      req,
      clock.now(),
      { kind: 'principal', uin, identity: { type: 'role', roleName, sessionName } },
      sessionSeconds,
    );
    res.redirect(303, '/account-console');
  });

  router.post('/:uin/saml', receive, async (req, res) => {
    const input = { uin: req.params.uin, samlResponse: req.body?.SAMLResponse };
    const opened = await execute(openCamUserConsoleSession, visitorOf(req), input);
    if (opened.outcome === 'refused') return refuse(req, res, opened);
    const { uin, userName, sessionSeconds } = opened;
    await open(
      req,
      clock.now(),
      { kind: 'principal', uin, identity: { type: 'cam-user', userName } },
      sessionSeconds,
    );
    res.redirect(303, '/account-console');
  });

  router.use(urlencoded({ extended: false, limit: '16kb', parameterLimit: 20 }), ...csrf);
  router.get('/', showConsole(execute, clock));
  router.post('/sign-out', (req, res, next) => {
    req.session.destroy((error) => (error ? next(error) : res.render('account-console/ended')));
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

/** A session under a new id, for as long as the role or the user may stay. */
async function open(req: Request, now: Date, principal: Principal, seconds: number): Promise<void> {
  const startPage = typeof req.body?.RelayState === 'string' ? req.body.RelayState.slice(0, 1024) : '';
  await new Promise<void>((resolve, reject) =>
    req.session.regenerate((error) => (error ? reject(error) : resolve())),
  );
  req.session.account = { principal, startedAt: now.getTime(), startPage };
  endSessionAfter(req.session, seconds, now);
}

const showConsole =
  (execute: Execute, clock: Clock): RequestHandler =>
  async (req, res) => {
    const { account: opened, endsAt = 0 } = req.session;
    if (!opened?.principal) return res.status(401).render('account-console/ended');
    try {
      const described = await execute(describeConsoleSession, opened.principal, {});
      res.render('account-console/index', {
        ...described,
        policies: described.policies.map((policy) => ({
          ...policy,
          document: JSON.stringify(policy.document, null, 2),
        })),
        startedAt: new Date(opened.startedAt),
        expiresAt: new Date(endsAt),
        secondsLeft: Math.max(0, Math.floor((endsAt - clock.now().getTime()) / 1000)),
        startPage: opened.startPage,
        signOutAction: '/account-console/sign-out',
      });
    } catch (error) {
      if (!(error instanceof DomainError && error.kind === 'unauthenticated')) throw error;
      res.status(401).render('account-console/ended');
    }
  };
