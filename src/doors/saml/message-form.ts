import { parse } from 'node:querystring';
import { type RequestHandler, text } from 'express';

const fieldLimit = 20;

/**
 * Reads a form that holds one SAML message. The general reader takes names apart and guesses at character sets,
 * which costs more than verifying the message; here a field is its name and its value.
 */
export function messageForm(maximumBytes: number): RequestHandler[] {
  const limit = Math.ceil(maximumBytes * 1.5) + 4096;
  return [
    text({ type: 'application/x-www-form-urlencoded', limit, defaultCharset: 'utf-8' }),
    (req, _res, next) => {
      req.body = typeof req.body === 'string' ? parse(req.body, '&', '=', { maxKeys: fieldLimit }) : {};
      next();
    },
  ];
}
