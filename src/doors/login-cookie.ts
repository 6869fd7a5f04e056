import type { Request, Response } from 'express';

/**
 * Binds a login to the browser that started it. The identity provider's POST comes from another site, which a
 * Lax cookie does not survive, so on https it is `SameSite=None; Secure`. On http://localhost, for trying,
 * it has no SameSite at all: browsers then send it with such a POST for the first two minutes. A test login has
 * one of its own, because it begins where the other cannot be seen.
 */
export function loginCookie(isSecure: boolean, purpose: 'login' | 'test') {
  const plainName = purpose === 'test' ? 'ic_login_test' : 'ic_login';
  const name = isSecure ? `__Secure-${plainName}` : plainName;
  const attributes = {
    path: '/saml',
    httpOnly: true,
    secure: isSecure,
    ...(isSecure && { sameSite: 'none' as const }),
  };
  return {
    read(req: Request): string | undefined {
      const secret = (req.cookies as Record<string, unknown>)[name];
      return typeof secret === 'string' && /^[\w-]{43}$/.test(secret) ? secret : undefined;
    },
    write(res: Response, secret: string, seconds: number): void {
      res.cookie(name, secret, { ...attributes, maxAge: seconds * 1000 });
    },
  };
}

export type LoginCookie = ReturnType<typeof loginCookie>;
