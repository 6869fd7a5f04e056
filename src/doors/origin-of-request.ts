import type { Request, RequestHandler } from 'express';
import { withOrigin } from '../platform/origin.ts';

/** Whatever is done because of this request is written down with its address and id (docs/decisions/0015). */
export const originOfRequest: RequestHandler = (req, _res, next) =>
  withOrigin({ address: req.ip ?? '', requestId: String(req.id), browser: browserOf(req) }, next);

const longestName = 300;

const browserOf = (req: Request): string => (req.get('User-Agent') ?? '').slice(0, longestName);
