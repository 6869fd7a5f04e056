import type { Request, RequestHandler, Response } from 'express';
import type { Execute } from '../../action/execute.ts';
import { triageResponse } from '../../domain/identity-center/logins/triage-response.ts';
import type { Clock } from '../../platform/clock.ts';
import { networkOf } from '../../platform/network.ts';
import { WindowCount } from '../../platform/window-count.ts';
import { showProblem } from '../error-pages.ts';
import type { LoginCookie } from '../login-cookie.ts';
import { visitorOf } from '../visitor.ts';

const windowMilliseconds = 60_000;
/** Refused logins that are kept for the administrator, per minute. Nobody mistypes a SAML response that often. */
const refusalsPerAddress = 60;
const refusalsPerSpace = 600;

/**
 * Keeps junk from filling the sign-in log and from starving people. Only refusals count, so any number of people
 * may log in from one address. Where there are too many, a response is looked at first, without the database
 * keeping anything; what the identity provider has signed goes on as ever, the rest is answered with 429.
 */
export function floodLimit(
  execute: Execute,
  clock: Clock,
  cookies: { login: LoginCookie; test: LoginCookie },
) {
  const byAddress = new WindowCount(windowMilliseconds);
  const bySpace = new WindowCount(windowMilliseconds);
  const addressOf = (ip: string | undefined) => networkOf(ip ?? '');

  /** Counts at once, as if it were refused already: what comes at the same moment is to be counted alike. */
  const enter = (ip: string | undefined, space: string): boolean => {
    const address = addressOf(ip);
    const now = clock.now();
    const [ofAddress, ofSpace] = [byAddress.add(address, now), bySpace.add(space, now)];
    return ofAddress > refusalsPerAddress || ofSpace > refusalsPerSpace;
  };
  const guard: RequestHandler<{ space: string }> = async (req, res, next) => {
    const isFlooded = enter(req.ip, req.params.space);
    if (!isFlooded || typeof req.body?.SAMLResponse !== 'string') return next();
    const { isPlausible } = await execute(triageResponse, visitorOf(req), {
      spaceName: req.params.space,
      samlResponse: req.body.SAMLResponse,
      browserSecret: cookies.login.read(req as Request),
      testSecret: cookies.test.read(req as Request),
    });
    if (isPlausible) return next();
    turnAway(res);
  };
  return {
    guard,
    enter,
    /** It was not refused, so it does not count. */
    takeBack(ip: string | undefined, space: string): void {
      byAddress.takeBack(addressOf(ip), clock.now());
      bySpace.takeBack(space, clock.now());
    },
  };
}

/** Nothing of it was kept. */
export function turnAway(res: Response): void {
  res.setHeader('Retry-After', String(windowMilliseconds / 1000));
  showProblem(res, 429);
}

export type FloodLimit = ReturnType<typeof floodLimit>;
