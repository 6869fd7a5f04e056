import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { z } from 'zod';
import type { Principal } from '../action/actor.ts';
import { DomainError } from '../action/domain-error.ts';
import type { Execute } from '../action/execute.ts';
import { endOwnSession } from '../domain/sts/sessions/end-own-session.ts';
import { confirmSignIn } from '../domain/sts/sign-ins/confirm-sign-in.ts';
import { signIn } from '../domain/sts/sign-ins/sign-in.ts';
import type { Clock } from '../platform/clock.ts';
import { isSignedIn, openAccountSession, signedInTo } from './account-session.ts';
import { form } from './form.ts';
import { guessingLimit } from './guessing-limit.ts';
import { passwordPages, requireOwnPassword } from './password-pages.ts';
import { ended, renewed, saved } from './session-steps.ts';
import { visitorOf } from './visitor.ts';
import { endSessionAfter } from './web-session.ts';

declare module 'express-session' {
  interface SessionData {
    /** Whose password was right, and whose code is waited for. */
    pendingSignIn?: { subject: object; principal: Principal; mustChangePassword: boolean };
  }
}

const sessionSeconds = 8 * 3600;
const pendingSeconds = 5 * 60;

interface SignInParts {
  execute: Execute;
  clock: Clock;
  /** The console that is signed in to, such as `/console`. */
  home: string;
  /** Whether this console is for that account. */
  admits(principal: Principal): boolean | Promise<boolean>;
  /** What somebody sees who has signed out. */
  signedOut(res: Response): void;
}

/** Sign-in by password, and by a code where a device is enrolled, the same for either console; and sign-out. */
export function signInPages(parts: SignInParts): Router {
  const { execute, home } = parts;
  const router = Router();
  const limit = guessingLimit();

  router.get('/sign-in', (req, res) => {
    if (isSignedIn(req)) return res.redirect(303, home);
    res.render('sign-in/index', { ...pageOf(req, home), values: req.query, problem: null, refusal: null });
  });

  router.post(
    '/sign-in',
    limit,
    form(execute, {
      action: signIn,
      actor: visitorOf,
      input: ({ body }) => ({ subject: subjectOf(body), password: body.password }),
      done: (result, req, res) => afterPassword(parts, result, req, res),
      page: 'sign-in/index',
      locals: (req) => ({ ...pageOf(req, home), refusal: null }),
    }),
  );

  router.use(codePages(parts, limit));
  router.use(passwordPages(execute, home));
  router.post('/sign-out', async (req, res) => {
    await endSession(execute, signedInTo(req));
    await ended(req);
    parts.signedOut(res);
  });

  router.use(requireOwnPassword(home));
  return router;
}

/** Everywhere, not only in this browser. One that has ended already leaves nothing to do. */
async function endSession(execute: Execute, principal: Principal | undefined): Promise<void> {
  if (!principal) return;
  try {
    await execute(endOwnSession, principal, {});
  } catch (error) {
    if (!(error instanceof DomainError && error.kind === 'unauthenticated')) throw error;
  }
}

function codePages(parts: SignInParts, limit: RequestHandler): Router {
  const { execute, home } = parts;
  const router = Router();

  router.get('/sign-in/code', (req, res) => {
    if (!req.session.pendingSignIn) return res.redirect(303, `${home}/sign-in`);
    res.render('sign-in/code', { home, values: {}, problem: null, refusal: null });
  });

  router.post(
    '/sign-in/code',
    limit,
    form(execute, {
      action: confirmSignIn,
      actor: visitorOf,
      input: (req) => ({ ...pendingOf(req), code: String(req.body.code ?? '').replaceAll(/\s/g, '') }),
      async done(result, req, res) {
        if (result.outcome === 'signed-in') return enter(parts, req, res, pendingOf(req));
        res.status(401).render('sign-in/code', { home, values: {}, problem: null, refusal: result.outcome });
      },
      page: 'sign-in/code',
      locals: () => ({ home, refusal: null }),
    }),
  );

  return router;
}

async function afterPassword(
  parts: SignInParts,
  result: z.output<typeof signIn.output>,
  req: Request,
  res: Response,
): Promise<void> {
  if (result.outcome === 'refused' || result.outcome === 'locked') {
    return refuse(parts.home, req, res, result.outcome);
  }
  if (!(await parts.admits(result.principal))) return refuse(parts.home, req, res, 'notAdmitted');
  if (result.outcome === 'signed-in') return enter(parts, req, res, result);

  await renewed(req);
  const { principal, mustChangePassword } = result;
  req.session.pendingSignIn = { subject: subjectOf(req.body), principal, mustChangePassword };
  endSessionAfter(req.session, pendingSeconds, parts.clock.now());
  await saved(req);
  res.redirect(303, `${parts.home}/sign-in/code`);
}

async function enter(
  { home, clock }: SignInParts,
  req: Request,
  res: Response,
  { principal, mustChangePassword }: { principal: Principal; mustChangePassword: boolean },
): Promise<void> {
  const now = clock.now();
  await openAccountSession(req, principal, { now, seconds: sessionSeconds, mustChangePassword });
  res.redirect(303, home);
}

function refuse(home: string, req: Request, res: Response, refusal: string): void {
  const { password: _, ...values } = req.body as Record<string, unknown>;
  res.status(401).render('sign-in/index', { ...pageOf(req, home), values, problem: null, refusal });
}

const pageOf = (req: Request, home: string) => ({
  home,
  as: (req.body?.as ?? req.query.as) === 'cam-user' ? 'cam-user' : 'root',
});

const subjectOf = (body: Record<string, unknown>) =>
  body.as === 'cam-user' ? { uin: body.uin, userName: body.userName } : { email: body.email };

/** Without one there is nobody to confirm, whatever the code. */
function pendingOf({ session: { pendingSignIn } }: Request) {
  if (pendingSignIn) return pendingSignIn;
  throw new DomainError('unauthenticated', 'AuthFailure', 'Sign in to an account first.');
}
