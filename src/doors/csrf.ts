import { doubleCsrf } from 'csrf-csrf';
import type { Request, RequestHandler } from 'express';

/**
 * Protects every form of a door: a token in the form must belong to the cookie and to the session
 * (OWASP: signed double-submit cookie). Sets `res.locals.csrfToken` for pages.
 */
export function csrfProtection(
  door: string,
  { secret, isSecure, isSignedIn }: { secret: string; isSecure: boolean; isSignedIn(req: Request): boolean },
): RequestHandler[] {
  const { generateCsrfToken, doubleCsrfProtection } = doubleCsrf({
    getSecret: () => `${secret}:csrf:${door}`,
    // A visitor's session id is new with every request until something is stored in it.
    getSessionIdentifier: (req) => (isSignedIn(req) ? req.sessionID : 'visitor'),
    cookieName: isSecure ? `__Host-ic_csrf_${door}` : `ic_csrf_${door}`,
    cookieOptions: { sameSite: 'lax', secure: isSecure, path: '/', httpOnly: true },
    getCsrfTokenFromRequest: (req) => req.body?._csrf,
  });
  const offerToken: RequestHandler = (req, res, next) => {
    res.locals.csrfToken = generateCsrfToken(req, res);
    next();
  };
  return [doubleCsrfProtection, offerToken];
}
