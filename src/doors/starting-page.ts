import type { RequestHandler } from 'express';
import { translator } from './language.ts';
import { preferredLanguage } from './page-locals.ts';

const secondsToWait = '2';

/**
 * Whoever comes before the product has loaded what it starts with is asked to come again, instead of being told that something is not
 * there; a browser does so by itself.
 */
export const startingPage =
  (isStarting: () => boolean): RequestHandler =>
  (req, res, next) => {
    if (!isStarting()) return next();
    res.set({ 'Retry-After': secondsToWait, Refresh: secondsToWait, 'Cache-Control': 'no-store' });
    res
      .status(503)
      .type('text/plain')
      .send(translator(preferredLanguage(req))('product.starting'));
  };
