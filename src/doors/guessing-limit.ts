import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { showProblem } from './error-pages.ts';

/** Few tries per address and quarter of an hour where passwords or codes could be guessed. */
export const guessingLimit = (): RequestHandler =>
  rateLimit({
    windowMs: 15 * 60_000,
    limit: 20,
    skipSuccessfulRequests: true,
    standardHeaders: true,
    legacyHeaders: false,
    handler: (_req, res) => showProblem(res, 429),
  });
