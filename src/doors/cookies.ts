import { parseCookie } from 'cookie';
import type { RequestHandler } from 'express';

/** Cookies are texts, whatever they look like; nobody who sends one can make it anything else. */
export const readCookies: RequestHandler = (req, _res, next) => {
  req.cookies = parseCookie(req.headers.cookie ?? '');
  next();
};
