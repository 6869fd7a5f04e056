import type { RequestHandler } from 'express';
import { withOrigin } from '../platform/origin.ts';

/** Whatever is done because of this request is written down with its address and id (docs/decisions/0015). */
export const originOfRequest: RequestHandler = (req, _res, next) =>
  withOrigin({ address: req.ip ?? '', requestId: String(req.id) }, next);
