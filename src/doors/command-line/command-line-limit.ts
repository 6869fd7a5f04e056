import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { failed } from './answers.ts';

/** For what costs us more than it costs a stranger: each network address has so many a minute. */
export const commandLineLimit = (): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: 120,
    standardHeaders: true,
    legacyHeaders: false,
    handler: (_req, res) => failed(res, 'RequestLimitExceeded', 'Too many requests. Wait a minute.'),
  });
