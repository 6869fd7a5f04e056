import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Principal } from '../action/actor.ts';
import type { Execute } from '../action/execute.ts';
import { acceptHandedOverSession } from '../domain/sts/sign-ins/accept-handed-over-session.ts';
import { handOverSession } from '../domain/sts/sign-ins/hand-over-session.ts';
import type { Clock } from '../platform/clock.ts';
import { openAccountSession, signedInTo } from './account-session.ts';
import { visitorOf } from './visitor.ts';

const cookieName = 'ic_hand_over';

/**
 * Takes whoever is signed in to one console to another one of the same account. The two have cookies of their own, so
 * a secret carries the session over, once; it travels in a cookie and never in an address, so nobody can be led into
 * somebody else's session by a link.
 */
export const handOverTo =
  (execute: Execute, to: string, isSecure: boolean): RequestHandler =>
  async (req, res) => {
    const principal = signedInTo(req);
    if (!principal) return res.redirect(303, `${to}/sign-in`);
    const endsAt = new Date(req.session.endsAt ?? 0);
    await handOver(execute, res, { principal, endsAt, to, isSecure });
  };

interface HandedOver {
  principal: Principal;
  endsAt: Date;
  to: string;
  isSecure: boolean;
}

/** Sends the browser on to a console, where this principal is signed in from then on. */
export async function handOver(
  execute: Execute,
  res: Response,
  { principal, endsAt, to, isSecure }: HandedOver,
): Promise<void> {
  const { token, validSeconds } = await execute(handOverSession, principal, { endsAt });
  res.cookie(cookieName, token, { ...attributes(to, isSecure), maxAge: validSeconds * 1000 });
  res.redirect(303, `${to}/hand-over`);
}

interface ReceivingConsole {
  clock: Clock;
  home: string;
  isSecure: boolean;
  /** Whether this console is for that account. */
  admits(principal: Principal): boolean | Promise<boolean>;
}

/** Where the other console leads to. What does not work out ends at the sign-in. */
export function receiveHandOver(
  execute: Execute,
  { clock, home, isSecure, admits }: ReceivingConsole,
): Router {
  const router = Router();
  router.get('/hand-over', async (req, res) => {
    const token = (req.cookies as Record<string, unknown>)[cookieName];
    res.clearCookie(cookieName, attributes(home, isSecure));
    const { session } = await execute(acceptHandedOverSession, visitorOf(req as Request), {
      token: typeof token === 'string' ? token : '',
    });
    if (!session || !(await admits(session.principal))) return res.redirect(303, `${home}/sign-in`);
    const seconds = Math.floor((session.endsAt.getTime() - clock.now().getTime()) / 1000);
    await openAccountSession(req as Request, session.principal, { now: clock.now(), seconds });
    res.redirect(303, home);
  });
  return router;
}

const attributes = (to: string, isSecure: boolean) =>
  ({ path: `${to}/hand-over`, httpOnly: true, sameSite: 'strict', secure: isSecure }) as const;
