import type { Log } from '../platform/log.ts';

declare global {
  namespace Express {
    interface Request {
      /** Told to people on error pages and written with every log line of the request. */
      id: string;
      log: Log;
    }
  }
}
