import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Principal } from '../../action/actor.ts';
import { DomainError } from '../../action/domain-error.ts';
import type { Execute } from '../../action/execute.ts';
import { describeConsoleSession } from '../../domain/sts/console-sessions/describe-console-session.ts';
import { signedInTo } from '../account-session.ts';
import { toProblem } from '../form.ts';
import { offersTo } from '../offers.ts';
import { menuFor } from './menu.ts';

declare global {
  namespace Express {
    interface Request {
      /** Who somebody is inside the account, as it is now. */
      consoleSession?: z.output<typeof describeConsoleSession.output>;
    }
  }
}

/** Whoever is in the account is looked at anew with every request: a role that was deleted has no sessions. */
export const requireAccount =
  (execute: Execute): RequestHandler =>
  async (req, res, next) => {
    const principal = signedInTo(req);
    if (!principal) return showEnded(res);
    try {
      await describeConsole(execute, principal, req, res);
    } catch (error) {
      if (!(error instanceof DomainError && error.kind === 'unauthenticated')) throw error;
      return showEnded(res);
    }
    next();
  };

/** What every page of the account shows, and what it offers: only what one may do. */
async function describeConsole(
  execute: Execute,
  principal: Principal,
  req: Request,
  res: Response,
): Promise<void> {
  req.consoleSession = await execute(describeConsoleSession, principal, {});
  const may = await offersTo(execute, principal);
  const { account, identity } = req.consoleSession;
  Object.assign(res.locals, {
    account,
    identity,
    may,
    menu: menuFor(may),
    signOutAction: '/account-console/sign-out',
  });
}

function showEnded(res: Response): void {
  res.status(401).render('account-console/ended');
}

/** A part of a page that the reader may not see is left out; the rest is shown. */
export async function ifAllowed<Result>(reading: Promise<Result>): Promise<Result | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'forbidden') return undefined;
    throw error;
  }
}

/** What one may not do is said in a sentence, in the console itself. */
export const showForbidden: ErrorRequestHandler = (error, _req, res, next) => {
  if (!(error instanceof DomainError && error.kind === 'forbidden')) return next(error);
  res.status(403).render('account-console/not-allowed', { problem: toProblem(error, res) });
};
