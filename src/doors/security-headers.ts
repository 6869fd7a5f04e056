import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** Headers of every answer: strict content security policy, no framing, no guessing of types. */
export const securityHeaders = (isSecure: boolean): RequestHandler =>
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: policy },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  });

/**
 * Lets the forms of this page lead to another site. Browsers hold every redirect after a form against
 * `form-action`, and where the other site sends people on is its own business (an identity provider that asks
 * another one, a cloud that goes on to its console), so any https address may follow.
 */
export function allowFormsTo(res: Response, url: string): void {
  setPolicy(res, { ...policy, 'form-action': ["'self'", formTarget(url)] });
}

/**
 * The same for a page that the other site may show in a frame of its own: identity providers that log somebody out
 * everywhere at once ask every service in a frame. There is nothing on such a page that a click could be stolen for.
 */
export function allowFormsInFramesOf(res: Response, url: string): void {
  const { origin } = new URL(url);
  setPolicy(res, { ...policy, 'form-action': ["'self'", formTarget(url)], 'frame-ancestors': [origin] });
  res.removeHeader('X-Frame-Options');
}

function formTarget(url: string): string {
  const { protocol, origin } = new URL(url);
  return protocol === 'https:' ? 'https:' : origin;
}

function setPolicy(res: Response, directives: Record<string, string[]>): void {
  const header = Object.entries(directives).map(([name, sources]) => `${name} ${sources.join(' ')}`);
  res.setHeader('Content-Security-Policy', header.join(';'));
}

const policy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
};

/** Pages of signed-in people stay in no cache. */
export const noStore: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-store');
  next();
};
